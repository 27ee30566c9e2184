/** The runtimes are pinned, apart from what users and contributors install; the page says which. */
import { readFileSync } from 'node:fs';
import { ERROR_CODES } from 'contentmark';
import { describe, expect, test } from 'vitest';
import { RUNTIME_NAMES, RUNTIMES, type RuntimeName } from './runtimes.ts';

const readJson = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
}
interface Locked {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifest = readJson<Manifest>('package.json');
const { packages } = readJson<{ readonly packages: Readonly<Record<string, Locked>> }>(
  'package-lock.json',
);
const root =
  readJson<Partial<Record<string, Readonly<Record<string, string>>>>>('../../package.json');
const pins = { ...manifest.dependencies, ...manifest.optionalDependencies };

describe('the runtimes', () => {
  test('are pinned to one version each', () => {
    for (const [name, pin] of Object.entries(pins)) {
      const version = /^(?:npm:[a-z0-9-]+@)?(\d+\.\d+\.\d+)$/.exec(pin)?.[1];
      expect([name, version]).toEqual([name, packages[`node_modules/${name}`]?.version]);
    }
  });

  test('are locked by their hash where the registry has them, whatever registry that is', () => {
    const entries = Object.entries(packages).filter(([path]) => path !== '');
    expect(entries.length).toBeGreaterThan(100);
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    const unhashed = entries.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'));
    // Other platforms' programs, which a mirror of one platform does not have.
    for (const [path] of unhashed) expect(path).toMatch(/^node_modules\/@deno\/(?!linux-x64)/);
    expect(readFileSync(new URL('package-lock.json', import.meta.url), 'utf8')).not.toMatch(
      /registry|"https?:\/\/[^"]*\.tgz"/,
    );
  });

  test('have an entry for each platform, or npm ci would refuse the lock', () => {
    const optional = Object.values(packages).flatMap(({ optionalDependencies = {} }) =>
      Object.keys(optionalDependencies),
    );
    expect(optional.length).toBeGreaterThan(30);
    const places = Object.keys(packages);
    expect(optional.filter((name) => !places.some((at) => at.endsWith(`/${name}`)))).toEqual([]);
  });

  test('are none that the package itself depends on', () => {
    const own = ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((kind) =>
      Object.keys(root[kind] ?? {}),
    );
    expect(own.filter((name) => Object.hasOwn(pins, name))).toEqual([]);
  });
});

/** The version in the manifest of what each runtime comes in; Debian says which Chromium. */
const PIN_OF: Readonly<Record<RuntimeName, string | undefined>> = {
  node20: pins['node20-linux-x64']?.replace(/.*@/, ''),
  node22: pins['node22-linux-x64']?.replace(/.*@/, ''),
  node24: pins['node24-linux-x64']?.replace(/.*@/, ''),
  node26: pins['node26-linux-x64']?.replace(/.*@/, ''),
  bun: pins['bun'],
  deno: pins['deno'],
  workerd: packages['node_modules/workerd']?.version,
  'workerd-nodejs': packages['node_modules/workerd']?.version,
  'mini-oxygen': pins['@shopify/mini-oxygen'],
  chromium: undefined,
  quickjs: pins['quickjs-emscripten'],
};

describe('docs/runtimes.md', () => {
  const page = readFileSync(new URL('../../docs/runtimes.md', import.meta.url), 'utf8');
  const rows = [...page.matchAll(/^\| `([a-z0-9-]+)` \|(.+)\|$/gm)].map((match) => ({
    name: match[1],
    cells: (match[2] ?? '').split('|').map((cell) => cell.trim()),
  }));

  test('has a row for each runtime, in their order, with the pinned version', () => {
    expect(rows.map(({ name }) => name)).toEqual([...RUNTIME_NAMES]);
    for (const name of RUNTIME_NAMES) {
      const [runtime, version] = rows.find((row) => row.name === name)?.cells ?? [];
      expect([name, runtime]).toEqual([name, RUNTIMES[name].title]);
      const pin = PIN_OF[name];
      if (pin === undefined) expect(version).toMatch(/^Debian's/);
      else expect([name, version]).toEqual([name, expect.stringContaining(pin)]);
    }
    const inOxygen = packages['node_modules/@shopify/mini-oxygen/node_modules/workerd']?.version;
    expect(rows.find(({ name }) => name === 'mini-oxygen')?.cells[1]).toContain(inOxygen);
  });

  test('says what is chosen, whether it answers at once, and what is missing', () => {
    for (const name of RUNTIME_NAMES) {
      const { defaultBackend, native, webcrypto, random } = RUNTIMES[name].capabilities;
      const [, , backend, atOnce, lacks = ''] = rows.find((row) => row.name === name)?.cells ?? [];
      expect([name, backend, atOnce]).toEqual([name, defaultBackend, native ? 'yes' : 'by noble']);
      const expected = [
        ...(native ? [] : ['native']),
        ...(webcrypto ? [] : ['webcrypto']),
        ...(random ? [] : ['random numbers']),
      ];
      expect([name, lacks]).toEqual([name, expected.join(', ') || 'nothing']);
    }
  });

  test('names codes that exist', () => {
    const codes = [...page.matchAll(/ERR_[A-Z]+/g)].map(([code]) => code);
    expect(codes.length).toBeGreaterThan(0);
    for (const code of codes) expect(ERROR_CODES).toContain(code);
  });
});
