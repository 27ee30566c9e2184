/**
 * The package beside other packages: `npm run test:peers`. Installs the packed tarball into empty
 * folders beside the oldest and the newest of each optional peer, starts what needs them, and
 * compares all answers with those beside the newest.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { packPackage } from '../../scripts/pack-package.ts';
import { run } from '../../scripts/up-to-date.ts';
import { ROWS, type Row } from './rows.ts';

/** For the program of one row; it takes two seconds. */
const MAX_MILLISECONDS = 120_000;

const ROOT = new URL('../../', import.meta.url);
const IMAGES = fileURLToPath(new URL('test/fixtures/images', ROOT));
const INSTALL = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];

const read = (file: URL): string => readFileSync(file, 'utf8');

/** An empty folder with the peers first, as in an app that is there already, and then the package. */
function install(folder: URL, row: Row, tarball: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest = { name: 'app', private: true, type: 'module', dependencies: row };
  writeFileSync(new URL('package.json', folder), JSON.stringify(manifest));
  run('npm', INSTALL, folder);
  // Refused by npm (ERESOLVE) where a range of ours and a version of the app have nothing in common.
  run('npm', [...INSTALL, tarball], folder);
}

/** What the program answered, as one line of JSON. */
function start(folder: URL, program: string): string {
  writeFileSync(new URL('program.js', folder), program);
  const { status, stdout, stderr, error } = spawnSync('node', ['program.js', IMAGES], {
    cwd: fileURLToPath(folder),
    encoding: 'utf8',
    timeout: MAX_MILLISECONDS,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw error ?? new Error(stderr);
  return stdout;
}

/** Places at which two answers differ. */
function differences(expected: unknown, found: unknown, place = ''): string[] {
  if (JSON.stringify(expected) === JSON.stringify(found)) return [];
  if (typeof expected !== 'object' || typeof found !== 'object' || !expected || !found) {
    const show = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
    return [`${place}: ${show(found)}, expected ${show(expected)}`];
  }
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  const member = (value: object, name: string) => (value as Record<string, unknown>)[name];
  return [...names].flatMap((name) =>
    differences(member(expected, name), member(found, name), `${place}/${name}`),
  );
}

function versions(folder: URL, row: Row): string {
  return Object.keys(row)
    .map((name) => {
      const file = new URL(`node_modules/${name}/package.json`, folder);
      return `${name} ${(JSON.parse(read(file)) as { readonly version: string }).version}`;
    })
    .join(', ');
}

const { version } = JSON.parse(read(new URL('package.json', ROOT))) as { readonly version: string };
const tarball = packPackage(version);
const source = read(new URL('program.ts', import.meta.url));
const { code } = await transform(source, { loader: 'ts', format: 'esm', target: 'node20' });
const answers = new Map<string, unknown>();
for (const [name, row] of Object.entries(ROWS)) {
  const folder = new URL(`.reports/peers/${name.replaceAll(' ', '-')}/`, ROOT);
  try {
    install(folder, row, tarball);
    answers.set(name, JSON.parse(start(folder, code)));
    console.log(`${name}: ${versions(folder, row)}`);
  } catch (error) {
    console.log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
const newest = answers.get('newest');
for (const [name, found] of answers) {
  for (const difference of differences(newest, found)) {
    console.log(`${name} answers otherwise: ${difference}`);
    process.exitCode = 1;
  }
}
if (process.exitCode !== 1) console.log(`the same answers beside all ${answers.size} sets`);
