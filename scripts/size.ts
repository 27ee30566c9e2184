/**
 * What each entry costs a page: `npm run size [-- --json]`. Every subpath of package.json is
 * bundled from the sources by esbuild as a storefront would bundle it, minified, and gzipped.
 *
 * `webcrypto` is what is loaded where the runtime's own Ed25519 works, `fallback` what is
 * loaded where it does not: the JavaScript backend is a chunk of its own, fetched only then.
 * Fails where an entry outgrows its budget, and where `contentmark/verify` reaches what a
 * storefront must not load.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build, type Metafile, type Plugin } from 'esbuild';

/** Sizes of one entry, in bytes. */
export interface EntrySize {
  readonly webcrypto: number;
  readonly fallback: number;
}

/** At most so many bytes, min+gzip: what was measured, and room for a small change. */
const BUDGETS: Readonly<Record<string, EntrySize>> = {
  '.': { webcrypto: 51_600, fallback: 51_900 },
  './carrier': { webcrypto: 2_600, fallback: 2_600 },
  './compact': { webcrypto: 7_100, fallback: 15_100 },
  './content': { webcrypto: 3_800, fallback: 3_800 },
  './detect': { webcrypto: 24_500, fallback: 24_500 },
  './disclosure': { webcrypto: 17_600, fallback: 17_600 },
  // On demand: what a check loads (ELEMENT_CHECKED), and one of eight languages, of about 500 bytes each.
  './element': { webcrypto: 1_600, fallback: 13_000 },
  './explain': { webcrypto: 2_400, fallback: 2_400 },
  './foreign-marks': { webcrypto: 4_200, fallback: 4_200 },
  './guards': { webcrypto: 31_600, fallback: 31_600 },
  './html': { webcrypto: 51_000, fallback: 51_000 },
  './inspect': { webcrypto: 7_300, fallback: 7_300 },
  './invisible': { webcrypto: 8_300, fallback: 8_300 },
  './http': { webcrypto: 133_500, fallback: 133_600 },
  './http-node': { webcrypto: 3_500, fallback: 3_500 },
  './keys': { webcrypto: 13_500, fallback: 13_500 },
  './magento': { webcrypto: 57_500, fallback: 57_500 },
  './merchant-center': { webcrypto: 4_500, fallback: 4_500 },
  './policy': { webcrypto: 7_500, fallback: 7_500 },
  './promote': { webcrypto: 39_000, fallback: 39_000 },
  './provenance': { webcrypto: 15_700, fallback: 15_700 },
  './react': { webcrypto: 600, fallback: 600 },
  './noble': { webcrypto: 8_400, fallback: 8_400 },
  './receipt': { webcrypto: 34_800, fallback: 34_900 },
  './remote-trust': { webcrypto: 10_100, fallback: 10_100 },
  './sign': { webcrypto: 34_000, fallback: 34_000 },
  './shopify': { webcrypto: 65_500, fallback: 65_500 },
  './shopify-client': { webcrypto: 114_000, fallback: 114_000 },
  './testing': { webcrypto: 1_800, fallback: 1_800 },
  './verdict': { webcrypto: 3_600, fallback: 3_600 },
  './words': { webcrypto: 450, fallback: 4_700 },
  './verify': { webcrypto: 19_700, fallback: 26_500 },
};

/** At most so many bytes for all of the element that a reader who checks has loaded, in one language. */
const ELEMENT_CHECKED = 9_000;

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

const manifest = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
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
export async function bundleEntry(subpath: string): Promise<Bundle> {
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

async function main(isJson: boolean): Promise<void> {
  const entries: Record<string, EntrySize> = {};
  const problems: string[] = [];
  for (const subpath of listSubpaths()) {
    const bundle = await bundleEntry(subpath);
    entries[subpath] = bundle.size;
    const budget = BUDGETS[subpath];
    if (budget === undefined) problems.push(`${subpath} has no budget`);
    for (const path of ['webcrypto', 'fallback'] as const) {
      if (budget !== undefined && bundle.size[path] > budget[path])
        problems.push(`${subpath} (${path}): ${bundle.size[path]} of ${budget[path]} bytes`);
    }
    if (subpath === './element') {
      const { checked } = sizeElement(bundle);
      entries['./element, checked'] = { webcrypto: checked, fallback: checked };
      if (checked > ELEMENT_CHECKED)
        problems.push(`${subpath}, checked: ${checked} of ${ELEMENT_CHECKED} bytes`);
    }
    if (subpath === './verify') problems.push(...findBleed(bundle).map((why) => `./verify ${why}`));
  }
  if (isJson) console.log(JSON.stringify({ entries }, null, 2));
  else {
    console.log(`${'entry'.padEnd(16)}${'webcrypto'.padStart(10)}${'fallback'.padStart(10)}`);
    for (const [name, { webcrypto, fallback }] of Object.entries(entries)) {
      console.log(
        `${name.padEnd(16)}${String(webcrypto).padStart(10)}${String(fallback).padStart(10)}`,
      );
    }
    console.log('bytes, min+gzip');
  }
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(process.argv.includes('--json'));
}
