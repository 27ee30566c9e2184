/**
 * `createDetector`: finds test data in data of any shape: orders, customers, products, settings.
 * Each value is compared with published lists, by the kind of value that the name of its field
 * says. It fetches nothing, never throws, and neither keeps nor reports a value.
 *
 * A finding means that data is on a list of test data. No finding proves nothing, and the lists are
 * easy to avoid on purpose.
 */
import { ContentmarkError, readOptions, wrongArgument } from '../errors.ts';
import { compileTables } from './compile.ts';
import type { Detector } from './finding/detection.ts';
import type { Finding, Severity } from './finding/finding.ts';
import { type FieldKind, MARKER_CLASSES, type MarkerClass } from './markers/marker.ts';
import { MARKERS } from './markers/markers.ts';
import { createLeafMatch } from './match/leaf.ts';
import type { Row, Tables } from './match/tables.ts';
import { createWalk, NOT_LOOKED_AT_REASON, type Visitor } from './match/walk.ts';
import { type OwnMarker, readOwnMarkers } from './own-markers.ts';
import { toPointer } from './pointer.ts';

/** What to look for, and how far. */
export interface DetectorOptions {
  /** Families of rows. Default all but `setting` and `live-secret`. */
  readonly classes?: readonly MarkerClass[];
  /**
   * Other severities by {@link Marker.id}, in every field where the row counts, or `off`.
   * Default those of the rows. Rows of class `word` cannot become `block`.
   */
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  /** Rows of the shop's own, such as its test customers and the hosts of its staging. Default none. */
  readonly markers?: readonly OwnMarker[];
  /** Levels of nesting. Default 64, at most 512. */
  readonly maxDepth?: number;
  /** Values and containers. Default 100,000. */
  readonly maxNodes?: number;
  /** Characters of text in all. Default 4,000,000. */
  readonly maxCharacters?: number;
  /**
   * Characters of long texts without findings to remember, so that equal ones are not read
   * again; 0 for none. Default 1,000,000.
   */
  readonly cleanCharacters?: number;
}

/** What of a finding its row says. */
type Told = Pick<Row, 'id' | 'technique' | 'reason'>;

/** Their names. */
export const DETECTOR_OPTIONS: readonly (keyof DetectorOptions)[] = [
  'classes',
  'severities',
  'markers',
  'maxDepth',
  'maxNodes',
  'maxCharacters',
  'cleanCharacters',
];

/** Families that are looked for unless others are named: those of test data. */
export const TEST_DATA_CLASSES: readonly MarkerClass[] = /* @__PURE__ */ MARKER_CLASSES.filter(
  (name) => name !== 'setting' && name !== 'live-secret',
);

/** A level takes two calls; more would be a caller's own attack on the stack. */
const DEEPEST = 512;

/** A person reads the first few; a log line should stay one. */
const MAX_LISTED = 1000;

/**
 * Prepares a detector. Its tables are made once, so make it once.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { createDetector } from 'contentmark/detect';
 *
 * const detector = createDetector({ classes: ['domain'] });
 * console.log(detector({ email: 'jane@example.com' }).findings.length); // 1
 * console.log(detector({ email: 'jane@trail-shop.com' }).findings.length); // 0
 * ```
 */
export function createDetector(options: DetectorOptions = {}): Detector {
  const {
    classes = TEST_DATA_CLASSES,
    severities = {},
    markers = [],
    maxDepth = 64,
    maxNodes = 100_000,
    maxCharacters = 4_000_000,
    cleanCharacters = 1_000_000,
  } = readOptions('options', options, DETECTOR_OPTIONS);
  const own = readOwnMarkers('options.markers', markers);
  const tables = compileTables(readClasses(classes), readSeverities(severities), own);
  requireLimit('options.maxDepth', maxDepth, DEEPEST);
  requireLimit('options.maxNodes', maxNodes, Number.MAX_SAFE_INTEGER);
  requireLimit('options.maxCharacters', maxCharacters, Number.MAX_SAFE_INTEGER);
  requireLimit('options.cleanCharacters', cleanCharacters, Number.MAX_SAFE_INTEGER, 0);
  return prepare(tables, { maxDepth, maxNodes, maxCharacters, cleanCharacters });
}

