/** What the shop needs and a fresh clone does not have: the built package, its own packages, its build. */
// @ts-nocheck

import { buildPackage, installLocked, newestIn, run, timeOf } from '../../scripts/up-to-date.ts';
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
  buildPackage();
  // NODE_ENV may say production, and then npm would leave out what the build needs.
  installLocked(HERE, '--include=dev');
  const built = timeOf(new URL('build/server/index.js', HERE));
  const parts = ['app/', 'server/', 'public/'].map((folder) => newestIn(new URL(folder, HERE)));
  const settings = ['vite.config.ts', 'react-router.config.ts', 'package-lock.json'].map((name) =>
    timeOf(new URL(name, HERE)),
  );
  const made = Math.max(...parts, ...settings, timeOf(new URL('dist/index.js', ROOT)));
  if (built >= made) return;
  // A tool's own NODE_ENV, such as the test runner's, would make a build for development.
  run('node', ['node_modules/@react-router/dev/bin.js', 'build'], HERE, { NODE_ENV: 'production' });
}
