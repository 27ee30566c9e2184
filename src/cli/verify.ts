/** `contentmark verify`: checks one content against the mark found with it. */

import type { Command } from 'commander';
import { explain } from 'contentmark/explain';
import { inspect } from 'contentmark/inspect';
import { nameOfProfile } from 'contentmark/records';
import type { Verdict } from 'contentmark/verify';
import { printable } from '../printable.ts';
import { addCheckOptions, type CheckFileFlags, checkFile, EXIT_OF } from './files/check-file.ts';
import { colorsFor, type Io } from './terminal/io.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags extends CheckFileFlags {
  readonly json?: true;
}

const EXAMPLE = `
Exit codes: 0 verified, 1 rejected, 2 no mark.

Example:
  $ contentmark verify description.html --profile html --mark @mark.txt \\
      --trust keys/trust.json --subject boots-01 --environment production
`;

/** Adds the command. */
export function addVerify(parent: Command, session: Session): void {
  const command = addCommand(parent, 'verify')
    .summary('check one content against its mark')
    .description('Check a file, or stdin for "-", against its mark.');
  addCheckOptions(command)
    .addHelpText('after', EXAMPLE)
    .action((file: string, flags: Flags) => verifyFile(file, flags, session));
}

async function verifyFile(file: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const { bytes, mark, verdict, check } = await checkFile(io, file, flags);
  session.exit = EXIT_OF[verdict.status];
  const differsByEnd = async (): Promise<string | undefined> => {
    for (const [other, words] of otherEnds(bytes)) {
      if ((await check(other)).status === 'verified') return words;
    }
    return undefined;
  };
  const isEdited = verdict.status === 'rejected' && verdict.reason === 'digest-mismatch';
  const hint = isEdited ? await differsByEnd() : hintFor(verdict, mark);
  if (flags.json) return printJson(io, { ...verdict, ...(hint !== undefined && { hint }) });
  await printVerdict(io, verdict, hint);
}

/** The file without its last line end, and with one, which editors and shells add and remove. */
function otherEnds(bytes: Uint8Array): readonly (readonly [Uint8Array, string])[] {
  const length =
    bytes.at(-1) !== 0x0a ? bytes.length : bytes.length - (bytes.at(-2) === 0x0d ? 2 : 1);
  const without = 'it differs only by a final line end: what was signed has none';
  const missing = 'it differs only by a final line end: what was signed has one';
  return [
    ...(length < bytes.length ? [[bytes.slice(0, length), without] as const] : []),
    [Buffer.concat([bytes, Uint8Array.of(0x0a)]), missing],
  ];
}

/**
 * A hint at the option that is missing. The caller names the profile, never the mark, but the mark
 * shows what was signed.
 */
function hintFor(verdict: Verdict, mark: Uint8Array | string): string | undefined {
  if (verdict.status !== 'rejected' || verdict.reason !== 'profile-mismatch') return undefined;
  const found = inspect(mark);
  if (found.reason !== undefined) return undefined;
  if (found.payload.type === 'content') {
    return `the mark names ${found.payload.profile}: check with --profile ${nameOfProfile(found.payload.profile)}`;
  }
  const names = found.payload.parts.map(({ name }) => name).join(', ');
  return `the mark covers the parts of a record (${names}): check with catalog verify`;
}

async function printVerdict(io: Io, verdict: Verdict, hint: string | undefined): Promise<void> {
  const colors = colorsFor(io.stdout, io.env);
  const { summary, advice, limits } = explain(verdict);
  const paint = { verified: colors.green, rejected: colors.red, absent: colors.yellow };
  const reason = verdict.status === 'rejected' ? ` ${verdict.reason}` : '';
  await printLines(io, [
    `${paint[verdict.status](colors.bold(verdict.status.toUpperCase()))}${reason}`,
    `  ${printable(summary)}`,
    `  ${printable(advice)}`,
    ...(hint === undefined ? [] : [`  Hint: ${printable(hint)}.`]),
    ...(verdict.status === 'rejected' ? [`  More: docs/errors.md#${verdict.reason}`] : []),
    colors.dim(`  ${limits}`),
  ]);
}
