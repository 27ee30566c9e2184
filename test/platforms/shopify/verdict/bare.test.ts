/**
 * The entry as a Shopify Function loads it: one bundle, in a context that has the language and
 * nothing else. What a Function lacks throws here when it is touched, also by `typeof`.
 */
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Bundle, bundle } from '../../../fixtures/bundle.ts';
import { readVerdictVectors } from '../../../fixtures/verdict-vectors.ts';

/** Absent or useless in Shopify's own runtime, or in a worker of a checkout UI extension. */
const MISSING = [
  ...['TextEncoder', 'TextDecoder', 'URL', 'URLSearchParams', 'atob', 'btoa', 'crypto', 'Buffer'],
  ...['process', 'global', 'console', 'fetch', 'setTimeout', 'queueMicrotask', 'performance'],
  ...[
    'structuredClone',
    'WebAssembly',
    'Intl',
    'SharedArrayBuffer',
    'Atomics',
    'require',
    'module',
  ],
];

/** A fresh context. Its own errors and arrays are not ours, as in a Function. */
function createBareContext(): ReturnType<typeof createContext> {
  const context = createContext(Object.create(null), {
    codeGeneration: { strings: false, wasm: false },
  });
  runInContext(
    `for (const name of ${JSON.stringify(MISSING)}) {
      Object.defineProperty(globalThis, name, { get() { throw new Error(name + ' was touched'); } });
    }
    Date.now = () => { throw new Error('there is no clock'); };
    Math.random = () => { throw new Error('there is no chance'); };
    globalThis.Date = new Proxy(Date, { construct() { throw new Error('there is no clock'); } });
    `,
    context,
  );
  return context;
}

const { written, read } = readVerdictVectors();
let all: Bundle;
let run: (code: string) => unknown;

beforeAll(async () => {
  all = await bundle("export * from 'contentmark/verdict'", {
    format: 'iife',
    globalName: 'contentmark',
  });
  const context = createBareContext();
  runInContext(all.text, context);
  run = (code) => runInContext(code, context);
});

describe('with the language and nothing else', () => {
  test('every golden verdict is written', () => {
    for (const { name, verdict, options, text } of written) {
      const call = `contentmark.writeVerdict(${JSON.stringify(verdict)}, ${JSON.stringify(options)})`;
      expect([name, run(call)]).toEqual([name, text]);
    }
  });

  test('every golden verdict is read', () => {
    for (const { name, value, options, reading } of read) {
      const call = `contentmark.readVerdict(${JSON.stringify(value)}, ${JSON.stringify(options)})`;
      expect([name, JSON.parse(run(`JSON.stringify(${call})`) as string)]).toEqual([name, reading]);
    }
  });

  test('a date becomes a time', () => {
    expect(run("contentmark.endOfDate('2026-11-24')")).toBe(1_795_608_000);
  });

  test('a mistake gives its code, its argument and its mend', () => {
    const code = "try { contentmark.readVerdict('', { subject: 'a' }) } catch (e) { e }";
    expect(run(code)).toMatchObject({ code: 'ERR_ARGUMENT', argument: 'options.environment' });
  });

  test('what is missing would have been noticed', () => {
    for (const code of [
      'typeof TextEncoder',
      'crypto',
      'Date.now()',
      'new Date()',
      'Math.random()',
    ]) {
      expect(() => run(code)).toThrow(/touched|no clock|no chance/);
    }
    expect(() => run('new Function("return 1")')).toThrow(/Code generation/);
  });
});

describe('the bundle', () => {
  test('holds nothing of the verifier, its cryptography or any package', () => {
    expect(all.inputs).toEqual([
      'src/decide/policy/decision.ts',
      'src/errors.ts',
      'src/members.ts',
      'src/platforms/shopify/verdict/end-of-date.ts',
      'src/platforms/shopify/verdict/format.ts',
      'src/platforms/shopify/verdict/read-verdict.ts',
      'src/platforms/shopify/verdict/reading.ts',
      'src/platforms/shopify/verdict/verdict-reader.ts',
      'src/platforms/shopify/verdict/write-verdict.ts',
      'src/reasons.ts',
    ]);
  });

  test('of the reader alone is 1.5 KB, and holds nothing of the writer', async () => {
    const { text, inputs } = await bundle(
      "export { createVerdictReader } from 'contentmark/verdict'",
      {
        format: 'esm',
      },
    );
    expect(inputs).toEqual([
      'src/errors.ts',
      'src/platforms/shopify/verdict/format.ts',
      'src/platforms/shopify/verdict/verdict-reader.ts',
    ]);
    expect(gzipSync(text, { level: 9 }).length).toBeLessThan(1536);
  });
});
