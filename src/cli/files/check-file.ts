/** Checks a file against the mark found with it, for `verify` and `disclose`. */
import { type Command, Option } from 'commander';
import { PROFILE_NAMES, type ProfileName } from 'contentmark/records';
import type { Verdict } from 'contentmark/verify';
import { EXIT, type ExitCode } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { readTime } from '../terminal/options.ts';
import { shownFile } from './file-content.ts';
import { addVerifierOptions, openVerifier, type VerifierFlags } from './open-verifier.ts';
import { readInput, readMark } from './read-input.ts';

/** What {@link addCheckOptions} adds. */
export interface CheckFileFlags extends VerifierFlags {
  readonly mark: string;
  readonly subject: string;
  readonly profile: ProfileName;
  readonly now?: string;
}

/** The exit code for each verdict. */
export const EXIT_OF: Readonly<Record<Verdict['status'], ExitCode>> = {
  verified: EXIT.clean,
  rejected: EXIT.findings,
  absent: EXIT.absent,
};

/** Adds the file, its mark, and what the mark is checked by. */
export function addCheckOptions(command: Command): Command {
  command
    .argument('<file>', 'the content, or - for stdin')
    .requiredOption('--mark <mark>', 'the text form, or @FILE; an empty text is no mark')
    .requiredOption('--subject <id>', 'what is shown: compared with the mark')
    .addOption(
      new Option('--profile <profile>', 'the profile it was signed with')
        .choices(PROFILE_NAMES)
        .default('text'),
    )
    .option(
      '--now <time>',
      'when the mark is checked: Unix seconds or ISO 8601 (default: the clock)',
    );
  return addVerifierOptions(command, 'where it is shown');
}

/** A file that has been checked. */
export interface CheckedFile {
  readonly bytes: Uint8Array;
  readonly mark: Uint8Array | string;
  /** Unix seconds, where `--now` says so. */
  readonly now: number | undefined;
  readonly verdict: Verdict;
  /** Checks other bytes against the same mark. */
  readonly check: (bytes: Uint8Array) => Promise<Verdict>;
}

/** Reads the file and its mark, and checks it. */
export async function checkFile(io: Io, file: string, flags: CheckFileFlags): Promise<CheckedFile> {
  const { subject, profile } = flags;
  const verifier = await openVerifier(flags);
  const now = flags.now === undefined ? undefined : readTime(flags.now, '--now');
  const mark = await readMark(io, flags.mark, '--mark', { stdin: false });
  const bytes = await readInput(io, file, 'FILE');
  const expected = { subject, ...(now !== undefined && { now }) };
  const check = async (shown: Uint8Array): Promise<Verdict> =>
    verifier.verifySync(await shownFile(profile, shown), mark, expected);
  return { bytes, mark, now, verdict: await check(bytes), check };
}
