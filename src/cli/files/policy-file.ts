/** Loads a policy by the name of a preset, or from a file. */
import { isContentmarkError, type Policy, PRESETS, readPolicy } from 'contentmark/policy';
import { EXIT, Failure } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { readJsonFile } from './json-file.ts';

/** Help for `--policy`. */
export const POLICY_OPTION: string = `a preset (${Object.keys(PRESETS).join(', ')}) or a policy file`;

/** Reads `--policy`. A file named like a preset is reached as `./strict`. */
export async function readPolicyOption(io: Io, given: string): Promise<Policy> {
  const preset = presetNamed(given);
  if (preset !== undefined) return preset;
  return policyFrom(await readPolicyJson(io, given), given, '--policy');
}

/** A policy from what stands in a file: an object, or the name of a preset. */
export function policyFrom(value: unknown, file: string, argument: string): Policy {
  if (typeof value === 'string') {
    const preset = presetNamed(value);
    if (preset !== undefined) return preset;
    const names = Object.keys(PRESETS).join(', ');
    const why = `no preset is called ${JSON.stringify(value.slice(0, 40))} (${names})`;
    throw new Failure(EXIT.usage, 'ERR_POLICY', `${file}: ${why}`, argument);
  }
  try {
    return readPolicy(value);
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw new Failure(EXIT.usage, error.code, `${file}: ${error.message}`, argument);
  }
}

async function readPolicyJson(io: Io, file: string): Promise<unknown> {
  try {
    return await readJsonFile(io, file, '--policy', 'ERR_POLICY');
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'ENOENT') throw error;
    const names = Object.keys(PRESETS).join(', ');
    throw new Failure(
      EXIT.usage,
      'ERR_POLICY',
      `${file}: no such file, and no preset of that name (${names})`,
      '--policy',
    );
  }
}

function presetNamed(name: string): Policy | undefined {
  // Own members of a record of policies only: "constructor" is no preset.
  return Object.hasOwn(PRESETS, name) ? PRESETS[name as keyof typeof PRESETS] : undefined;
}
