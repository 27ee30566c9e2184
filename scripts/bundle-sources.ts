/**
 * Which sources an entry reaches, and what it must not reach. Every subpath is bundled from the
 * sources by esbuild, for only these have paths by which to tell; what an entry weighs is measured
 * on the packed tarball (scripts/size.ts).
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile, type Plugin } from 'esbuild';
import type { EntrySize } from './bundlers.ts';

/** What nobody who only verifies may load, and what only the fallback may. */
const BLEED: readonly (readonly [what: string, path: RegExp])[] = [
  ['signing code', /^src\/(?:sign\/|crypto\/(?:keys|signer|signing|pkcs8)\.ts|envelope\/encode)/],
  ['cbor-x', /node_modules\/cbor-x\//],
  ['an HTML parser', /node_modules\/(?:parse5|entities)\//],
  ['explanations', /^src\/verify\/(?:explain|inspect)\.ts/],
];

/** Entries that no page loads. In every other one a built-in module of Node's ends the build. */
const NODE_ONLY: readonly string[] = ['./http-node'];

const ROOT = fileURLToPath(new URL('../', import.meta.url));

export const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  readonly version: string;
  readonly exports: Readonly<Record<string, unknown>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
};

interface Bundle {
  readonly size: EntrySize;
  /** Sources that end up in it, by whether they are loaded at once or only on demand. */
  readonly loaded: readonly string[];
  readonly onDemand: readonly string[];
  /** Bytes of each file that is loaded on demand, by its name. */
  readonly files: Readonly<Record<string, number>>;
}

/**
 * The element is built for pages without a bundler, and then shares no file with the JavaScript
 * backend and the HTML parser: those are files of their own (tsup.config.ts), not counted here.
 */
const AS_BUILT: Plugin = {
  name: 'as-built',
  setup({ onResolve }) {
    onResolve({ filter: /\/(?:noble|html-content)\.ts$/ }, ({ path }) => ({
      path,
      external: true,
    }));
  },
};

/** Bundles one subpath. */
export async function bundleSources(subpath: string): Promise<Bundle> {
  const file = subpath === '.' ? 'index.ts' : `entries/${subpath.slice(2)}.ts`;
  const { outputFiles, metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { entry: `src/${file}` },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: 'out',
    write: false,
    metafile: true,
    // Whoever uses an optional peer has it anyway.
    external: [
      ...Object.keys(manifest.peerDependencies ?? {}),
      ...(NODE_ONLY.includes(subpath) ? ['node:*'] : []),
    ],
    plugins: subpath === './element' ? [AS_BUILT] : [],
    logLevel: 'silent',
  });
  const gzipped = new Map(
    outputFiles.map(({ path, contents }) => [
      path.slice(ROOT.length).replaceAll('\\', '/'),
      gzipSync(contents, { level: 9 }).length,
    ]),
  );
  const chunks = reach(metafile, 'out/entry.js');
  const sizeOf = (names: readonly string[]) =>
    names.reduce((sum, name) => sum + (gzipped.get(name) ?? 0), 0);
  const webcrypto = sizeOf(chunks.atOnce);
  return {
    size: { webcrypto, fallback: webcrypto + sizeOf(chunks.onDemand) },
    loaded: sourcesOf(metafile, chunks.atOnce),
    onDemand: sourcesOf(metafile, chunks.onDemand),
    files: Object.fromEntries(chunks.onDemand.map((name) => [name, gzipped.get(name) ?? 0])),
  };
}

/** Chunks that load with an entry, and those that a dynamic import brings later. */
function reach(metafile: Metafile, entry: string) {
  const atOnce = new Set<string>();
  const later = new Set<string>();
  const visit = (name: string, into: Set<string>): void => {
    if (into.has(name)) return;
    into.add(name);
    for (const { path, kind } of metafile.outputs[name]?.imports ?? []) {
      visit(path, kind === 'dynamic-import' ? later : into);
    }
  };
  visit(entry, atOnce);
  return { atOnce: [...atOnce], onDemand: [...later].filter((name) => !atOnce.has(name)) };
}

/** The element by what of it is loaded, in the largest language: on every page, and once a reader checks. */
export function sizeElement({ size, files }: Bundle): {
  readonly page: number;
  readonly checked: number;
} {
  const isCheck = (name: string) => name.includes('/check-element-');
  const sizes = Object.entries(files);
  const check = sizes.find(([name]) => isCheck(name))?.[1];
  if (check === undefined) throw new Error('the element has no file that checks');
  const language = Math.max(...sizes.filter(([name]) => !isCheck(name)).map(([, bytes]) => bytes));
  const page = size.webcrypto + language;
  return { page, checked: page + check };
}

/** Sources with at least a byte in these chunks. */
function sourcesOf(metafile: Metafile, chunks: readonly string[]): string[] {
  return chunks.flatMap((name) =>
    Object.entries(metafile.outputs[name]?.inputs ?? {})
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
  );
}

/** What `contentmark/verify` reaches and must not. */
export function findBleed({ loaded, onDemand }: Bundle): string[] {
  const all = BLEED.flatMap(([what, pattern]) =>
    [...loaded, ...onDemand]
      .filter((path) => pattern.test(path))
      .map((path) => `reaches ${what}: ${path}`),
  );
  const early = loaded.filter((path) => /node_modules\/@noble\//.test(path));
  return [...all, ...early.map((path) => `loads the fallback at once: ${path}`)];
}

/** Subpaths of the package, as package.json exports them. */
export function listSubpaths(): string[] {
  return Object.keys(manifest.exports).filter((subpath) => subpath !== './package.json');
}
