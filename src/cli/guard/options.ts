/** The options that guard commands share, and the exit codes of their decisions. */
import type { Command } from 'commander';
import type { Detector } from 'contentmark/detect';
import type { Action, Policy } from 'contentmark/policy';
import type { Verifier } from 'contentmark/verify';
import { openVerifier } from '../files/open-verifier.ts';
import { POLICY_OPTION, readPolicyOption } from '../files/policy-file.ts';
import { RECALL_OPTION } from '../files/recall-file.ts';
import { readRulesFile } from '../files/rules-file.ts';
import { EXIT, type ExitCode, usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

/** The options of every guard command. */
export interface GuardFlags {
  readonly environment: string;
  readonly policy?: string;
  readonly json?: true;
}

/** The options of the guards that look for marks. */
export interface MarkFlags extends GuardFlags {
  readonly rules?: string;
  readonly trust?: string;
  readonly audience?: string;
  readonly recall?: string;
}

/** What a guard of the library is called with. */
export interface GuardCall {
  readonly environment: string;
  readonly policy?: Policy;
  /**
   * Always `undefined`: the document as a whole has no mark, and a detector finds those in its
   * values.
   */
  readonly verdict: undefined;
}

/** Adds the options of {@link GuardFlags}. */
export function addGuardOptions(command: Command): Command {
  return command
    .requiredOption('--environment <name>', 'where it goes; an unknown name is production')
    .option('--policy <policy>', `${POLICY_OPTION}; default: the guard's own`);
}

/** Adds the options of {@link MarkFlags}. */
export function addMarkOptions(command: Command): Command {
  return addGuardOptions(command)
    .option('--rules <file>', 'markers of your own, as rules test takes them')
    .option('--trust <file>', 'check the marks in the data too: whom to believe')
    .option('--audience <name>', 'with --trust: the shop or tenant that it goes to')
    .option(RECALL_OPTION[0], `with --trust: ${RECALL_OPTION[1]}`);
}

/** The published lists, and marks as the options say. The HTML parser that it needs is loaded now. */
export async function openDetectors(io: Io, flags: MarkFlags): Promise<readonly Detector[]> {
  const { createDetector, createMarkDetector } = await import('contentmark/detect');
  const verifier = await readMarkFlags(flags);
  const { environment, rules } = flags;
  const own = rules === undefined ? [] : await readRulesFile(io, rules, '--rules');
  const markers = own.map(({ marker }) => marker);
  return [
    createDetector({ markers }),
    createMarkDetector({ environment, ...(verifier && { verifier }) }),
  ];
}

/** The verifier that they ask for. */
export async function readMarkFlags(
  flags: Pick<MarkFlags, 'environment' | 'trust' | 'audience' | 'recall'>,
): Promise<Verifier | undefined> {
  const { trust, audience, recall } = flags;
  if (trust !== undefined) return openVerifier({ ...flags, trust });
  if (audience === undefined && recall === undefined) return undefined;
  throw usage('--audience and --recall go with --trust', '--trust');
}

/** Reads them. */
export async function readGuardFlags(io: Io, flags: GuardFlags): Promise<GuardCall> {
  const { environment, policy } = flags;
  return {
    environment,
    verdict: undefined,
    ...(policy !== undefined && { policy: await readPolicyOption(io, policy) }),
  };
}

/** The exit code for each action. */
export const EXIT_OF: Readonly<Record<Action, ExitCode>> = {
  allow: EXIT.clean,
  disclose: EXIT.clean,
  flag: EXIT.findings,
  hide: EXIT.findings,
  block: EXIT.findings,
};

/** What the help says of marks in cells. */
export const MARK_LIMITS = `
A mark in a cell that says of itself that it is of another environment, or of test data, is
found, whoever signed it. With --trust each mark is checked too, but not against its content:
that is what verify and catalog verify do.
`;

/** What all their help says. */
export const LIMITS = `
Test data is found by published lists (docs/markers.md): a find says that data is test data, no
find says nothing.

Exit codes: 0 allow or disclose, 1 flag, hide or block.
`;
