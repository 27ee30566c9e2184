/** Whether what a fresh clone does not have is there, and no older than what it is made of. */
// @ts-nocheck

import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = new URL('../', import.meta.url);

/** Builds the package where dist is missing or older than what it is made of. */
export function buildPackage(): void {
  const made = timeOf(new URL('dist/index.js', ROOT));
  const sources = ['package.json', 'tsup.config.ts'].map((name) => timeOf(new URL(name, ROOT)));
  if (made < Math.max(newestIn(new URL('src/', ROOT)), ...sources)) run('npm', ['run', 'build:js']);
}

/** Installs the packages of a folder where they are missing or older than its lock file. */
export function installLocked(folder: URL, ...flags: readonly string[]): void {
  const installed = timeOf(new URL('node_modules/.package-lock.json', folder));
  if (installed >= timeOf(new URL('package-lock.json', folder))) return;
  run('npm', ['ci', ...flags, '--ignore-scripts', '--no-audit', '--no-fund'], folder);
}

/** What a tool says before it is killed; npm and tsup say some kilobytes. */
const MAX_OUTPUT = 64 * 1024 * 1024;

/**
 * Runs a command in a folder, the project's where none is named. Says so on stderr, for stdout
 * belongs to reports; what the command says is of interest only where it fails.
 */
export function run(
  command: string,
  args: readonly string[],
  folder: URL = ROOT,
  env: Readonly<Record<string, string>> = {},
): void {
  process.stderr.write(`${command} ${args.join(' ')} …\n`);
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: fileURLToPath(folder),
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: MAX_OUTPUT,
    // npm is a script on Windows, which only a shell can start.
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    throw error ?? new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  }
}

/** When a file was last written; long ago where there is none. */
export function timeOf(file: URL): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** When the newest file of a folder was written. */
export function newestIn(folder: URL): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(
    ...files
      .filter((file) => file.isFile())
      .map((file) => timeOf(pathToFileURL(`${file.parentPath}/${file.name}`))),
  );
}
