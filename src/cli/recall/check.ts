/** `contentmark recall check`: whether verifiers would go by a list, and whether it is up to date. */
import type { Command } from 'commander';
import { createRecall, type VerifiedRecallList, verifyRecallList } from 'contentmark/recall';
import { printable } from '../../printable.ts';
import { readNamedFile } from '../files/read-input.ts';
import { readTrust } from '../files/trust-file.ts';
import { EXIT } from '../terminal/failure.ts';
import { colorsFor } from '../terminal/io.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';

interface Flags {
  readonly trust: string;
  readonly after?: string;
  readonly json?: true;
}

const EXAMPLE = `
With --after, also whether it follows from a list that verifiers have: an older one, or one with another
history, is refused. A list whose next update is overdue is refused, too: with it every mark is.

Example:
  $ contentmark recall check recalls.cose --trust trust.json --after published.cose

Exit codes: 0 verifiers go by it; 1 they do not.
`;

/** Adds the command. */
export function addRecallCheck(parent: Command, session: Session): void {
  addCommand(parent, 'check')
    .summary('check that verifiers would go by a list')
    .description('Check the signature of a recall list, its time, and what it follows from.')
    .argument('<list>', 'the recall list')
    .requiredOption('--trust <file>', 'the trust file that has its key')
    .option('--after <file>', 'a list that verifiers have')
    .addHelpText('after', EXAMPLE)
    .action((list: string, flags: Flags) => check(list, flags, session));
}

async function check(file: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const trust = await readTrust(flags.trust);
  const read = async (name: string, argument: string) =>
    verifyRecallList(new Uint8Array(await readNamedFile(name, argument)), { trust });
  const found = await read(file, 'LIST');
  const before = flags.after === undefined ? undefined : await read(flags.after, '--after');
  const problem = findProblem(found, before);
  if (problem !== undefined) session.exit = EXIT.findings;
  const sequence = found.status === 'verified' ? found.list.sequence : undefined;
  if (flags.json) {
    const status = problem === undefined ? 'verified' : 'rejected';
    return printJson(io, { status, sequence, ...problem });
  }
  const colors = colorsFor(io.stdout, io.env);
  await printLines(
    io,
    problem === undefined
      ? [`${colors.green(colors.bold('VERIFIED'))}: recall list ${sequence}`]
      : [colors.red(colors.bold('REFUSED')), `  ${problem.reason}: ${printable(problem.detail)}`],
  );
}

interface Problem {
  readonly reason: string;
  readonly detail: string;
}

type Read = Awaited<ReturnType<typeof verifyRecallList>>;

function findProblem(found: Read, before: Read | undefined): Problem | undefined {
  if (found.status === 'rejected') return { reason: found.reason, detail: found.detail };
  const broken = before && findBreak(found, before);
  if (broken !== undefined) return broken;
  const { nextUpdate } = found.list;
  if (Date.now() / 1000 < nextUpdate) return undefined;
  const due = new Date(nextUpdate * 1000).toISOString();
  return { reason: 'recall-stale', detail: `its next update was due ${due}` };
}

function findBreak(found: VerifiedRecallList, before: Read): Problem | undefined {
  if (before.status === 'rejected')
    return { reason: before.reason, detail: `the list to follow: ${before.detail}` };
  const recall = createRecall();
  recall.apply(before);
  const applied = recall.apply(found);
  return applied.status === 'rejected'
    ? { reason: applied.reason, detail: applied.detail }
    : undefined;
}
