/**
 * What the bench needs and a fresh clone does not have: the built package, because
 * that is what users run, and the peers.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { buildPackage, installLocked } from '../scripts/up-to-date.ts';

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
  buildPackage();
  const load = (name: string): Promise<unknown> => import(new URL(`dist/${name}.js`, ROOT).href);
  const [content, keys, sign, verify, noble] = await Promise.all(
    ['content', 'keys', 'sign', 'verify', 'noble'].map(load),
  );
  // A build holds exactly what its sources export.
  return { content, keys, sign, verify, noble } as Built;
}

/** Installs the peers where they are missing or older than their lock file. */
export function installPeers(): void {
  installLocked(PEERS);
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
