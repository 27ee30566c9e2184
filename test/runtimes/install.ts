/** What the matrix needs and a fresh clone does not have: the built package and the runtimes. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = new URL('../../', import.meta.url);
const HERE = new URL('./', import.meta.url);
const require = createRequire(new URL('package.json', HERE));

/** A runtime that cannot be had on this machine: a failure, whose message says what would mend it. */
export class MissingRuntime extends Error {
  override readonly name = 'MissingRuntime';
}

/** Builds the package where dist is missing or older than what it is made of. */
export function buildPackage(): void {
  const made = timeOf(new URL('dist/index.js', ROOT));
  const sources = ['package.json', 'tsup.config.ts'].map((name) => timeOf(new URL(name, ROOT)));
  if (made < Math.max(newestIn(new URL('src/', ROOT)), ...sources))
    run('npm', ['run', 'build:js'], ROOT);
}

/** Installs the pinned runtimes where they are missing or older than their lock file. */
export function installRuntimes(): void {
  const installed = timeOf(new URL('node_modules/.package-lock.json', HERE));
  if (installed >= timeOf(new URL('package-lock.json', HERE))) return;
  // Each Node brings a `node` for node_modules/.bin, where only one has room.
  run('npm', ['ci', '--ignore-scripts', '--no-bin-links', '--no-audit', '--no-fund'], HERE);
}

/** Runs a command in a folder; what it says goes to stderr, for stdout belongs to the report. */
export function run(command: string, args: readonly string[], folder: URL = ROOT): void {
  const { status, error } = spawnSync(command, args, {
    cwd: fileURLToPath(folder),
    stdio: ['ignore', process.stderr, process.stderr],
    // npm is a script on Windows, which only a shell can start.
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw error ?? new Error(`${command} ${args.join(' ')} failed`);
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

/** When a file was last written; long ago where there is none. */
function timeOf(file: URL): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newestIn(folder: URL): number {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(
    ...files
      .filter((file) => file.isFile())
      .map((file) => timeOf(pathToFileURL(`${file.parentPath}/${file.name}`))),
  );
}
