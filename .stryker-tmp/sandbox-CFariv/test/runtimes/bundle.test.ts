/** What browsers, edge runtimes and bare engines load: nothing that they lack or forbid. */
// @ts-nocheck

import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Bundle,
  bundleSuite,
  findForbidden,
  LOOKED_FOR_BY_CBOR_X,
  requirePortable,
} from './bundle.ts';

describe.each(['worker', 'page', 'engine'] as const)('the bundle for a %s', (name) => {
  let bundle: Bundle;
  beforeAll(async () => {
    bundle = await bundleSuite(name, { from: 'src' });
  }, 60_000);

  test('imports nothing when it runs, a built-in module least of all', async () => {
    expect(bundle.imports).toEqual([]);
    expect(bundle.text).not.toMatch(/\bimport\s*\(|\brequire\s*\(|from\s*["']node:/);
    await expect(requirePortable(bundle)).resolves.toBeUndefined();
  });

  test('holds the package and its dependencies, and no polyfill', () => {
    expect(bundle.packages).toEqual([
      '@noble/ed25519',
      '@noble/hashes',
      'cbor-x',
      'entities',
      'parse5',
    ]);
  });

  test('makes no code from strings and compiles no WebAssembly', async () => {
    expect(bundle.text).not.toMatch(/\beval\s*\(|\bnew Function\b|\bWebAssembly\b/);
    expect(await findForbidden(bundle.text)).toEqual(LOOKED_FOR_BY_CBOR_X);
  });

  test('asks before it uses what a runtime may lack, outside of cbor-x', async () => {
    const options = { from: 'src', without: ['cbor-x/index-no-eval'] } as const;
    expect(await findForbidden((await bundleSuite(name, options)).text)).toEqual([]);
  });
});

test('what is forbidden is found where it is used, and not by a name alone', async () => {
  expect(await findForbidden('const f = new Function("return 1"); eval("2")')).toEqual([
    'eval',
    'Function',
  ]);
  expect(await findForbidden('Buffer.from("a"); process.exit(); WebAssembly.compile(b)')).toEqual([
    'WebAssembly',
    'process',
    'Buffer',
  ]);
  const harmless =
    'const { Buffer } = g; Buffer.from("a"); globalThis.process; const s = "eval(1)";' +
    'if (typeof TextEncoder !== "undefined") new TextEncoder();';
  expect(await findForbidden(harmless)).toEqual([]);
});

test.each([
  ['an import', '', ['node:crypto']],
  ['an import of its own', 'import("x")', []],
  ['a global', 'export const a = Buffer.alloc, b = process.env;', []],
  ['code from strings', 'new Function("x")', []],
])('a bundle with %s is refused', async (_name, text, imports) => {
  await expect(requirePortable({ text, imports, packages: [] })).rejects.toThrow(/portable/);
});

test('programs import the build as it is published, by its entries', async () => {
  const { imports } = await bundleSuite('module');
  const entries = ['carrier', 'html', 'index', 'noble', 'testing', 'verdict'];
  expect(imports).toEqual(entries.map((entry) => `../../dist/${entry}.js`));
});
