/**
 * What each entry costs a page: `npm run size [-- --write | --json]`. The packed tarball is installed
 * into an empty folder, every subpath is imported there, and esbuild, vite and webpack make of it what a
 * page loads. Counted is the largest of the three, minified and gzipped.
 *
 * Fails where an entry outgrows its budget, where an entry reaches what it must not, and where the table
 * in README is out of date, which `--write` writes anew.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleSources, findBleed, listSubpaths, manifest, sizeElement } from './bundle-sources.ts';
import { BUNDLERS, type EntrySize } from './bundlers.ts';
import { packPackage } from './pack-package.ts';
import { BUDGETS, ELEMENT_CHECKED } from './size-budgets.ts';
import { findStale, type Sizes, withSizes } from './size-table.ts';
import { run } from './up-to-date.ts';

const README = new URL('../README.md', import.meta.url);
const INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];

/** Entries that no page loads. In every other one a built-in module of Node's ends the build. */
const NODE_ONLY: readonly string[] = [
  'contentmark/catalog',
  'contentmark/http-node',
  'contentmark/records',
  'contentmark/registry',
  'contentmark/audit',
  'contentmark/scan',
];

/** What people write who take less than a whole entry. */
const EXAMPLES: Readonly<Record<string, string>> = {
  'the ten lines above': `import { createTrust, createVerifier, exportPublicJwk, generateKey, localSigner, parts, sign, text } from 'contentmark';
globalThis.used = [createTrust, createVerifier, exportPublicJwk, generateKey, localSigner, parts, sign, text];`,
  'verify, and text of content': `import { createTrust, createVerifier } from 'contentmark/verify';
import { text } from 'contentmark/content';
globalThis.used = [createTrust, createVerifier, text];`,
};

/** A module for each import that is measured, by the name that it is told by. */
function listModules(): ReadonlyMap<string, string> {
  const whole = listSubpaths().map((subpath) => {
    const name = `contentmark${subpath.slice(1)}`;
    return [name, `import * as entry from '${name}';\nglobalThis.entry = entry;`] as const;
  });
  return new Map([...Object.entries(EXAMPLES), ...whole]);
}

/**
 * A folder with the package installed, outside of the project: below it, bundlers follow the paths of
 * its tsconfig.json to the sources, and find in its node_modules what the package forgot to ask for.
 */
function install(): string {
  const folder = mkdtempSync(join(tmpdir(), 'contentmark-size-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const app = { name: 'app', private: true, type: 'module' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(app));
  run('npm', [...INSTALL, packPackage(manifest.version)], pathToFileURL(`${folder}/`));
  return folder;
}

/** Bundles one module by every bundler. */
async function measure(folder: string, name: string, code: string): Promise<Sizes> {
  // Whoever uses an optional peer has it anyway.
  const external = Object.keys(manifest.peerDependencies ?? {});
  if (NODE_ONLY.includes(name)) external.push('node:', ...builtinModules);
  const file = join(folder, 'entry.js');
  writeFileSync(file, code);
  const sizes = Object.entries(BUNDLERS).map(async ([bundler, bundle]) => {
    const out = join(folder, bundler);
    rmSync(out, { recursive: true, force: true });
    mkdirSync(out);
    const size = await bundle({ file, out, external }).catch((cause: unknown) => {
      throw new Error(`${bundler} cannot bundle ${name}`, { cause });
    });
    return [bundler, size] as const;
  });
  return Object.fromEntries(await Promise.all(sizes));
}

const largest = (sizes: Sizes, path: keyof EntrySize): number =>
  Math.max(...Object.values(sizes).map((size) => size[path]));

/** What outgrew its budget, or has none. */
function findOverBudget(measured: ReadonlyMap<string, Sizes>): string[] {
  return [...measured].flatMap(([name, sizes]) => {
    const budget = BUDGETS[name];
    if (budget === undefined) return [`${name} has no budget`];
    return (['webcrypto', 'fallback'] as const)
      .filter((path) => largest(sizes, path) > budget[path])
      .map((path) => `${name} (${path}): ${largest(sizes, path)} of ${budget[path]} bytes`);
  });
}

/** What the sources reach that they must not, and what the element loads when somebody checks. */
async function findInSources(): Promise<string[]> {
  const problems: string[] = [];
  for (const subpath of ['./verify', './element']) {
    const bundle = await bundleSources(subpath);
    if (subpath === './verify') problems.push(...findBleed(bundle).map((why) => `./verify ${why}`));
    if (subpath !== './element') continue;
    const { checked } = sizeElement(bundle);
    if (checked > ELEMENT_CHECKED)
      problems.push(`${subpath}, checked: ${checked} of ${ELEMENT_CHECKED} bytes`);
  }
  return problems;
}

function print(measured: ReadonlyMap<string, Sizes>): void {
  const cell = ({ webcrypto, fallback }: EntrySize) => `${webcrypto}/${fallback}`.padStart(15);
  console.log(
    `${''.padEnd(30)}${Object.keys(BUNDLERS)
      .map((name) => name.padStart(15))
      .join('')}`,
  );
  for (const [name, sizes] of measured)
    console.log(`${name.padEnd(30)}${Object.values(sizes).map(cell).join('')}`);
  console.log('bytes, min+gzip: with WebCrypto / with all that is loaded on demand');
}

const folder = install();
const measured = new Map<string, Sizes>();
for (const [name, code] of listModules()) measured.set(name, await measure(folder, name, code));
if (process.argv.includes('--json'))
  console.log(JSON.stringify(Object.fromEntries(measured), null, 2));
else print(measured);
const page = readFileSync(README, 'utf8');
if (process.argv.includes('--write')) writeFileSync(README, withSizes(page, measured));
const problems = [
  ...findOverBudget(measured),
  ...(await findInSources()),
  ...findStale(readFileSync(README, 'utf8'), measured),
];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exitCode = 1;
