import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { defineConfig, type Options } from 'tsup';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly bin: Readonly<Record<string, string>>;
}

/**
 * The entries are what package.json exports, so the two cannot drift: `.` is
 * src/index.ts, `./name` is src/entries/name.ts, and the command is src/cli/bin.ts.
 */
function readEntries(): Record<string, string> {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const entries: Record<string, string> = {
    cli: 'src/cli/bin.ts',
    // Loaded by name, each on a thread of its own.
    'text-worker': 'src/serve/node/text-worker.ts',
    'scan-worker': 'src/cli/scan/scan-worker.ts',
  };
  for (const [subpath, target] of Object.entries(manifest.exports)) {
    if (typeof target === 'string') continue;
    const name = subpath === '.' ? 'index' : subpath.slice(2);
    if (target.default !== `./dist/${name}.js`)
      throw new Error(`exports["${subpath}"] must be ./dist/${name}.js`);
    entries[name] = subpath === '.' ? 'src/index.ts' : `src/entries/${name}.ts`;
  }
  return entries;
}

/** What a check loads. Re-exports only, so each file of it is asked for by name. */
const CORE_ENTRIES = ['src/entries/verify.ts', 'src/entries/content.ts'];

/** The JavaScript backend: loaded where nothing else works, so never with the core. */
const NOBLE = resolve('src/format/crypto/noble.ts');

/** What the element compares HTML with: loaded where a mark asks for it. */
const ELEMENT_HTML = resolve('src/web/element/html-content.ts');

/** A module made here, from which all that a check loads is exported. */
const CORE = 'contentmark-core';

interface Core {
  /** Source files, found by following what a check imports. */
  readonly files: readonly string[];
  /** What they export, all by different names. */
  readonly names: readonly string[];
}

async function readCore(): Promise<Core> {
  const options: BuildOptions = {
    bundle: true,
    write: false,
    outdir: 'dist',
    format: 'esm',
    packages: 'external',
    metafile: true,
  };
  const plugins = [redirect([NOBLE], './noble.js')];
  const { metafile } = await build({ ...options, entryPoints: CORE_ENTRIES, plugins });
  const files = Object.keys(metafile?.inputs ?? {}).filter((path) => !CORE_ENTRIES.includes(path));
  const core = await build({
    ...options,
    entryPoints: [CORE],
    plugins: [...plugins, provide(files)],
  });
  const names = Object.values(core.metafile?.outputs ?? {}).flatMap(({ exports }) => exports);
  return { files, names };
}

/** Sends imports of source files to a file of dist that another build makes. */
function redirect(files: readonly string[], target: string): Plugin {
  const paths = new Set(files.map((path) => resolve(path)));
  return {
    name: 'redirect',
    setup({ onResolve }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) =>
        paths.has(resolve(resolveDir, path)) ? { path: target, external: true } : undefined,
      );
    },
  };
}

/** Makes the core from its source files. */
function provide(files: readonly string[]): Plugin {
  const contents = files.map((path) => `export * from './${path}';`).join('\n');
  return {
    name: 'provide',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ kind }) =>
        kind === 'entry-point' ? { path: CORE, namespace: CORE } : undefined,
      );
      onLoad({ filter: /.*/, namespace: CORE }, () => ({ contents, resolveDir: '.' }));
    },
  };
}

/**
 * Sends imports of the core's source files to dist/core.js, by way of one module that names
 * all it exports: where two entries export the same name, a bundler then sees that they are one.
 */
function borrow({ files, names }: Core): Plugin {
  const paths = new Set(files.map((path) => resolve(path)));
  const contents = `export { ${names.join(', ')} } from './core.js';`;
  return {
    name: 'borrow',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) =>
        paths.has(resolve(resolveDir, path)) ? { path: CORE, namespace: CORE } : undefined,
      );
      onResolve({ filter: /^\.\/core\.js$/, namespace: CORE }, ({ path }) => ({
        path,
        external: true,
      }));
      onLoad({ filter: /.*/, namespace: CORE }, () => ({ contents }));
    },
  };
}

const SHARED: Options = {
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  sourcemap: false,
  external: [/^node:/],
  // Bundlers and edge runtimes know a module of Node's by its prefix, which tsup takes away by default.
  removeNodeProtocol: false,
  // cbor-x brings an optional native addon with an install script; bundling its
  // script-free build means that users install neither. Most apps have a zod of their own, of
  // any version, which a peer would quarrel with (ARCHITECTURE.md, "Dependencies").
  noExternal: ['cbor-x', /^zod/],
};

/**
 * Left to itself a bundler splits what fifteen entries share into as many chunks, and a
 * process that starts cold pays for each file it opens before the first check. So all that
 * a check loads is one file, which the other entries share, and which bundlers shake.
 */
export default defineConfig(async () => {
  const core = await readCore();
  const entries = readEntries();
  const { element = '', ...others } = entries;
  return [
    {
      ...SHARED,
      // tsup wants a file that is there; what is built in its place is the core.
      entry: { core: 'src/index.ts' },
      splitting: false,
      dts: false,
      esbuildPlugins: [redirect([NOBLE], './noble.js'), provide(core.files)],
    },
    {
      // For a page without a bundler: one small file that shares nothing, a file a language, and
      // two that one page in many asks for, whole with their dependencies.
      ...SHARED,
      entry: { element },
      splitting: true,
      minify: true,
      dts: false,
      esbuildOptions(options) {
        options.chunkNames = 'element-[name]-[hash]';
      },
      esbuildPlugins: [
        redirect([NOBLE], './element-noble.js'),
        redirect([ELEMENT_HTML], './element-html.js'),
      ],
    },
    {
      ...SHARED,
      entry: { 'element-noble': NOBLE, 'element-html': ELEMENT_HTML },
      splitting: false,
      banner: { js: '/*! Holds code of others: THIRD-PARTY-NOTICES.md of contentmark */' },
      minify: true,
      dts: false,
      noExternal: [/.*/],
    },
    {
      ...SHARED,
      entry: others,
      splitting: true,
      dts: { entry: entries, compilerOptions: { ignoreDeprecations: '6.0' } },
      esbuildPlugins: [borrow(core)],
    },
  ];
});
