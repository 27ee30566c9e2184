/** The test page, bundled with one React for each side as a shop's build does. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { Window } from 'happy-dom';
import type * as Client from './client.ts';
import type * as Server from './server.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(HERE, '../../..');

/** Where each React lives. */
export const REACTS = {
  18: join(HERE, 'react-18/node_modules'),
  19: join(ROOT, 'node_modules'),
} as const;

export type ReactMajor = keyof typeof REACTS;

/** Bundles a module of this folder, or a source text, with one React. */
export async function bundle(major: ReactMajor, options: BuildOptions) {
  const folder = REACTS[major];
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    metafile: true,
    target: 'es2022',
    logLevel: 'silent',
    alias: { react: join(folder, 'react'), 'react-dom': join(folder, 'react-dom') },
    ...options,
  });
  return { code: outputFiles?.[0]?.text ?? '', inputs: Object.keys(metafile?.inputs ?? {}) };
}

/** Runs a bundle in the form of CommonJS, with these globals in the place of Node's. */
function run<T>(code: string, globals: Readonly<Record<string, unknown>>): T {
  const module = { exports: {} };
  const names = ['module', 'exports', ...Object.keys(globals)];
  new Function(...names, code)(module, module.exports, ...Object.values(globals));
  // What the bundled module exports: its type is that of its source.
  return module.exports as T;
}

/** The page on the server. */
export async function loadServer(major: ReactMajor): Promise<typeof Server> {
  const { code } = await bundle(major, {
    entryPoints: [join(HERE, 'server.ts')],
    platform: 'node',
    format: 'cjs',
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  return run(code, { require: createRequire(import.meta.url) });
}

/** A browser's document with the page's script, and all that the console was told. */
export interface Browser {
  readonly client: typeof Client;
  readonly container: Element & { innerHTML: string };
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

/** Opens a page whose script was bundled with one React, in its development form, which warns. */
export async function openBrowser(major: ReactMajor, html: string): Promise<Browser> {
  const { code } = await bundle(major, {
    entryPoints: [join(HERE, 'client.ts')],
    platform: 'browser',
    format: 'cjs',
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  const window = new Window({ url: 'https://shop.example/' });
  const { document } = window;
  document.body.innerHTML = `<div id="root">${html}</div>`;
  const complaints: string[] = [];
  const complain = (...words: unknown[]) => complaints.push(words.map(String).join(' '));
  const quiet = { error: complain, warn: complain, info: () => undefined, log: () => undefined };
  const globals = { window, document, navigator: window.navigator, self: window, console: quiet };
  return {
    client: run(code, globals),
    // happy-dom's own element: the types of a browser's are not loaded here.
    container: document.getElementById('root') as unknown as Browser['container'],
    complaints,
    close: () => window.happyDOM.close(),
  };
}
