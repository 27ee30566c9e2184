/** What only the shop knows, declared by it: who it is, what it makes, what its people did. Read strictly. */
import { ContentmarkError } from '../errors.ts';
import { createStrictReader, type StrictReader } from '../strict-json.ts';
import { MEASURES } from './measures.ts';

/** Kinds of content whose marking differs. */
export const CONTENT_KINDS = [
  'containerised-text',
  'free-text',
  'very-short-text',
  'image',
  'data',
] as const;

/** One of {@link CONTENT_KINDS}. `containerised-text` is text in HTML, PDF or a document. */
export type ContentKind = (typeof CONTENT_KINDS)[number];

/** Roles under the AI Act. */
export const ROLES = ['provider', 'deployer', 'both'] as const;

/** One of {@link ROLES}. */
export type Role = (typeof ROLES)[number];

/** Generated content of one kind, counted. */
export interface ContentFacts {
  readonly kind: ContentKind;
  /** How many there are, by the shop's own count: the denominator. */
  readonly generated: number;
  /** How many of them carry signed metadata: a mark of this package is such a layer. */
  readonly metadata: number;
  /** How many carry a watermark inside the content, which this package does not make. */
  readonly watermark: number;
  /** Whose watermark it is, and the day on which it was last checked. Without it none counts. */
  readonly reliedOn?: { readonly name: string; readonly checkedOn: string };
}

/** What a person says of a measure that no tool can measure. */
export interface Statement {
  /** Id of the measure. */
  readonly measure: string;
  readonly status: 'marked' | 'gap' | 'out-of-scope';
  readonly text: string;
  /** Role of who says so; no name is needed. */
  readonly by: string;
  /** `YYYY-MM-DD`. */
  readonly on: string;
}

/** Facts that a shop declares. */
export interface ReportFacts {
  readonly organisation: string;
  /** The system that generates, or the shop that publishes. */
  readonly system: string;
  readonly role: Role;
  /** `YYYY-MM-DD`: when the system was placed on the market. Default: not stated. */
  readonly placedOnMarket?: string;
  /** Whether the Code was signed. Default: not stated. */
  readonly signatory?: boolean;
  /** Where anybody can check marks: a URI. Default: none. */
  readonly detectionUrl?: string;
  readonly contents?: readonly ContentFacts[];
  /** Disclosures to people: how many are called for, how many are shown. */
  readonly disclosures?: { readonly required: number; readonly shown: number };
  /** Generated pictures: how many a person assessed, how many of those are deep fakes, how many of those are disclosed. */
  readonly images?: {
    readonly generated: number;
    readonly assessed: number;
    readonly deepFakes: number;
    readonly disclosed: number;
  };
  /** Texts on matters of public interest that carry no label, and who answers for them: a role. */
  readonly publicTexts?: {
    readonly unlabelled: number;
    readonly reviewed: number;
    readonly responsible: string;
  };
  /** Reports of wrong labels; `oldestOpen`, `YYYY-MM-DD`, where any is open. */
  readonly mislabelled?: {
    readonly received: number;
    readonly open: number;
    readonly oldestOpen?: string;
  };
  /** Reviews that no customer wrote, and how many of them are shown. */
  readonly reviews?: { readonly synthetic: number; readonly shown: number };
  readonly statements?: readonly Statement[];
}

/**
 * Reads declared facts, as a TOML or JSON file has them. Misspelt members are refused: a fact that
 * nobody reads would be a gap that nobody sees.
 * @throws ContentmarkError `ERR_ARGUMENT`, naming the member.
 */
