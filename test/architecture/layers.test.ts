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

const before = findViolations(sources);

/** What the rule says of one file planted among the real ones. */
function plant(path: string, source: string): string[] {
  return findViolations(new Map([...sources, [path, source]])).filter(
    (violation) => !before.includes(violation),
  );
}

test('every import of the sources is one that the table allows, and every permission is used', () => {
  expect(sources.size).toBeGreaterThan(40);
  expect(before).toEqual([]);
});

test('ARCHITECTURE.md has a line for each room, and the table that is enforced', () => {
  const page = readFileSync(join(SRC, '../ARCHITECTURE.md'), 'utf8');
  const rows = new Map(
    [...page.matchAll(/^\| ([a-z/]+) \| ([a-z0-9 ./-]+) \|$/gm)].map(([, row = '', list = '']) => [
      row,
      list,
    ]),
  );
  rows.delete('room');
  const rooms = [...new Set([...sources.keys()].map((path) => path.split('/')[0] ?? ''))].filter(
    (name) => !name.endsWith('.ts'),
  );
  for (const room of rooms) expect(page, room).toMatch(new RegExp(`^ {2}${room}/ +\\S`, 'm'));
  expect([...rows.keys()].sort()).toEqual([...Object.keys(ALLOWED), 'entries'].sort());
  for (const [row, list] of rows) {
    const stated = /^(?:nothing|public entry points|every room but cli)$/.test(list)
      ? []
      : list.split(' ');
    expect(ALLOWED[row] ?? [], row).toEqual(stated);
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
    ['bytes importing crypto', 'format/bytes/planted.ts', "import { a } from '../crypto/keys.ts';"],
    ['a type import', 'format/bytes/planted.ts', "import type { A } from '../content/content.ts';"],
    ['a re-export', 'format/crypto/planted.ts', "export * from '../envelope/claims.ts';"],
    ['a dynamic import', 'verify/planted.ts', "const a = await import('../sign/sign.ts');"],
    ['a type query', 'verify/planted.ts', "type A = import('../sign/sign.ts').SignOptions;"],
    ['verify importing sign', 'verify/planted.ts', "import { sign } from '../sign/sign.ts';"],
    ['carry importing crypto', 'carry/planted.ts', "import { a } from '../format/crypto/keys.ts';"],
    [
      'carry importing a neighbour of the file that it may have',
      'carry/planted.ts',
      "import { a } from '../format/crypto/sha256-fast.ts';",
    ],
    [
      'envelope importing content',
      'format/envelope/planted.ts',
      "import { a } from '../content/content.ts';",
    ],
    [
      'detection importing a platform',
      'detect/planted.ts',
      "import { a } from '../platforms/shopify/a.ts';",
    ],
    [
      'a room outside the table',
      'helpers/planted.ts',
      "import { a } from '../format/bytes/bytes.ts';",
    ],
    ['a room importing our own name', 'sign/planted.ts', "import { a } from 'contentmark/verify';"],
    ['a room importing an entry', 'sign/planted.ts', "import { a } from '../entries/verify.ts';"],
    ['a room importing the index', 'sign/planted.ts', "import { a } from '../index.ts';"],
    ['a root file importing a room', 'clock.ts', "import { a } from './format/bytes/bytes.ts';"],
    ['the command importing a room', 'cli/planted.ts', "import { a } from '../sign/sign.ts';"],
    ['a room importing the command', 'serve/planted.ts', "import { a } from '../cli/run.ts';"],
    ['platforms knowing each other', 'platforms/a/planted.ts', "import { a } from '../b/map.ts';"],
    ['an entry with code', 'entries/planted.ts', 'export const a = 1;'],
    [
      'an entry that imports',
      'entries/planted.ts',
      "import { a } from '../format/bytes/bytes.ts';",
    ],
    ['an entry exporting the command', 'entries/planted.ts', "export { a } from '../cli/run.ts';"],
    ['a second user of cbor-x', 'format/envelope/planted.ts', "import { Encoder } from 'cbor-x';"],
    ['node in a pure room', 'format/content/planted.ts', "import { readFileSync } from 'node:fs';"],
    ['process in a pure room', 'verify/planted.ts', 'const a = process.env.NODE_ENV;'],
    ['process by destructuring', 'verify/planted.ts', 'const { process } = globalThis as never;'],
    ['random numbers in a pure room', 'sign/planted.ts', 'globalThis.crypto.getRandomValues(a);'],
    ['crypto in a pure room', 'sign/planted.ts', 'const a = crypto.subtle;'],
    ['the time in a pure room', 'verify/planted.ts', 'const now = Date.now();'],
    ['the date in a pure room', 'verify/planted.ts', 'const now = new Date();'],
    ['performance in a pure room', 'verify/planted.ts', 'const now = performance.now();'],
    ['Buffer in a pure room', 'format/bytes/planted.ts', "const a = Buffer.from('');"],
    ['the network in a pure room', 'verify/planted.ts', 'const a = await fetch(url);'],
    ['the console in a pure room', 'verify/planted.ts', 'console.log(a);'],
    ['a timer in a pure room', 'verify/planted.ts', 'setTimeout(a, 1);'],
    ['chance in a pure room', 'sign/planted.ts', 'const a = Math.random();'],
  ])('%s', (_name, path, source) => {
    // An arrow that runs up often closes a circle as well.
    const breaches = plant(path, source).filter((each) => !each.startsWith('a circle'));
    expect(breaches).toHaveLength(1);
    expect(breaches[0]).toContain(path);
  });

  test('a circle of two files, and of two folders', () => {
    const circle = new Map([
      ...sources,
      ['detect/a.ts', "import type { B } from './b.ts';"],
      ['detect/b.ts', "import type { A } from './a.ts';"],
      ['detect/c/c.ts', "import { d } from '../d/d.ts';\nimport { e } from './e.ts';"],
      ['detect/d/d.ts', "import { e } from '../c/e.ts';"],
      ['detect/c/e.ts', ''],
    ]);
    const violations = findViolations(circle);
    expect(violations).toContain('a circle of imports: detect/a.ts, detect/b.ts');
    expect(violations).toContain('a circle of imports: detect/c, detect/d');
  });

  test('a permission that nothing uses', () => {
    const without = new Map([...sources].filter(([path]) => !path.startsWith('testing/')));
    expect(findViolations(without)).toContain('testing may import carry, and does not');
  });

  test.each(['cbor-x/index-no-eval', 'parse5', 'commander'])(
    'a storefront that loads %s by a detour',
    (specifier) => {
      const path = 'format/content/planted.ts';
      const entry = sources.get('entries/verify.ts') ?? '';
      const detour = new Map([
        ...sources,
        [path, `import { a } from '${specifier}';`],
        ['entries/verify.ts', `${entry}export { a } from '../format/content/planted.ts';`],
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
    ["import { REASONS } from '../../../verify/verdict.ts';", 'verify/verdict.ts'],
    ["import { sha256 } from '@noble/hashes/sha2.js';", '@noble/hashes/sha2.js'],
  ])('a Shopify Function that reaches more than it can run: %s', (source, target) => {
    const path = 'platforms/shopify/verdict/format.ts';
    const violations = plant(path, `${source}\n${sources.get(path)}`);
    expect(violations.some((each) => each.startsWith(`entries/verdict.ts reaches ${target}`))).toBe(
      true,
    );
    expect(
      plant(path, `import type { A } from '../../../verify/verdict.ts';\n${sources.get(path)}`),
    ).toEqual([]);
  });
});

describe('what the rule allows is not called a breach:', () => {
  test.each([
    ['a neighbour', 'format/bytes/planted.ts', "import { a } from './bytes.ts';"],
    ['a root file', 'format/bytes/planted.ts', "import { a } from '../../errors.ts';"],
    [
      'a room on its row',
      'verify/planted.ts',
      "import type { A } from '../format/crypto/backend.ts';",
    ],
    ['the command and an entry', 'cli/planted.ts', "import { a } from 'contentmark/verify';"],
    ['the command and a root file', 'cli/planted.ts', "import { a } from '../errors.ts';"],
    ['the command and itself', 'cli/planted.ts', "import { a } from './run.ts';"],
    ['the command and node', 'cli/planted.ts', "import { a } from 'node:fs';"],
    ['the clock and the time', 'clock.ts', 'export const a = () => Date.now();'],
    ['a word in a comment', 'verify/planted.ts', '// process.env and fetch() are not used here'],
    ['a word in a string', 'verify/planted.ts', "const a = 'console.log(1)';"],
    ['a member of that name', 'verify/planted.ts', 'const a = options.crypto; key.process();'],
  ])('%s', (_name, path, source) => {
    expect(plant(path, source)).toEqual([]);
  });
});
