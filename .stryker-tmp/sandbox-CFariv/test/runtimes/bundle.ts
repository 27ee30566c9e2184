/**
 * The suite as each runtime loads it. Programs import dist beside it; where nothing can be
 * imported, one file holds everything, made without any polyfill.
 */
// @ts-nocheck

import { fileURLToPath } from 'node:url';
import { build, type Plugin, transform } from 'esbuild';
import { readVectors } from './read-vectors.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What loads it: Node, Bun and Deno; workerd; a browser; a bare engine. */
export const BUNDLES = ['module', 'worker', 'page', 'engine'] as const;
export type BundleName = (typeof BUNDLES)[number];

const ENTRIES: Readonly<
  Record<BundleName, { readonly entry: string; readonly format: 'esm' | 'iife' }>
> = {
  module: { entry: 'portable.ts', format: 'esm' },
  worker: { entry: 'worker.ts', format: 'esm' },
  page: { entry: 'page.ts', format: 'esm' },
  engine: { entry: 'engine.ts', format: 'iife' },
};

export interface Bundle {
  readonly text: string;
  /** Packages from outside that left something in it. */
  readonly packages: readonly string[];
  /** Modules that it imports when it runs. */
  readonly imports: readonly string[];
}

export interface BundleOptions {
  /** The built package, or its sources where nothing has been built. Default `dist`. */
  readonly from?: 'dist' | 'src';
  /** Modules to leave out. Default none. */
  readonly without?: readonly string[];
}

/**
 * Bundles the suite with the package. `module` imports dist by its path from
 * `.reports/runtimes`; the others contain it.
 */
export async function bundleSuite(
  name: BundleName,
  { from = 'dist', without = [] }: BundleOptions = {},
): Promise<Bundle> {
  const { entry, format } = ENTRIES[name];
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [`test/runtimes/entries/${entry}`],
    // Otherwise esbuild would follow the paths of tsconfig.json to the sources.
    tsconfigRaw: {},
    target: 'es2022',
    // Knows no built-in module, so an import of one ends the build.
    platform: 'neutral',
    mainFields: ['module', 'main'],
    external: [...without],
    bundle: true,
    format,
    write: false,
    metafile: true,
    logOverride: { 'ignored-bare-import': 'silent' },
    plugins: [embedVectors, from === 'src' ? fromSources : fromBuild(name === 'module')],
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {}).filter(
    ([, { bytesInOutput }]) => bytesInOutput > 0,
  );
  const packages = inputs.flatMap(([path]) => {
    const [, found] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path) ?? [];
    return found === undefined ? [] : [found];
  });
  return {
    text: outputFiles[0]?.text ?? '',
    packages: [...new Set(packages)].sort(),
    imports: (output?.imports ?? []).map(({ path }) => path).sort(),
  };
}

const embedVectors: Plugin = {
  name: 'vectors',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^virtual:vectors$/ }, () => ({ path: 'vectors', namespace: 'vectors' }));
    onLoad({ filter: /./, namespace: 'vectors' }, () => ({
      contents: JSON.stringify(readVectors()),
      loader: 'json',
    }));
  },
};

const ENTRY = /^contentmark(?:\/(.+))?$/;

/** The package as it was built; `external` where it is imported when the bundle runs. */
export const fromBuild = (external: boolean): Plugin => ({
  name: 'build',
  setup({ onResolve }) {
    onResolve({ filter: ENTRY }, ({ path }) => {
      const file = `dist/${ENTRY.exec(path)?.[1] ?? 'index'}.js`;
      return external ? { path: `../../${file}`, external } : { path: `${ROOT}${file}` };
    });
  },
});

/** The package from its sources. */
export const fromSources: Plugin = {
  name: 'sources',
  setup({ onResolve }) {
    onResolve({ filter: ENTRY }, ({ path }) => {
      const entry = ENTRY.exec(path)?.[1];
      return { path: `${ROOT}src/${entry === undefined ? 'index' : `entries/${entry}`}.ts` };
    });
  },
};

/** What evaluates text or compiles machine code, and what only some runtimes or module systems have. */
const FORBIDDEN = [
  ...['eval', 'Function', 'WebAssembly', 'require', 'module', 'process', 'global', 'Buffer'],
  ...['atob', 'btoa', 'structuredClone', 'setTimeout', 'setImmediate', 'importScripts'],
  ...['TextEncoder', 'TextDecoder', 'crypto', 'performance', 'Intl', 'self', 'window'],
];

/**
 * The forbidden globals that code refers to without asking first: `typeof Buffer` asks, and so
 * does a member of `globalThis`. esbuild replaces what it is told to define only where a name
 * is free, so that local names and members do not count.
 */
export async function findForbidden(text: string): Promise<readonly string[]> {
  const mark = (name: string) => `__forbidden_${name}__`;
  const { code } = await transform(text, {
    define: Object.fromEntries(FORBIDDEN.map((name) => [name, mark(name)])),
  });
  return FORBIDDEN.filter((name) => {
    const [first] = code.split(mark(name), 1) as [string];
    return first !== code && !/\btypeof $/.test(first);
  });
}

/** The decoder of cbor-x takes Buffer in branches that nobody here reaches; its module header, self. */
export const LOOKED_FOR_BY_CBOR_X: readonly string[] = ['Buffer', 'self'];

/**
 * Refuses a bundle that holds what browsers, edge runtimes or bare engines lack or forbid.
 * @throws Error that names it
 */
export async function requirePortable({ text, imports }: Bundle): Promise<void> {
  const forbidden = (await findForbidden(text)).filter(
    (name) => !LOOKED_FOR_BY_CBOR_X.includes(name),
  );
  const code = /\beval\s*\(|\bnew Function\b|\bWebAssembly\b|\bimport\s*\(|from\s*["']node:/.exec(
    text,
  );
  const found = [...imports, ...forbidden, ...(code ?? [])];
  if (found.length > 0) throw new Error(`a bundle that should be portable has ${found.join(', ')}`);
}
