/** The import rule of ARCHITECTURE.md, on the source as it is, and on breaches planted to be found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ALLOWED, findImports, findViolations } from './import-rule.ts';

const SRC = fileURLToPath(new URL('../../src/', import.meta.url));

const sources: ReadonlyMap<string, string> = new Map(
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => [name, readFileSync(join(SRC, name), 'utf8')]),
);

/** What the rule says of one file planted among the real ones. */
function plant(path: string, source: string): string[] {
  const before = findViolations(sources);
  return findViolations(new Map([...sources, [path, source]])).filter(
    (violation) => !before.includes(violation),
  );
}

test('imports point towards bytes', () => {
  expect(sources.size).toBeGreaterThan(40);
  expect(findViolations(sources)).toEqual([]);
});

test('ARCHITECTURE.md has a row for each folder, and says what is enforced', () => {
  const page = readFileSync(join(SRC, '../ARCHITECTURE.md'), 'utf8');
  const rows = new Map(
    [...page.matchAll(/^\| ([a-z]+) \| ([a-z0-9 ./-]+) \|$/gm)].map(
      ([, folder = '', list = '']) => [folder, list],
    ),
  );
  rows.delete('folder');
  const folders = new Set([...sources.keys()].map((path) => path.split('/')[0] ?? ''));
  for (const folder of [...folders].filter((name) => !name.endsWith('.ts') && name !== 'entries')) {
    expect([...rows.keys()]).toContain(folder);
  }
  for (const [folder, list] of rows) {
    const stated = /^(?:nothing|public entry points only)$/.test(list) ? [] : list.split(' ');
    expect(ALLOWED[folder], folder).toEqual(expect.arrayContaining(stated));
    const enforced = (ALLOWED[folder] ?? []).filter((name) => rows.has(name.split('/')[0] ?? ''));
    expect(enforced, folder).toEqual(stated);
  }
});

describe('an import is found', () => {
  test.each([
    ["import { a } from './a.ts';", './a.ts'],
    ["import type { A } from './a.ts';", './a.ts'],
    ["import a, { type B } from './a.ts';", './a.ts'],
    ["import * as a from './a.ts';", './a.ts'],
    ["import './a.ts';", './a.ts'],
    ['import {\n  a,\n  b,\n} from "./a.ts";', './a.ts'],
    ["export * from './a.ts';", './a.ts'],
    ["export { a } from './a.ts';", './a.ts'],
    ["export type { A } from './a.ts';", './a.ts'],
    ["const a = await import('./a.ts');", './a.ts'],
    ['const a = import(`./a.ts`);', './a.ts'],
    ["type A = import('./a.ts').A;", './a.ts'],
    ["type A = typeof import('./a.ts');", './a.ts'],
    ["const a = require('./a.ts');", './a.ts'],
    ["const x = 1; import { a } from './a.ts';", './a.ts'],
  ])('in %s', (source, specifier) => {
    expect(findImports(source).map((found) => found.specifier)).toEqual([specifier]);
  });

  test.each([
    ["// import { a } from './a.ts';"],
    ["/* import { a } from './a.ts'; */"],
    ["/**\n * import { a } from './a.ts';\n */"],
  ])('not in %s', (source) => {
    expect(findImports(source)).toEqual([]);
  });
});

