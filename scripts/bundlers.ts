/** What users bundle with, each as it comes: minified for browsers, each chunk gzipped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as esbuild } from 'esbuild';
import { build as vite } from 'vite';
import webpack from 'webpack';

/** Bytes of an entry, min+gzip. */
export interface EntrySize {
  /** What loads where the runtime's own Ed25519 works. */
  readonly webcrypto: number;
  /** That and all that is loaded on demand, the JavaScript backend first of all. */
  readonly fallback: number;
}

interface Entry {
  /** A module that imports what is measured. */
  readonly file: string;
  /** A folder for what is written. */
  readonly out: string;
  /** Packages that are not counted, with all that is below them. */
  readonly external: readonly string[];
}

interface Chunk {
  readonly bytes: number;
  /** Names of other chunks, some perhaps of external packages. */
  readonly imports: readonly string[];
  readonly dynamicImports: readonly string[];
}

const gzipped = (contents: string | Uint8Array): number => gzipSync(contents, { level: 9 }).length;

/** Sums what loads with an entry, and what a dynamic import brings later. */
function sizeOf(chunks: ReadonlyMap<string, Chunk>, entry: string): EntrySize {
  const reach = (names: readonly string[], isLater: boolean) => {
    const reached = new Set(names);
    for (const name of reached) {
      const { imports = [], dynamicImports = [] } = chunks.get(name) ?? {};
      for (const next of isLater ? [...imports, ...dynamicImports] : imports) reached.add(next);
    }
    return [...reached].reduce((sum, name) => sum + (chunks.get(name)?.bytes ?? 0), 0);
  };
  if (!chunks.has(entry)) throw new Error(`no chunk ${entry} among ${[...chunks.keys()]}`);
  return { webcrypto: reach([entry], false), fallback: reach([entry], true) };
}

async function bundleByEsbuild({ file, out, external }: Entry): Promise<EntrySize> {
  const { outputFiles, metafile } = await esbuild({
    absWorkingDir: out,
    entryPoints: { entry: file },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    outdir: out,
    write: false,
    metafile: true,
    external: external.map((name) => (name.endsWith(':') ? `${name}*` : name)),
    logLevel: 'silent',
  });
  const contents = new Map(outputFiles.map((output) => [output.path, output.contents]));
  const chunks = Object.entries(metafile.outputs).map(([name, { imports }]) => {
    const pick = (isLater: boolean) =>
      imports.filter(({ kind }) => (kind === 'dynamic-import') === isLater).map(({ path }) => path);
    const bytes = gzipped(contents.get(join(out, name)) ?? '');
    return [name, { bytes, imports: pick(false), dynamicImports: pick(true) }] as const;
  });
  return sizeOf(new Map(chunks), 'entry.js');
}

async function bundleByVite({ file, out, external }: Entry): Promise<EntrySize> {
  const result = await vite({
    root: out,
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2022',
      rolldownOptions: { input: file, external: external.map(below) },
    },
  });
  if (Array.isArray(result) || !('output' in result)) throw new Error('vite made no single build');
  const made = result.output.filter((output) => output.type === 'chunk');
  const entry = made.find(({ isEntry }) => isEntry)?.fileName ?? 'entry';
  const chunks = made.map(
    ({ fileName, code, ...chunk }) => [fileName, { ...chunk, bytes: gzipped(code) }] as const,
  );
  return sizeOf(new Map(chunks), entry);
}

async function bundleByWebpack({ file, out, external }: Entry): Promise<EntrySize> {
  const compiler = webpack({
    mode: 'production',
    context: out,
    entry: { entry: file },
    target: ['web', 'es2022'],
    output: { path: out, module: true },
    externalsType: 'module',
    externals: external.map(below),
  });
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    compiler.run((error, done) => (error ? reject(error) : resolve(done)));
  });
  await new Promise<void>((resolve) => compiler.close(() => resolve()));
  const { errors, assets, entrypoints } =
    stats?.toJson({ all: false, errors: true, assets: true, entrypoints: true }) ?? {};
  if (stats === undefined || stats.hasErrors()) throw new Error(JSON.stringify(errors, null, 2));
  const sum = (list: readonly { readonly name: string }[] = []) =>
    list
      .filter(({ name }) => /\.m?js$/.test(name))
      .reduce((all, { name }) => all + gzipped(readFileSync(join(out, name))), 0);
  return { webcrypto: sum(entrypoints?.entry?.assets), fallback: sum(assets) };
}

/** A package by its name, and what is below it. */
function below(name: string): RegExp {
  return name.endsWith(':') ? new RegExp(`^${name}`) : new RegExp(`^${name}(?:/|$)`);
}

/** The bundlers by name, in the order in which they are told. */
export const BUNDLERS: Readonly<Record<string, (entry: Entry) => Promise<EntrySize>>> = {
  esbuild: bundleByEsbuild,
  vite: bundleByVite,
  webpack: bundleByWebpack,
};
