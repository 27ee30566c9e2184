/** `contentmark policy test`: tests a policy with a table of cases. */
import type { Command } from 'commander';
import { type Decision, decide, type Policy } from 'contentmark/policy';
import { printable } from '../printable.ts';
import { readJsonFile } from './files/json-file.ts';
import { POLICY_OPTION, readPolicyOption } from './files/policy-file.ts';
import { type PolicyCase, readPolicyCases } from './policy-cases.ts';
import { EXIT } from './terminal/failure.ts';
import { colorsFor, type Io } from './terminal/io.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags {
  readonly policy?: string;
  readonly json?: true;
}

/** A case that was not decided as expected. */
interface FailedCase {
  readonly name: string;
  readonly expected: PolicyCase['expected'];
  readonly actual: Omit<Decision, 'findings'>;
}

const EXAMPLE = `
A file of cases:
  {
    "policy": { "extends": "storefront", "render": { "production": { "absent": "flag" } } },
    "cases": [
      { "place": "render", "environment": "production", "verdict": "absent",
        "expect": { "action": "flag", "rule": "render.production.absent" } },
      { "place": "review", "environment": "production", "verdict": "verified",
        "claims": { "kind": "review" }, "expect": { "action": "hide" } }
    ]
  }

"verdict" is "verified" (with "claims"), "absent", "unmarkable", or the reason of a refusal.
"findings" take { "severity", "technique", "id", "path" }; only severity is needed.

Exit codes: 0 every case as expected, 1 some not.
`;

/** Adds the command. */
export function addPolicyTest(parent: Command, session: Session): void {
  addCommand(parent, 'test')
    .summary('run a table of cases against a policy')
    .description('Run a table of cases, a JSON file or stdin for "-", against a policy.')
    .argument('<file>', 'the cases and their policy')
    .option('--policy <policy>', `${POLICY_OPTION}, instead of the one in the file`)
    .addHelpText('after', EXAMPLE)
    .action((file: string, flags: Flags) => testPolicy(file, flags, session));
}

async function testPolicy(file: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const read = readPolicyCases(await readJsonFile(io, file, 'FILE', 'ERR_CASES'), file);
  const policy =
    flags.policy === undefined ? read.policy : await readPolicyOption(io, flags.policy);
  const failed = read.cases.flatMap((each) => runCase(policy, each));
  if (failed.length > 0) session.exit = EXIT.findings;
  const counts = { cases: read.cases.length, failed: failed.length };
  if (flags.json) return printJson(io, { ...counts, failures: failed });
  await printFailures(io, failed, counts);
}

function runCase(policy: Policy, each: PolicyCase): readonly FailedCase[] {
  const { name, place, environment, verdict, findings, expected } = each;
  const { findings: _, ...actual } = decide(policy, { place, environment, verdict, findings });
  const isSame =
    expected.action === actual.action &&
    (expected.rule === undefined || expected.rule === actual.rule) &&
    (expected.basis === undefined || expected.basis === actual.basis);
  return isSame ? [] : [{ name, expected, actual }];
}

async function printFailures(
  io: Io,
  failures: readonly FailedCase[],
  { cases, failed }: { readonly cases: number; readonly failed: number },
): Promise<void> {
  const colors = colorsFor(io.stdout, io.env);
  const lines = failures.flatMap(({ name, expected, actual }) => [
    `${colors.red('FAIL')} ${printable(name)}`,
    `  expected ${describe(expected)}`,
    `  got      ${describe(actual)}`,
  ]);
  const count = `${cases} ${cases === 1 ? 'case' : 'cases'}`;
  const summary = failed === 0 ? colors.green(`${count} passed`) : `${count}, ${failed} failed`;
  await printLines(io, [...lines, summary]);
}

function describe({ action, rule, basis }: PolicyCase['expected']): string {
  const by = rule === undefined ? '' : ` by ${printable(rule)}`;
  return `${action}${by}${basis === undefined ? '' : `, basis ${basis}`}`;
}
