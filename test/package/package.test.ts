/** What users install: exact pins, no install scripts, and exactly the entries that exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ROWS } from '../peers/rows.ts';

interface LockedPackage {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly optional?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const root = new URL('../../', import.meta.url);
const readJson = <T>(name: string) => JSON.parse(readFileSync(new URL(name, root), 'utf8')) as T;

const manifest = readJson<{
  readonly version: string;
  readonly engines: { readonly node: string };
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}>('package.json');
const lock = readJson<{ readonly packages: Readonly<Record<string, LockedPackage>> }>(
  'package-lock.json',
);

/** React 18 beside React 19: a folder of the tests, linked so that it has versions of its own. */
const LINKED = { 'react-18': 'file:test/web/react/react-18' };

/** Everything that `npm install contentmark` brings. */
const installed = Object.entries(lock.packages).filter(
  ([path, { dev, devOptional, link }]) =>
    path !== '' && dev !== true && devOptional !== true && link !== true,
);

describe('dependencies', () => {
  test('are pinned to one version each', () => {
    const pins = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    expect(pins.length).toBeGreaterThan(10);
    for (const [name, version] of pins) {
      if (Object.entries(LINKED).some(([link, at]) => link === name && at === version)) continue;
      expect([name, /^\d+\.\d+\.\d+$/.test(version)]).toEqual([name, true]);
      expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
    }
  });

  test('of users run no script when they are installed', () => {
    expect(installed.length).toBeGreaterThan(5);
    expect(installed.filter(([, { hasInstallScript }]) => hasInstallScript === true)).toEqual([]);
    expect(installed.map(([path]) => path)).not.toContain('node_modules/cbor-extract');
  });

  test('of users are locked by their hash, whatever registry they come from', () => {
    for (const [path, { resolved, integrity }] of installed) {
      expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/)]);
      expect([path, resolved]).toEqual([path, undefined]);
    }
  });

  test('have an entry for each platform, or npm ci would refuse the lock', () => {
    const optional = Object.values(lock.packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    expect(optional.length).toBeGreaterThan(50);
    const places = Object.keys(lock.packages);
    const missing = optional.filter((name) => !places.some((at) => at.endsWith(`/${name}`)));
    expect(missing).toEqual([]);
  });

  test('are none that is optional or runs a script of ours after the install', () => {
    expect(manifest.optionalDependencies).toBeUndefined();
    const hooks = ['preinstall', 'install', 'postinstall', 'prepare'];
    expect(Object.keys(manifest.scripts).filter((name) => hooks.includes(name))).toEqual([]);
  });

  test('of a linked folder are pinned too', () => {
    for (const at of Object.values(LINKED)) {
      const folder = at.slice('file:'.length);
      const { dependencies } = readJson<typeof manifest>(`${folder}/package.json`);
      for (const [name, version] of Object.entries(dependencies)) {
        expect(lock.packages[`${folder}/node_modules/${name}`]?.version).toBe(version);
      }
    }
  });

  test('that are peers are optional, and installed beside both ends of their ranges', () => {
    const { peerDependencies = {}, peerDependenciesMeta = {}, devDependencies } = manifest;
    const rows = Object.values(ROWS);
    for (const [name, range] of Object.entries(peerDependencies)) {
      expect([name, peerDependenciesMeta[name]?.optional]).toEqual([name, true]);
      const majors = range.split(' || ');
      const ends = [majors[0]?.slice(1), majors.at(-1)];
      expect([name, rows[0]?.[name], rows.at(-1)?.[name]]).toEqual([name, ...ends]);
      // The version that all other tests run with is of the last major.
      const [major] = majors.at(-1)?.slice(1).split('.') ?? [];
      expect([name, devDependencies[name]?.split('.')[0]]).toEqual([name, major]);
    }
  });

  test('hold cbor-x and zod as tools only: what is published has them bundled', () => {
    for (const name of ['cbor-x', 'zod']) {
      expect(manifest.dependencies).not.toHaveProperty(name);
      expect(manifest.peerDependencies).not.toHaveProperty(name);
      expect(manifest.devDependencies).toHaveProperty(name);
    }
    expect(readFileSync(new URL('tsup.config.ts', root), 'utf8')).toMatch(
      /noExternal: \['cbor-x', \/\^zod\/\]/,
    );
  });
});

describe('exports', () => {
  const subpaths = Object.keys(manifest.exports).filter((path) => path !== './package.json');
  const entries = readdirSync(new URL('src/entries/', root)).map((name) => name.replace('.ts', ''));

  test('have one entry file each, and each entry file is exported', () => {
    expect(subpaths.map((path) => (path === '.' ? 'index' : path.slice(2))).sort()).toEqual(
      [...entries, 'index'].sort(),
    );
    expect(existsSync(new URL('src/index.ts', root))).toBe(true);
  });

  test('name the built file and its types, types first', () => {
    for (const path of subpaths) {
      const name = path === '.' ? 'index' : path.slice(2);
      expect(Object.entries(manifest.exports[path] ?? {})).toEqual([
        ['types', `./dist/${name}.d.ts`],
        ['default', `./dist/${name}.js`],
      ]);
    }
  });
});
