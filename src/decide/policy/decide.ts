/**
 * `decide`: makes one decision from a verdict and other findings. Of all rows that apply the
 * strictest decides, so another finding never makes a decision milder.
 */
import { readOptions, wrongArgument } from '../../errors.ts';
import {
  type Action,
  type Basis,
  type Decision,
  POLICY_PLACES,
  type PolicyPlace,
} from './decision.ts';
import { type Finding, SEVERITIES, type Severity, TECHNIQUES, type Technique } from './findings.ts';
import {
  basisOfEdited,
  type Judged,
  type Judgement,
  judgeVerdict,
  missingVerdict,
  requireJudged,
} from './judge-verdict.ts';
import { type OpenRules, openRules, type PolicyRow, readRow, stricter } from './open-rules.ts';
import { environmentClassOf, type Policy } from './policy.ts';
import { readFindings } from './read-findings.ts';

/** The verdict and findings on one thing. */
export interface Facts {
  /**
   * What `verify` returned. `undefined` for what cannot bear a mark, such as a customer's
   * address. It has no default: a forgotten verdict would pass as "nothing found".
   */
  readonly verdict: Judged | undefined;
  /** What was found besides the mark. Default none. */
  readonly findings?: readonly Finding[];
  /** Where the content of the verdict stands: a JSON Pointer. Default `''`. */
  readonly path?: string;
}

/** Options of {@link createDecider}: where it decides. */
export interface DeciderOptions {
  readonly place: PolicyPlace;
  /** As `createVerifier` was told. A name that the policy does not know is judged as production. */
  readonly environment: string;
}

/** Options of {@link decide}. */
export interface DecideOptions extends DeciderOptions, Facts {}

/** Decides in one place. Made by {@link createDecider}. */
export type Decider = (facts: Facts) => Decision;

const WHERE: readonly (keyof DeciderOptions)[] = ['place', 'environment'];
const FACTS: readonly (keyof Facts)[] = ['verdict', 'findings', 'path'];
const KNOWN: readonly (keyof DecideOptions)[] = [...WHERE, ...FACTS];

/**
 * Decides by a policy.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the arguments, `ERR_POLICY` for a
 * policy that lacks the row.
 * @example
 * ```ts
 * import { decide, storefront } from 'contentmark/policy';
 *
 * const where = { place: 'render', environment: 'production' } as const;
 * const verdict = { status: 'absent' } as const;
 * console.log(decide(storefront, { ...where, verdict }).action); // allow
 * console.log(decide(storefront, { ...where, verdict }).rule); // render.production.absent
 * ```
 */
export function decide(policy: Policy, options: DecideOptions): Decision {
  const own = readOptions('options', options, KNOWN);
  return decideBy(open(policy, own.place, own.environment), own, 'options');
}

/**
 * {@link decide} for many things in one place: what does not depend on the thing is done once.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_POLICY`
 * @example
 * ```ts
 * import { createDecider, strict } from 'contentmark/policy';
 *
 * const decider = createDecider(strict, { place: 'import', environment: 'production' });
 * console.log(decider({ verdict: { status: 'absent' } }).action); // block
 * ```
 */
export function createDecider(policy: Policy, options: DeciderOptions): Decider {
  const { place, environment } = readOptions('options', options, WHERE);
  return createPlaceDecider(policy, place, environment).decide;
}

/** A decider for facts from outside, and for findings that are our own. */
export interface PlaceDecider {
  readonly decide: Decider;
  /** Takes findings that the guards have made or checked: they are frozen here, and not read again. */
  readonly decideOn: (verdict: Judged | undefined, findings: readonly Finding[]) => Decision;
}

/**
 * Makes both deciders of a place.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_POLICY`
 */
export function createPlaceDecider(
  policy: Policy,
  place: PolicyPlace,
  environment: string,
): PlaceDecider {
  const opened = open(policy, place, environment);
  return {
    decide: (facts) => decideBy(opened, readOptions('facts', facts, FACTS), 'facts'),
    decideOn(verdict, findings) {
      if (verdict !== undefined) requireJudged('facts.verdict', verdict);
      for (const finding of findings) Object.freeze(finding);
      return judge(opened, verdict, Object.freeze(findings), '');
    },
  };
}

function open(policy: Policy, place: PolicyPlace, environment: string): OpenRules {
  if (!POLICY_PLACES.includes(place)) {
    throw wrongArgument('options.place', `one of ${POLICY_PLACES.join(', ')}`, place);
  }
  return openRules(policy, place, environmentClassOf(policy, environment));
}