describe('a planted breach is found:', () => {
  test.each([
    ['bytes importing crypto', 'bytes/planted.ts', "import { a } from '../crypto/keys.ts';"],
    ['a type import', 'bytes/planted.ts', "import type { A } from '../content/content.ts';"],
    ['a re-export', 'crypto/planted.ts', "export * from '../envelope/claims.ts';"],
    ['a dynamic import', 'verify/planted.ts', "const a = await import('../sign/sign.ts');"],
    ['a type query', 'verify/planted.ts', "type A = import('../sign/sign.ts').SignOptions;"],
    ['verify importing sign', 'verify/planted.ts', "import { sign } from '../sign/sign.ts';"],
    ['carrier importing crypto', 'carrier/planted.ts', "import { a } from '../crypto/keys.ts';"],
    [
      'carrier importing the folder that it may have one file of',
      'carrier/planted.ts',
      "import { a } from '../crypto/sha256-fast.ts';",
    ],
    [
      'envelope importing content',
      'envelope/planted.ts',
      "import { a } from '../content/content.ts';",
    ],
    [
      'the core importing adapters',
      'scan/planted.ts',
      "import { a } from '../adapters/shopify/a.ts';",
    ],
    ['a folder outside the table', 'helpers/planted.ts', "import { a } from '../bytes/bytes.ts';"],
    [
      'the core importing its own name',
      'sign/planted.ts',
      "import { a } from 'contentmark/verify';",
    ],
    ['the core importing an entry', 'sign/planted.ts', "import { a } from '../entries/verify.ts';"],
    ['the core importing the index', 'sign/planted.ts', "import { a } from '../index.ts';"],
    ['a root file importing a folder', 'clock.ts', "import { a } from './bytes/bytes.ts';"],
    [
      'a surface importing the core',
      'surfaces/cli/planted.ts',
      "import { a } from '../../sign/sign.ts';",
    ],
    [
      'a surface importing a root file',
      'surfaces/cli/planted.ts',
      "import { a } from '../../errors.ts';",
    ],
    [
      'surfaces knowing each other',
      'surfaces/http/planted.ts',
      "import { a } from '../cli/run.ts';",
    ],
    ['stores knowing each other', 'stores/planted.ts', "import { a } from './memory.ts';"],
    ['adapters knowing each other', 'adapters/a/planted.ts', "import { a } from '../b/map.ts';"],
    ['an entry with code', 'entries/planted.ts', 'export const a = 1;'],
    ['an entry that imports', 'entries/planted.ts', "import { a } from '../bytes/bytes.ts';"],
    [
      'an entry exporting a surface',
      'entries/planted.ts',
      "export { a } from '../surfaces/cli/run.ts';",
    ],
    [
      'an entry exporting the command under its own name',
      'entries/cli.ts',
      "export { a } from '../surfaces/cli/run.ts';",
    ],
    [
      "an entry exporting another entry's surface",
      'entries/planted.ts',
      "export { a } from '../surfaces/shopify-client/client.ts';",
    ],
    ['a second user of cbor-x', 'envelope/planted.ts', "import { Encoder } from 'cbor-x';"],
    ['node in the core', 'content/planted.ts', "import { readFileSync } from 'node:fs';"],
    ['process in the core', 'verify/planted.ts', 'const a = process.env.NODE_ENV;'],
    ['process by destructuring', 'verify/planted.ts', 'const { process } = globalThis as never;'],
    ['random numbers in the core', 'sign/planted.ts', 'globalThis.crypto.getRandomValues(a);'],
    ['crypto in the core', 'sign/planted.ts', 'const a = crypto.subtle;'],
    ['the time in the core', 'verify/planted.ts', 'const now = Date.now();'],
    ['the date in the core', 'verify/planted.ts', 'const now = new Date();'],
    ['performance in the core', 'verify/planted.ts', 'const now = performance.now();'],
    ['Buffer in the core', 'bytes/planted.ts', "const a = Buffer.from('');"],
    ['the network in the core', 'verify/planted.ts', 'const a = await fetch(url);'],
    ['the console in the core', 'verify/planted.ts', 'console.log(a);'],
    ['a timer in the core', 'verify/planted.ts', 'setTimeout(a, 1);'],
    ['chance in the core', 'sign/planted.ts', 'const a = Math.random();'],
  ])('%s', (_name, path, source) => {
    expect(plant(path, source)).toHaveLength(1);
  });

  test.each(['cbor-x/index-no-eval', 'parse5', 'commander'])(
    'a storefront that loads %s by a detour',
    (specifier) => {
      const path = 'content/planted.ts';
      const entry = sources.get('entries/verify.ts') ?? '';
      const detour = new Map([
        ...sources,
        [path, `import { a } from '${specifier}';`],
        ['entries/verify.ts', `${entry}export { a } from '../content/planted.ts';`],
      ]);
      expect(findViolations(detour)).toContain(
        `entries/verify.ts reaches ${specifier} through ${path}`,
      );
    },
  );

  test('a storefront that reaches signing code', () => {
    const entry = sources.get('entries/verify.ts') ?? '';
    const changed = `${entry}export { sign } from '../sign/sign.ts';`;
    const violations = plant('entries/verify.ts', changed);
    expect(violations).toContain('entries/verify.ts reaches sign/sign.ts');
  });

  test.each([
    ["import { REASONS } from '../verify/verdict.ts';", 'verify/verdict.ts'],
    ["import { sha256 } from '@noble/hashes/sha2.js';", '@noble/hashes/sha2.js'],
  ])('a Shopify Function that reaches more than it can run: %s', (source, target) => {
    const path = 'verdict/format.ts';
    const violations = plant(path, `${source}\n${sources.get(path)}`);
    expect(violations.some((each) => each.startsWith(`entries/verdict.ts reaches ${target}`))).toBe(
      true,
    );
    expect(
      plant(path, `import type { A } from '../verify/verdict.ts';\n${sources.get(path)}`),
    ).toEqual([]);
  });
});

describe('what the rule allows is not called a breach:', () => {
  test.each([
    ['a neighbour', 'bytes/planted.ts', "import { a } from './bytes.ts';"],
    ['a root file', 'bytes/planted.ts', "import { a } from '../errors.ts';"],
    ['a folder on its row', 'verify/planted.ts', "import type { A } from '../crypto/backend.ts';"],
    [
      'a surface and an entry',
      'surfaces/cli/planted.ts',
      "import { a } from 'contentmark/verify';",
    ],
    ['a surface and itself', 'surfaces/cli/planted.ts', "import { a } from './run.ts';"],
    ['a surface and node', 'surfaces/cli/planted.ts', "import { a } from 'node:fs';"],
    ['the clock and the time', 'clock.ts', 'export const a = () => Date.now();'],
    ['a word in a comment', 'verify/planted.ts', '// process.env and fetch() are not used here'],
    ['a word in a string', 'verify/planted.ts', "const a = 'console.log(1)';"],
    ['a member of that name', 'verify/planted.ts', 'const a = options.crypto; key.process();'],
  ])('%s', (_name, path, source) => {
    expect(plant(path, source)).toEqual([]);
  });
});
