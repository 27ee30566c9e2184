/**
 * Reads the files of `policy test`: a policy, and what it should decide. Unknown members are
 * refused, because a case with a misspelt `findngs` would test nothing and pass.
 */
import {
  ACTIONS,
  type Action,
  BASES,
  type Basis,
  type Finding,
  type Judged,
  POLICY_PLACES,
  type Policy,
  type PolicyPlace,
  REASONS,
  SEVERITIES,
  TECHNIQUES,
} from 'contentmark/policy';
import { PURPOSES, SOURCE_TYPES } from 'contentmark/sign';
import { createStrictReader, type StrictReader } from '../strict-json.ts';
import { policyFrom } from './files/policy-file.ts';
import { EXIT, Failure } from './terminal/failure.ts';

/** One case. */
export interface PolicyCase {
  readonly name: string;
  readonly place: PolicyPlace;
  readonly environment: string;
  readonly verdict: Judged | undefined;
  readonly findings: readonly Finding[];
  readonly expected: { readonly action: Action; readonly rule?: string; readonly basis?: Basis };
}

/** A file of cases. */
export interface PolicyCases {
  readonly policy: Policy;
  readonly cases: readonly PolicyCase[];
}

/** Checks a file of cases. */
export function readPolicyCases(value: unknown, file: string): PolicyCases {
  const refuse = (where: string, why: string): never => {
    const what = where === '' ? why : `"${where}" ${why}`;
    throw new Failure(EXIT.usage, 'ERR_CASES', `${file}: ${what}`, 'FILE');
  };
  const read = createStrictReader(refuse);
  const { policy, cases } = read.object('', value, ['policy', 'cases']);
  if (!Array.isArray(cases) || cases.length === 0) {
    return refuse('cases', 'expected at least one case: nothing would be tested');
  }
  return {
    policy: policyFrom(policy, file, 'FILE'),
    cases: cases.map((each: unknown, index) => readCase(read, `cases[${index}]`, each)),
  };
}

const CASE = ['name', 'place', 'environment', 'verdict', 'claims', 'findings', 'expect'] as const;

function readCase(read: StrictReader, at: string, value: unknown): PolicyCase {
  const given = read.object(at, value, CASE);
  const { name, place, environment, verdict, claims, findings = [], expect } = given;
  const expected = read.object(`${at}.expect`, expect, ['action', 'rule', 'basis']);
  const { rule, basis } = expected;
  return {
    name: name === undefined ? at : read.text(`${at}.name`, name),
    place: read.word(`${at}.place`, place, POLICY_PLACES),
    environment: read.text(`${at}.environment`, environment),
    verdict: readVerdict(read, at, verdict, claims),
    findings: read
      .list(`${at}.findings`, findings)
      .map((finding, index) => readFinding(read, `${at}.findings[${index}]`, finding)),
    expected: {
      action: read.word(`${at}.expect.action`, expected.action, ACTIONS),
      ...(rule !== undefined && { rule: read.text(`${at}.expect.rule`, rule) }),
      ...(basis !== undefined && { basis: read.word(`${at}.expect.basis`, basis, BASES) }),
    },
  };
}

/** `verified` with claims, `absent`, `unmarkable`, or the reason of a refusal. */
const VERDICTS = ['verified', 'absent', 'unmarkable', ...REASONS] as const;

const CLAIMS = ['purpose', 'sourceType', 'kind', 'topics', 'coverage'] as const;

function readVerdict(
  read: StrictReader,
  at: string,
  verdict: unknown,
  claims: unknown,
): Judged | undefined {
  const word = read.word(`${at}.verdict`, verdict, VERDICTS);
  if (word !== 'verified' && claims !== undefined) {
    read.refuse(`${at}.claims`, 'goes with verdict "verified": nothing else has claims');
  }
  switch (word) {
    case 'verified':
      return readVerified(read, `${at}.claims`, claims ?? {});
    case 'unmarkable':
      return undefined;
    case 'absent':
      return { status: word };
    default:
      return { status: 'rejected', reason: word };
  }
}

/** Claims with the defaults of `sign`. */
function readVerified(read: StrictReader, at: string, value: unknown): Judged {
  const { purpose, sourceType, kind, topics, coverage } = read.object(at, value, CLAIMS);
  if (topics !== undefined) read.list(`${at}.topics`, topics);
  return {
    status: 'verified',
    coverage: coverage === undefined ? 'full' : read.word(`${at}.coverage`, coverage, COVERAGE),
    claims: {
      purpose: purpose === undefined ? 'content' : read.word(`${at}.purpose`, purpose, PURPOSES),
      sourceType: readSourceType(read, `${at}.sourceType`, sourceType),
      // Any word may stand in a mark of a later version; the policy calls it "other".
      ...(kind !== undefined && { kind: kind as number }),
      ...(topics !== undefined && { topics: topics as readonly number[] }),
    },
  };
}

const COVERAGE = ['full', 'text'] as const;

/** A URI, or the last step of one that this version knows: `digitalCapture`. */
function readSourceType(read: StrictReader, at: string, value: unknown): string {
  const name = value === undefined ? 'trainedAlgorithmicMedia' : read.text(at, value);
  return SOURCE_TYPES.find((uri) => uri.endsWith(`/${name}`)) ?? name;
}

function readFinding(read: StrictReader, at: string, value: unknown): Finding {
  const given = read.object(at, value, ['path', 'technique', 'id', 'severity']);
  const { path = '', technique = 'marker', id = 'case', severity } = given;
  if (typeof path !== 'string') return read.refuse(`${at}.path`, 'expected a JSON Pointer');
  return {
    path,
    technique: read.word(`${at}.technique`, technique, TECHNIQUES),
    id: read.text(`${at}.id`, id),
    severity: read.word(`${at}.severity`, severity, SEVERITIES),
    reason: 'a case',
  };
}
