/**
 * What the bench needs and a fresh clone does not have: the built package, because
 * that is what users run, and the peers.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = new URL('../', import.meta.url);
const PEERS = new URL('./peers/', import.meta.url);

/** The built entry points, typed by their sources. */
export interface Built {
  readonly content: typeof import('contentmark/content');
  readonly keys: typeof import('contentmark/keys');
  readonly sign: typeof import('contentmark/sign');
  readonly verify: typeof import('contentmark/verify');
  readonly noble: typeof import('contentmark/noble');
}

/**
 * Loads dist, building it where it is missing or older than src. By its files: the paths of
 * tsconfig.json would lead `contentmark/verify` to the sources, and those are not what users run.
 */
export async function importBuilt(): Promise<Built> {
  const entry = new URL('dist/verify.js', ROOT);
  if (timeOf(entry) < newestIn(new URL('src/', ROOT))) npm(['run', 'build:js'], ROOT);
  const load = (name: string): Promise<unknown> => import(new URL(`dist/${name}.js`, ROOT).href);
  const [content, keys, sign, verify, noble] = await Promise.all(
    ['content', 'keys', 'sign', 'verify', 'noble'].map(load),
  );
  // A build holds exactly what its sources export.
  return { content, keys, sign, verify, noble } as Built;
}

/** Installs the peers where they are missing or older than their lock file. */
export function installPeers(): void {
  const installed = new URL('node_modules/.package-lock.json', PEERS);
  if (timeOf(installed) < timeOf(new URL('package-lock.json', PEERS))) {
    npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], PEERS);
  }
}

/**
 * Loads a package of bench/peers, installing them where needed. The caller names the shape it
 * uses: on a fresh clone there are no types to import.
 */
export async function importPeer<T>(name: string): Promise<T> {
  return (await import(resolvePeer(name).href)) as T;
}

/** Where a peer, or a file that it exports, is; installs likewise. */
export function resolvePeer(name: string): URL {
  installPeers();
  return pathToFileURL(createRequire(new URL('package.json', PEERS)).resolve(name));
}

/** What npm says goes to stderr: stdout belongs to the report. */
function npm(command: readonly string[], folder: URL): void {
  const { status, error } = spawnSync('npm', ['--prefix', fileURLToPath(folder), ...command], {
    stdio: ['ignore', process.stderr, process.stderr],
    // npm is a script on Windows, which only a shell can start.
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw error ?? new Error(`npm ${command.join(' ')} failed`);
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
