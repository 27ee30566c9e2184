/**
 * Marks in the cells of what is guarded. Nobody says here which column holds the content that a
 * mark is about, so contents are not compared. What a mark says of itself counts against it all
 * the same: a record that calls itself staging's is none of production's, whoever signed it.
 */
import type { Detector, MarkerFinding } from 'contentmark/detect';
import { type Decision, strictest } from 'contentmark/policy';
import { ANY_SUBJECT_DANGEROUS, type Rejected, type Verifier } from 'contentmark/verify';

/** A mark says that it was made for another environment. */
const OTHER_ENVIRONMENT = 'mark-of-another-environment';
/** A mark says that its content is a fixture, a seed, a demo or a canary. */
const TEST_PURPOSE = 'mark-of-test-data';
/** Something stands in the place of a mark and is none. */
const UNREADABLE = 'mark-unreadable';

/** Values beyond these are not looked into, and that is a finding. */
const MAX_STRINGS = 100_000;

/** The record has been looked through once; here only the verdict decides. */
const SEES_NOTHING: Detector = () => ({ findings: [], unlisted: 0, visited: 0, isComplete: true });

/** What the marks of one record say. */
interface CellMarks {
  readonly findings: readonly MarkerFinding[];
  readonly refused: readonly { readonly path: string; readonly verdict: Rejected }[];
  readonly isComplete: boolean;
}

/** Decides by detectors and a verdict: a guard with everything else settled. */
export type Decide = (detectors: readonly Detector[], verdict: Rejected | undefined) => Decision;

/** Looks for marks in a record, and decides with what they say. */
export type DecideWithMarks = (
  data: unknown,
  detectors: readonly Detector[],
  decide: Decide,
) => Decision;

/**
 * Makes the look. The HTML parser that it needs is loaded now.
 * @param verifier with it each mark is checked, but for subject and content.
 */
export async function createMarkLook(
  environment: string,
  verifier: Verifier | undefined,
): Promise<DecideWithMarks> {
  const { findMarks } = await import('contentmark/html');
  const { inspect } = await import('contentmark/inspect');
  const { raw } = await import('contentmark/content');
  const { isPointer } = await import('contentmark/invisible');
  const nothing = raw(new Uint8Array(0));

  function readMarks(data: unknown): CellMarks {
    const findings: MarkerFinding[] = [];
    const refused: { path: string; verdict: Rejected }[] = [];
    const { strings, isComplete } = stringsIn(data);
    for (const [path, text] of strings) {
      for (const bytes of different(findMarks(text).marks)) {
        if (isPointer(bytes)) continue;
        const inspected = inspect(bytes);
        const tell = (marker: string, severity: MarkerFinding['severity']): void => {
          findings.push({ path, technique: 'declared', marker, severity });
        };
        if (inspected.reason !== undefined) {
          tell(UNREADABLE, 'warn');
          continue;
        }
        const { claims } = inspected;
        if (claims.environment !== environment) tell(OTHER_ENVIRONMENT, 'block');
        if (claims.purpose !== 'content') tell(TEST_PURPOSE, 'block');
        const verdict = verifier?.verifySync(nothing, bytes, { subject: ANY_SUBJECT_DANGEROUS });
        // Where the subject was reached, all but the content has held, and that was not given.
        if (verdict?.status === 'rejected' && verdict.checks.subject !== 'passed')
          refused.push({ path, verdict });
      }
    }
    return { findings, refused, isComplete };
  }

  return (data, detectors, decide) => {
    const { findings, refused, isComplete } = readMarks(data);
    const marks: Detector = () => ({ findings, unlisted: 0, visited: 0, isComplete });
    return strictest([
      decide([...detectors, marks], undefined),
      ...refused.map(({ path, verdict }) => at(path, decide([SEES_NOTHING], verdict))),
    ]);
  };
}

/** JSON holds a mark as its text and as its value. */
function different(marks: readonly Uint8Array[]): Iterable<Uint8Array> {
  return new Map(marks.map((bytes) => [Buffer.from(bytes).toString('latin1'), bytes])).values();
}

/** A decision on a mark, its findings at the place of the mark. */
function at(path: string, decision: Decision): Decision {
  return { ...decision, findings: decision.findings.map((one) => ({ ...one, path })) };
}

/** Every string in plain data, with its JSON Pointer. */
export function stringsIn(data: unknown): {
  readonly strings: readonly (readonly [path: string, text: string])[];
  readonly isComplete: boolean;
} {
  const strings: [string, string][] = [];
  const rest: [string, unknown][] = [['', data]];
  for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
    const [path, value] = one;
    if (typeof value === 'string') {
      if (strings.length >= MAX_STRINGS) return { strings, isComplete: false };
      strings.push([path, value]);
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, member] of Object.entries(value).reverse())
        rest.push([`${path}/${nameInPath(name)}`, member]);
    }
  }
  return { strings, isComplete: true };
}

/** RFC 6901; a name that could be personal data stands as `*`, as in findings of the lists. */
function nameInPath(name: string): string {
  if (/@|\d{6}/.test(name)) return '*';
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