export function readFacts(value: unknown): ReportFacts {
  const read = createStrictReader((where, why) => {
    throw new ContentmarkError('ERR_ARGUMENT', why, where === '' ? 'facts' : `facts.${where}`);
  });
  const own = read.object('', value, [
    'organisation',
    'system',
    'role',
    'placedOnMarket',
    'signatory',
    'detectionUrl',
    'contents',
    'disclosures',
    'images',
    'publicTexts',
    'mislabelled',
    'reviews',
    'statements',
  ]);
  const facts = {
    organisation: read.text('organisation', own.organisation),
    system: read.text('system', own.system),
    role: read.word('role', own.role, ROLES),
    placedOnMarket: optional(own.placedOnMarket, (one) => readDay(read, 'placedOnMarket', one)),
    signatory: optional(own.signatory, (one) => read.flag('signatory', one)),
    detectionUrl: optional(own.detectionUrl, (one) => readUri(read, 'detectionUrl', one)),
    contents: optional(own.contents, (one) => readContents(read, one)),
    disclosures: optional(own.disclosures, (one) =>
      readCounts(read, 'disclosures', one, ['required', 'shown']),
    ),
    images: optional(own.images, (one) =>
      readCounts(read, 'images', one, ['generated', 'assessed', 'deepFakes', 'disclosed']),
    ),
    publicTexts: optional(own.publicTexts, (one) => {
      const members = read.object('publicTexts', one, ['unlabelled', 'reviewed', 'responsible']);
      const { responsible, ...counts } = members;
      return {
        ...readCounts(read, 'publicTexts', counts, ['unlabelled', 'reviewed']),
        responsible: read.text('publicTexts.responsible', responsible),
      };
    }),
    mislabelled: optional(own.mislabelled, (one) => {
      const members = read.object('mislabelled', one, ['received', 'open', 'oldestOpen']);
      const { oldestOpen, ...counts } = members;
      const counted = readCounts(read, 'mislabelled', counts, ['received', 'open']);
      if (counted.open > 0 && oldestOpen === undefined)
        return read.refuse('mislabelled.oldestOpen', 'is missing, and a report is open');
      return {
        ...counted,
        ...(oldestOpen !== undefined && {
          oldestOpen: readDay(read, 'mislabelled.oldestOpen', oldestOpen),
        }),
      };
    }),
    reviews: optional(own.reviews, (one) =>
      readCounts(read, 'reviews', one, ['synthetic', 'shown']),
    ),
    statements: optional(own.statements, (one) => readStatements(read, one)),
  };
  // Members that were not given are absent, as in the type.
  return Object.freeze(
    Object.fromEntries(Object.entries(facts).filter(([, one]) => one !== undefined)),
  ) as unknown as ReportFacts;
}

function optional<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined ? undefined : read(value);
}

function readDay(read: StrictReader, where: string, value: unknown): string {
  const text = read.text(where, value);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
  // 31 February parses as a day in March.
  const isReal = isDay && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  return isReal ? text : read.refuse(where, 'expected a day such as "2026-12-02"');
}

function readUri(read: StrictReader, where: string, value: unknown): string {
  const text = read.text(where, value);
  return URL.canParse(text) ? text : read.refuse(where, 'expected a URI');
}

function readCount(read: StrictReader, where: string, value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) >= 0
    ? (value as number)
    : read.refuse(where, 'expected a whole number from 0');
}

/** Counts, of which none is above the one before it. */
function readCounts<Name extends string>(
  read: StrictReader,
  where: string,
  value: unknown,
  names: readonly Name[],
): Readonly<Record<Name, number>> {
  const members = read.object(where, value, names);
  let most = Number.MAX_SAFE_INTEGER;
  const counts = names.map((name) => {
    const at = `${where}.${name}`;
    const count = readCount(read, at, members[name]);
    if (count > most)
      return read.refuse(at, `is ${count}, and there are only ${most} to count from`);
    most = count;
    return [name, count] as const;
  });
  return Object.fromEntries(counts) as Readonly<Record<Name, number>>;
}

function readContents(read: StrictReader, value: unknown): readonly ContentFacts[] {
  return read.list('contents', value).map((one, index): ContentFacts => {
    const where = `contents[${index}]`;
    const own = read.object(where, one, ['kind', 'generated', 'metadata', 'watermark', 'reliedOn']);
    const kind = read.word(`${where}.kind`, own.kind, CONTENT_KINDS);
    const generated = readCount(read, `${where}.generated`, own.generated);
    const layer = (name: 'metadata' | 'watermark'): number => {
      const count = own[name] === undefined ? 0 : readCount(read, `${where}.${name}`, own[name]);
      return count <= generated
        ? count
        : read.refuse(`${where}.${name}`, `is ${count}, and only ${generated} were generated`);
    };
    const reliedOn = optional(own.reliedOn, (given) => {
      const { name, checkedOn } = read.object(`${where}.reliedOn`, given, ['name', 'checkedOn']);
      return {
        name: read.text(`${where}.reliedOn.name`, name),
        checkedOn: readDay(read, `${where}.reliedOn.checkedOn`, checkedOn),
      };
    });
    return {
      kind,
      generated,
      metadata: layer('metadata'),
      watermark: layer('watermark'),
      ...(reliedOn && { reliedOn }),
    };
  });
}

const STATED = ['marked', 'gap', 'out-of-scope'] as const;

function readStatements(read: StrictReader, value: unknown): readonly Statement[] {
  const seen = new Set<string>();
  return read.list('statements', value).map((one, index): Statement => {
    const where = `statements[${index}]`;
    const own = read.object(where, one, ['measure', 'status', 'text', 'by', 'on']);
    const measure = read.word(
      `${where}.measure`,
      own.measure,
      MEASURES.map(({ id }) => id),
    );
    if (seen.has(measure)) return read.refuse(`${where}.measure`, 'is stated twice');
    seen.add(measure);
    return {
      measure,
      status: read.word(`${where}.status`, own.status, STATED),
      text: read.text(`${where}.text`, own.text),
      by: read.text(`${where}.by`, own.by),
      on: readDay(read, `${where}.on`, own.on),
    };
  });
}
