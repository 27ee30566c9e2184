/**
 * Runs detectors over data and gives findings for a decision. What could not be looked at is a
 * finding too: where money, accounts and settings are concerned, it is as severe as test data.
 */
import { createDetector, TEST_DATA_CLASSES } from '../../detect/create-detector.ts';
import type { Detector } from '../../detect/finding/detection.ts';
import {
  type Finding,
  SEVERITIES,
  type Severity,
  TECHNIQUES,
} from '../../detect/finding/finding.ts';
import type { MarkerClass } from '../../detect/markers/marker.ts';
import { NOT_LOOKED_AT } from '../../detect/match/walk.ts';
import { ownMember } from '../../members.ts';
import type { PolicyPlace } from '../policy/decision.ts';
import { type Judged, requireJudged } from '../policy/judge-verdict.ts';
import { hasValues } from './has-values.ts';

/** The finding for a detector that threw, or returned something else than a `Detection`. */
export const DETECTOR_FAILED = 'detector-failed';
/** The finding for a detector that says it has not seen everything, and not what. */
export const NOT_COMPLETE = 'not-looked-at';

/**
 * The severity of data that was not looked at, by place. A page without one product is worse than a
 * page with one unseen; an order, an account and a setting can wait for a person.
 */
const GAP: Readonly<Record<PolicyPlace, Severity>> = {
  render: 'warn',
  review: 'warn',
  image: 'warn',
  checkout: 'block',
  import: 'block',
  settings: 'block',
  provisioning: 'block',
};

/** Findings that tell of a gap. */
const GAP_IDS: readonly string[] = [...NOT_LOOKED_AT, NOT_COMPLETE];

/** The findings of all detectors. */
export interface Looked {
  readonly findings: readonly Finding[];
  /** Marks in the data that do not hold: each is decided on by its verdict. */
  readonly refused: readonly RefusedMark[];
}

interface RefusedMark {
  readonly path: string;
  readonly refused: Judged;
}

/** Looks with every detector. Never throws. */
export function look(data: unknown, detectors: readonly Detector[], place: PolicyPlace): Looked {
  const findings: Finding[] = [];
  const refused: RefusedMark[] = [];
  for (const detector of detectors) {
    const known = findings.length;
    const marks = refused.length;
    try {
      const detection: unknown = detector(data);
      readDetection(detection, place, findings);
      readMarks(detection, refused);
    } catch {
      // What it had told before it was found out to be no detector does not count.
      findings.length = known;
      refused.length = marks;
      findings.push(gap(DETECTOR_FAILED, place));
    }
  }
  return { findings, refused };
}

/**
 * Looks with every detector, and adds a finding where there is nothing to look at.
 * @param id what the finding for that is called.
 */
export function lookInto(
  data: unknown,
  detectors: readonly Detector[],
  place: PolicyPlace,
  id: string,
): Looked {
  const looked = look(data, detectors, place);
  if (hasValues(data)) return looked;
  return { ...looked, findings: [gap(id, place), ...looked.findings] };
}

/**
 * Copies the findings of one detector: one of the shop's own may return anything.
 * @throws TypeError for what is no `Detection`.
 */
function readDetection(detection: unknown, place: PolicyPlace, findings: Finding[]): void {
  const { findings: found, isComplete } = detection as Readonly<Record<string, unknown>>;
  if (!Array.isArray(found) || typeof isComplete !== 'boolean') throw new TypeError('no detection');
  let isTold = isComplete;
  for (let at = 0; at < found.length; at++) {
    const { path, id, severity, technique, reason } = found[at] as Readonly<
      Record<string, unknown>
    >;
    const known = SEVERITIES.find((one) => one === severity);
    if (typeof path !== 'string' || typeof id !== 'string' || known === undefined) {
      throw new TypeError('no finding');
    }
    const isGap = GAP_IDS.includes(id);
    isTold ||= isGap;
    findings.push({
      path,
      // No detector proves what a checked signature does: that comes as a verdict.
      technique: TECHNIQUES.find((one) => one === technique && one !== 'signature') ?? 'marker',
      id,
      severity: isGap ? GAP[place] : known,
      reason: typeof reason === 'string' ? reason : id,
    });
  }
  if (!isTold) findings.push(gap(NOT_COMPLETE, place));
}

/**
 * Copies the marks that do not hold, each with a verdict that can be decided on.
 * @throws TypeError or ContentmarkError for what are no marks of a `Detection`.
 */
function readMarks(detection: unknown, refused: RefusedMark[]): void {
  const marks = ownMember(detection, 'marks');
  if (marks === undefined) return;
  if (!Array.isArray(marks)) throw new TypeError('no marks');
  for (const mark of marks) {
    const path = ownMember(mark, 'path');
    if (typeof path !== 'string') throw new TypeError('no mark');
    const verdict = ownMember(mark, 'refused');
    if (verdict === undefined) continue;
    requireJudged('refused', verdict);
    refused.push({ path, refused: verdict });
  }
}

/** The finding for what was not looked at. */
function gap(id: string, place: PolicyPlace): Finding {
  const reason = 'could not be looked at';
  return { path: '', technique: 'marker', id, severity: GAP[place], reason };
}

/** Families that matter in settings: a store's name may hold any word. */
export const SETTING_CLASSES: readonly MarkerClass[] = /* @__PURE__ */ [
  .../* @__PURE__ */ TEST_DATA_CLASSES.filter((name) => name !== 'word' && name !== 'sku'),
  'setting',
];

/** A selection of the published lists. */
export type Lists = 'test-data' | 'settings' | 'live-secrets';

const CLASSES_OF: Readonly<Record<Lists, readonly MarkerClass[]>> = {
  'test-data': TEST_DATA_CLASSES,
  settings: SETTING_CLASSES,
  'live-secrets': ['live-secret'],
};

const made = /* @__PURE__ */ new Map<Lists, readonly Detector[]>();

/**
 * The published lists, made into tables when they are first needed and kept: a guard is called
 * for every product, and making the tables takes longer than using them.
 */
export function publishedLists(lists: Lists): readonly Detector[] {
  let detectors = made.get(lists);
  if (detectors === undefined) {
    detectors = [createDetector({ classes: CLASSES_OF[lists] })];
    made.set(lists, detectors);
  }
  return detectors;
}
