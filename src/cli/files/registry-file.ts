/** Opens the registry file that a command is given, and closes it. */
import { isContentmarkError } from 'contentmark';
import type { Registry } from 'contentmark/registry';
import { EXIT, Failure } from '../terminal/failure.ts';

/** Opens `--registry FILE`, and closes it after `use`, whatever happens. */
export async function withRegistry<T>(
  path: string,
  mode: 'read' | 'write',
  use: (registry: Registry) => Promise<T>,
): Promise<T> {
  const registry = await open(path, mode);
  try {
    return await use(registry);
  } finally {
    await registry.close();
  }
}

async function open(path: string, mode: 'read' | 'write'): Promise<Registry> {
  // Loaded here: fingerprints need the HTML parser, and other commands start without it.
  const { openFileRegistry } = await import('contentmark/registry');
  try {
    return await openFileRegistry(path, { mode });
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw new Failure(EXIT.usage, error.code, error.message, '--registry');
  }
}

/** The option of every registry command. */
export const REGISTRY_OPTION = [
  '--registry <file>',
  'the registry of fingerprints (docs/registry.md)',
] as const;
