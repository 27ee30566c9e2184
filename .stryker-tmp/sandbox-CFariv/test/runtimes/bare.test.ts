/**
 * The suite in a context that has the language and nothing else: no clock of its own, no random
 * numbers, no text codec, no code from strings, no WebAssembly. What QuickJS and a Shopify
 * Function have, here at every `npm test`.
 */
// @ts-nocheck

import { createContext, runInContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { bundleSuite } from './bundle.ts';
import type { Reply } from './entries/portable.ts';
import type { SuiteAnswer, SuiteJob } from './suite/job.ts';

const job: SuiteJob = {
  kind: 'suite',
  runtime: 'bare',
  seed: '09'.repeat(32),
  capabilities: { defaultBackend: 'noble', native: false, webcrypto: false, random: false },
};

let reply: Reply;
beforeAll(async () => {
  const { text } = await bundleSuite('engine', { from: 'src' });
  const context = createContext(
    { job: JSON.stringify(job) },
    { codeGeneration: { strings: false, wasm: false } },
  );
  // V8 puts this one into every context, where engines without it have nothing.
  runInContext('delete globalThis.WebAssembly; delete globalThis.console;', context);
  runInContext(text, context);
  reply = JSON.parse(await (runInContext('runJob(job)', context) as Promise<string>));
}, 120_000);

test('the whole suite holds, by JavaScript alone', () => {
  const { results, defaultBackend } = reply.answer as SuiteAnswer;
  expect(results.filter(({ passed }) => !passed)).toEqual([]);
  expect(results.length).toBeGreaterThan(200);
  expect(defaultBackend).toBe('noble');
});

test('no code was made from strings', () => {
  expect(reply.makesCode).toBe(false);
});
