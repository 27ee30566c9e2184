/** What the shop needs and a fresh clone does not have: the built package, its own packages, its build. */
import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ShopOptions } from './app/shop/options.ts';

/** The server, as far as it is used from outside: its own types need packages that may not be there yet. */
export interface ShopServer {
  /** Folders of the pictures. */
  readonly MEDIA: readonly string[];
  /** Opens a shop of the build. */
  openShop(options: ShopOptions): Promise<(request: Request) => Promise<Response>>;
  /** Listens on the loopback interface; port 0 takes a free one. */
  listen(
    shop: (request: Request) => Promise<Response>,
    port: number,
  ): Promise<{ readonly url: string; close(): Promise<void> }>;
}

const HERE = new URL('./', import.meta.url);
const ROOT = new URL('../../', import.meta.url);

/** Installs and builds what is missing or older than what it is made of, and loads the server. */
export async function prepareShop(): Promise<ShopServer> {
  build();
  // NODE_ENV decides which React is loaded.
  process.env['NODE_ENV'] = 'production';
  // listen.ts exports this; by its address, so that whoever checks types needs none of its packages.
  return (await import(new URL('server/listen.ts', HERE).href)) as ShopServer;
}

function build(): void {
  const dist = timeOf(new URL('dist/index.js', ROOT));
  const sources = ['package.json', 'tsup.config.ts'].map((name) => timeOf(new URL(name, ROOT)));
  if (dist < Math.max(newestIn(new URL('src/', ROOT)), ...sources))
    run('npm', ['run', 'build:js'], ROOT);
  const installed = timeOf(new URL('node_modules/.package-lock.json', HERE));
  if (installed < timeOf(new URL('package-lock.json', HERE))) {
    // NODE_ENV may say production, and then npm would leave out what the build needs.
    run('npm', ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund'], HERE);
  }
  const built = timeOf(new URL('build/server/index.js', HERE));
  const parts = ['app/', 'server/', 'public/'].map((folder) => newestIn(new URL(folder, HERE)));
  const settings = ['vite.config.ts', 'react-router.config.ts', 'package-lock.json'].map((name) =>
    timeOf(new URL(name, HERE)),
  );
  const made = Math.max(...parts, ...settings, timeOf(new URL('dist/index.js', ROOT)));
  if (built < made) run('node', ['node_modules/@react-router/dev/bin.js', 'build'], HERE);
}

/** Runs a command in a folder; what it says is of interest only where it fails. */
function run(command: string, args: readonly string[], folder: URL): void {
  process.stderr.write(`${command} ${args.join(' ')} …\n`);
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    cwd: fileURLToPath(folder),
    encoding: 'utf8',
    // A tool's own NODE_ENV, such as the test runner's, would make a build for development.
    env: { ...process.env, NODE_ENV: 'production' },
    // npm is a script on Windows, which only a shell can start.
    shell: process.platform === 'win32',
  });
  if (status !== 0) {
    throw error ?? new Error(`${command} ${args.join(' ')} failed:\n${stdout}\n${stderr}`);
  }
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
