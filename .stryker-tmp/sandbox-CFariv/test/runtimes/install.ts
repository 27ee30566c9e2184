/** The runtimes, which a fresh clone does not have. */
// @ts-nocheck

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { installLocked } from '../../scripts/up-to-date.ts';

const HERE = new URL('./', import.meta.url);
const require = createRequire(new URL('package.json', HERE));

/** A runtime that cannot be had on this machine: a failure, whose message says what would mend it. */
export class MissingRuntime extends Error {
  override readonly name = 'MissingRuntime';
}

/** Installs the pinned runtimes where they are missing or older than their lock file. */
export function installRuntimes(): void {
  // Each Node brings a `node` for node_modules/.bin, where only one has room.
  installLocked(HERE, '--no-bin-links');
}

/**
 * A module of what is installed here. The caller names the shape it uses: on a fresh clone
 * there are no types to import.
 */
export async function importTool<T>(name: string): Promise<T> {
  return (await import(pathToFileURL(require.resolve(name)).href)) as T;
}

/** The version that is installed of a package. */
export function versionOf(name: string): string {
  const file = new URL(`node_modules/${name}/package.json`, HERE);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

/**
 * The program of a runtime: what the environment variable names, else the first that is there
 * of the files of installed packages.
 * @throws MissingRuntime
 */
export function findProgram(title: string, variable: string, files: readonly string[]): string {
  const given = process.env[variable];
  if (given !== undefined && given !== '') return given;
  const found = files.map((file) => fileURLToPath(new URL(`node_modules/${file}`, HERE)));
  const program = found.find((file) => existsSync(file));
  if (program !== undefined) return program;
  throw new MissingRuntime(
    `test/runtimes/package.json has no package of ${title} for ${process.platform} on ${process.arch}; ` +
      `install ${title} and set ${variable} to its program`,
  );
}
