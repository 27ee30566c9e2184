/**
 * Adds to package-lock.json the optional packages of other platforms that npm left out.
 *
 * npm writes no entry for an optional package that the registry it asks does not have,
 * as with mirrors that keep one platform only, and then `npm ci` refuses the lock
 * everywhere. An entry needs name, version and platform; where the platform is another
 * one, npm skips it. Run after every change of dependencies: `node scripts/complete-lock.js`,
 * or with the path of another lock file.
 */
// @ts-nocheck

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [file = fileURLToPath(new URL('../package-lock.json', import.meta.url))] =
  process.argv.slice(2);
const lock = JSON.parse(readFileSync(file, 'utf8'));

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'x64',
];

/**
 * The platform that a binary package's name states, in npm's words.
 * @param {string} name
 */
function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((system) => words.includes(system));
  const cpu = PROCESSORS.filter((processor) => words.includes(processor));
  const libc = name.includes('musl')
    ? ['musl']
    : name.includes('gnu') && os[0] === 'linux'
      ? ['glibc']
      : undefined;
  return { os, cpu, libc };
}

/**
 * Where Node would find `name` from the package at `path`.
 * @param {string} path
 * @param {string} name
 */
function find(path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(at.lastIndexOf('/node_modules/'), 0))) {
    const found = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (found in lock.packages || at === '') return found;
  }
}

let added = 0;
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const place = find(path, name);
    if (place in lock.packages) continue;
    const { os, cpu, libc } = platformOf(name);
    if (os.length === 0 || cpu.length === 0) {
      console.error(`${name}: no platform in its name; add it by hand`);
      process.exitCode = 1;
      continue;
    }
    lock.packages[place] = {
      version,
      cpu,
      ...(dev && { dev }),
      ...(libc && { libc }),
      optional: true,
      os,
    };
    added += 1;
  }
}

const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
lock.packages = Object.fromEntries(sorted);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} added`);
