/** What every guard command takes, and how it ends. */
// @ts-nocheck

import type { Command } from 'commander';
import type { Action, Policy } from 'contentmark/policy';
import { EXIT, type ExitCode } from '../failure.ts';
import type { Io } from '../io.ts';
import { POLICY_OPTION, readPolicyOption } from '../policy-file.ts';

/** The options of every guard command. */
export interface GuardFlags {
  readonly environment: string;
  readonly policy?: string;
  readonly json?: true;
}

/** What a guard of the library is called with. */
export interface GuardCall {
  readonly environment: string;
  readonly policy?: Policy;
  /** Marks are not read by these commands. */
  readonly verdict: undefined;
}

/** Adds the options of {@link GuardFlags}. */
export function addGuardOptions(command: Command): Command {
  return command
    .requiredOption('--environment <name>', 'where it goes; an unknown name is production')
    .option('--policy <policy>', `${POLICY_OPTION}; default: the guard's own`);
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

/** How the process ends for each action. */
export const EXIT_OF: Readonly<Record<Action, ExitCode>> = {
  allow: EXIT.clean,
  disclose: EXIT.clean,
  flag: EXIT.findings,
  hide: EXIT.findings,
  block: EXIT.findings,
};

/** What all their help says. */
export const LIMITS = `
Marks in the data are not verified here: see verify and catalog verify. Test data is found by
published lists (docs/markers.md): a find is evidence, no find is evidence of nothing.

Exit codes: 0 allow or disclose, 1 flag, hide or block.
`;