function prepare(
  tables: Tables,
  limits: Required<Omit<DetectorOptions, 'classes' | 'severities' | 'markers'>>,
): Detector {
  const walk = createWalk(tables.switches);
  const match = createLeafMatch(tables, limits.cleanCharacters);
  return (data) => {
    const findings: Finding[] = [];
    const listed: Record<Severity, number> = { block: 0, warn: 0, info: 0 };
    let unlisted = 0;
    let isComplete = true;
    let characters = limits.maxCharacters;
    let path: readonly (string | number)[] = [];
    /** Rows found in the present value. */
    let here: Row[] = [];

    function list(
      { id, technique, reason }: Told,
      severity: Severity,
      names: readonly (string | number)[],
    ): void {
      if (listed[severity] >= MAX_LISTED) {
        unlisted += 1;
        return;
      }
      listed[severity] += 1;
      findings.push(Object.freeze({ path: toPointer(names), technique, id, severity, reason }));
    }
    function report(row: Row, field: FieldKind, atMost?: 'warn' | 'info'): void {
      const severity = row.severity[field];
      if (severity === undefined || here.includes(row)) return;
      here.push(row);
      if (row.least !== undefined) {
        const alike = here.filter(({ id }) => id === row.id).length;
        if (alike !== row.least) return;
      }
      const isLess = atMost === 'info' || severity === 'block';
      list(row, atMost !== undefined && isLess ? atMost : severity, path);
    }
    const visitor: Visitor = {
      leaf(value, field, switches, place) {
        const { names } = place;
        path = names;
        if (here.length > 0) here = [];
        if (typeof value === 'string') {
          if (value.length > characters) {
            visitor.notLookedAt('not-looked-at.characters', names);
            characters = 0;
            return;
          }
          characters -= value.length;
        }
        match.leaf(value, field, switches, place, report);
      },
      fullName(name, names) {
        path = names;
        here = [];
        match.fullName(name, report);
      },
      notLookedAt(why, names) {
        isComplete = false;
        list({ id: why, technique: 'marker', reason: NOT_LOOKED_AT_REASON[why] }, 'warn', names);
      },
    };
    const visited = walk(data, visitor, limits);
    return Object.freeze({ findings: Object.freeze(findings), unlisted, visited, isComplete });
  };
}

function readClasses(classes: unknown): ReadonlySet<MarkerClass> {
  if (!Array.isArray(classes)) {
    throw wrongArgument('options.classes', 'an array of marker classes', classes);
  }
  for (const name of classes) {
    if (MARKER_CLASSES.includes(name)) continue;
    const known = MARKER_CLASSES.join(', ');
    throw wrongArgument('options.classes', `classes of ${known}`, name);
  }
  return new Set(classes);
}

function readSeverities(severities: unknown): ReadonlyMap<string, Severity | 'off'> {
  if (typeof severities !== 'object' || severities === null || Array.isArray(severities)) {
    throw wrongArgument('options.severities', 'an object of severities by marker', severities);
  }
  const read = new Map<string, Severity | 'off'>();
  for (const [id, severity] of Object.entries(severities)) {
    const argument = `options.severities.${id}`;
    const marker = MARKERS.find((row) => row.id === id);
    if (marker === undefined) {
      throw new ContentmarkError(
        'ERR_ARGUMENT',
        'names no marker; docs/markers.md lists them',
        argument,
      );
    }
    const isKnown: boolean = ['block', 'warn', 'info', 'off'].includes(severity);
    if (!isKnown) throw wrongArgument(argument, 'block, warn, info or off', severity);
    if (marker.class === 'word' && severity === 'block') {
      throw new ContentmarkError(
        'ERR_ARGUMENT',
        `cannot be block: real products have such words in their names`,
        argument,
      );
    }
    read.set(id, severity);
  }
  return read;
}

function requireLimit(argument: string, value: unknown, most: number, least = 1): void {
  if (Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most)
    return;
  throw wrongArgument(argument, `a whole number from ${least} to ${most}`, value);
}
