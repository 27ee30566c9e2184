/**
 * Makes a verifier of `--trust`, `--environment`, `--audience` and `--recall`. Every command that
 * checks marks uses it, because one that ignored recalls would accept a withdrawn mark.
 */
import type { Command } from 'commander';
import {
  createVerifier,
  isContentmarkError,
  type Verifier,
  type VerifierOptions,
} from 'contentmark/verify';
import { EXIT, Failure } from '../terminal/failure.ts';
import { RECALL_OPTION, readRecall } from './recall-file.ts';
import { readTrust } from './trust-file.ts';

/** The options, as commander gives them. */
export interface VerifierFlags {
  readonly trust: string;
  readonly environment: string;
  readonly audience?: string;
  readonly recall?: string;
}

/**
 * Adds them.
 * @param where where what is checked is used: the words of `--environment`.
 */
export function addVerifierOptions(command: Command, where: string): Command {
  return command
    .requiredOption('--trust <file>', 'whom to believe, as keygen writes it')
    .requiredOption('--environment <name>', where)
    .option('--audience <name>', 'the shop or tenant that shows it')
    .option(...RECALL_OPTION);
}

/** Options of a verifier. */
type Options = Pick<VerifierOptions, 'trust' | 'environment' | 'audience' | 'recall'>;

/** Reads the options of a verifier, with the files that they name. */
export async function readVerifierOptions(flags: VerifierFlags): Promise<Options> {
  return (await readLastingOptions(flags)).options;
}

/** The same for what runs on: `follow` keeps the recall up to date with its list. */
export async function readLastingOptions(
  flags: VerifierFlags,
): Promise<{ readonly options: Options; readonly follow: () => void }> {
  const { environment, audience } = flags;
  const trust = await readTrust(flags.trust);
  const { recall, followed } = await readRecall(flags.recall, trust);
  const options = {
    trust,
    environment,
    ...(audience !== undefined && { audience }),
    ...(recall !== undefined && { recall }),
  };
  return { options, follow: () => followed?.start() };
}

/** A verifier by the options of the command line. */
export async function openVerifier(
  flags: VerifierFlags,
  more: Pick<VerifierOptions, 'cacheSize' | 'clock'> = {},
): Promise<Verifier> {
  const options = await readVerifierOptions(flags);
  try {
    return createVerifier({ ...options, ...more });
  } catch (error) {
    if (!isContentmarkError(error) || error.code !== 'ERR_TRUST') throw error;
    const why = `${flags.trust}: --environment ${error.problem}`;
    throw new Failure(EXIT.usage, error.code, why, '--environment');
  }
}