function decideBy(opened: OpenRules, facts: Facts, argument: string): Decision {
  const { verdict, findings, path = '' } = facts;
  if (typeof path !== 'string') throw wrongArgument(`${argument}.path`, 'a JSON Pointer', path);
  if (verdict !== undefined) requireJudged(`${argument}.verdict`, verdict);
  else if (!Object.hasOwn(facts, 'verdict')) {
    throw missingVerdict(`${argument}.verdict`);
  }
  return judge(opened, verdict, readFindings(`${argument}.findings`, findings), path);
}

/** Decides on what has been read. The findings are frozen. */
function judge(
  opened: OpenRules,
  verdict: Judged | undefined,
  given: readonly Finding[],
  path: string,
): Decision {
  const judged = verdict === undefined ? unmarkable(opened) : judgeVerdict(opened, verdict);
  const { row, technique, basis } =
    given.length === 0 ? judged : judgeFindings(opened, given, judged);
  const own = verdict && findingOf(verdict, judged.row, path);
  // Shown on, edited AI text keeps its label: the flag is for a person of the shop, the label for
  // the reader.
  const { action } = row;
  const edited = verdict?.status === 'rejected' ? basisOfEdited(verdict) : undefined;
  const isShown = action === 'disclose' || action === 'flag';
  const why = (isShown ? edited : undefined) ?? (action === 'disclose' ? basis : undefined);
  return freeze(row, technique, why, own === undefined ? given : Object.freeze([own, ...given]));
}

function freeze(
  { action, rule }: PolicyRow,
  technique: Technique | undefined,
  basis: Basis | undefined,
  findings: readonly Finding[],
): Decision {
  const decision: { -readonly [K in keyof Decision]: Decision[K] } = { action, rule, findings };
  if (technique !== undefined) decision.technique = technique;
  if (basis !== undefined) decision.basis = basis;
  return Object.freeze(decision);
}

/** Decides on what cannot have a mark, by findings alone: it is not `absent`. */
function unmarkable({ place, side }: OpenRules): Judgement {
  const rule = `${place}.${side}.unmarkable`;
  return {
    row: { table: 'absent', action: 'allow', rule },
    technique: undefined,
    basis: 'no-mark',
  };
}

const BASIS_OF: Readonly<Record<Technique, Basis>> = {
  signature: 'mark-rejected',
  registry: 'suspected',
  marker: 'suspected',
  schema: 'declared',
  canary: 'suspected',
  declared: 'declared',
};

/** The strictest row, the verdict's first. The order of the findings does not matter. */
function judgeFindings(
  opened: OpenRules,
  findings: readonly Finding[],
  judged: Judgement,
): Judgement {
  let strictest = judged;
  for (const severity of SEVERITIES) {
    const technique = TECHNIQUES.find((one) =>
      findings.some((each) => each.severity === severity && each.technique === one),
    );
    if (technique === undefined) continue;
    const row = readRow(opened, 'findings', severity);
    if (stricter(strictest.row, row) !== row) continue;
    strictest = { row, technique, basis: BASIS_OF[technique] };
  }
  return strictest;
}

/** The severity of a verdict as a finding, by the action on it. */
const SEVERITY_OF: Readonly<Record<Action, Severity>> = {
  allow: 'info',
  disclose: 'info',
  flag: 'warn',
  hide: 'block',
  block: 'block',
};

/** A verdict as a finding. One that passes is none, but a mark that does not hold is always told. */
function findingOf(verdict: Judged, row: PolicyRow, path: string): Finding | undefined {
  const severity = SEVERITY_OF[row.action];
  if (verdict.status !== 'rejected' && severity === 'info') return undefined;
  const id = idOf(verdict, row);
  return Object.freeze({
    path,
    technique: 'signature',
    id,
    severity,
    reason: REASON_OF[verdict.status],
  });
}

/** The half line of a finding about a mark; its id says which reason or purpose. */
const REASON_OF: Readonly<Record<Judged['status'], string>> = {
  verified: 'a mark that holds, and says what is not wanted here',
  rejected: 'a mark that does not hold',
  absent: 'no mark',
};

/** The reason, `absent`, or what a verified mark says that stopped it: `purpose.fixture`. */
function idOf(verdict: Judged, { rule }: PolicyRow): string {
  switch (verdict.status) {
    case 'verified':
      return rule.slice(rule.indexOf('verified.') + 'verified.'.length);
    case 'rejected':
      return verdict.reason;
    case 'absent':
      return 'absent';
  }
}
