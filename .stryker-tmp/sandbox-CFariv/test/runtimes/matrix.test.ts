/** What the matrix must not let pass. The runtimes here are made up; the suite's answer is real. */
// @ts-nocheck

import { beforeAll, describe, expect, test } from 'vitest';
import { BUNDLES, type BundleName } from './bundle.ts';
import { MissingRuntime } from './install.ts';
import { findDifferences, type Matrix, runMatrix } from './matrix.ts';
import type { Bundles, Job, Reply, Runner } from './runners/runner.ts';
import { RUNTIME_NAMES, RUNTIMES, type RuntimeName } from './runtimes.ts';
import type { SuiteAnswer } from './suite/job.ts';

const bundles = Object.fromEntries(
  BUNDLES.map((name): [BundleName, { file: string; text: string }] => [
    name,
    { file: '', text: '' },
  ]),
) as Bundles;

const answerFor = (runtime: string): SuiteAnswer => ({
  kind: 'suite',
  defaultBackend: 'native',
  results: [{ name: 'golden: a title (default)', passed: true }],
  verdicts: { 'golden: a title': '{"status":"verified"}', 'acceptance: cctv': '0001000' },
  envelopes: { 'a title': '0oRYk6U' },
  set: { runtime, publicKey: '', items: [], roots: [] },
});

/** A runtime that does as it should. */
const replyTo = (name: RuntimeName, job: Job): Reply => ({
  makesCode: !RUNTIMES[name].refusesCode,
  violations: [],
  answer:
    job.kind === 'suite'
      ? answerFor(name)
      : {
          kind: 'exchange',
          results: job.sets.map(({ runtime }) => ({
            name: `signed by ${runtime} (default)`,
            passed: true,
          })),
        },
});

type Answerer = (job: Job, reply: Reply) => Reply;

/** Runs Node 20 as it should be, and Bun as given. */
function runBun(answer: Answerer): Promise<Matrix> {
  const runners = Object.fromEntries(
    RUNTIME_NAMES.map((name): [RuntimeName, Runner] => [
      name,
      async (job) => {
        const reply = replyTo(name, job);
        return { version: '1.0.0', reply: name === 'bun' ? answer(job, reply) : reply };
      },
    ]),
  ) as Record<RuntimeName, Runner>;
  return runMatrix(['bun'], runners, bundles, () => undefined);
}

const changed = (change: Partial<SuiteAnswer>): Answerer => {
  return (job, reply) =>
    job.kind === 'suite' ? { ...reply, answer: { ...answerFor('bun'), ...change } } : reply;
};

test('runtimes that do as they should pass, with the first beside those that were asked for', async () => {
  const { rows, differences, ok } = await runBun((_job, reply) => reply);
  expect([ok, differences]).toEqual([true, []]);
  expect(rows).toMatchObject([
    { name: 'node20', version: '1.0.0', defaultBackend: 'native', verifies: ['node20', 'bun'] },
    { name: 'bun', passed: 7, failures: [], verifies: ['node20', 'bun'] },
  ]);
});

describe('the matrix fails', () => {
  let good: Matrix;
  beforeAll(async () => {
    good = await runBun((_job, reply) => reply);
  });

  test.each<[string, Answerer]>([
    [
      'a runtime that is not on this machine',
      () => {
        throw new MissingRuntime('install Bun');
      },
    ],
    [
      'a runtime that answers nothing',
      () => {
        throw new Error('no answer');
      },
    ],
    [
      'a test that fails',
      changed({ results: [{ name: 'golden: a title (default)', passed: false }] }),
    ],
    [
      'a verdict that differs',
      changed({ verdicts: { ...answerFor('bun').verdicts, 'golden: a title': '{}' } }),
    ],
    ['a verdict that is missing', changed({ verdicts: {} })],
    ['an envelope that differs in one character', changed({ envelopes: { 'a title': '0oRYk6V' } })],
    [
      'a runtime that makes code where it should refuse to, or refuses',
      (_job, reply) => ({ ...reply, makesCode: false }),
    ],
    ['a violated policy', (_job, reply) => ({ ...reply, violations: ['script-src eval'] })],
    [
      'marks of another runtime that do not verify',
      (job, reply) =>
        job.kind === 'suite'
          ? reply
          : {
              ...reply,
              answer: {
                kind: 'exchange',
                results: reply.answer.results.map((result, index) => ({
                  ...result,
                  passed: index > 0,
                })),
              },
            },
    ],
    [
      'marks of another runtime that were not looked at',
      (job, reply) =>
        job.kind === 'suite' ? reply : { ...reply, answer: { kind: 'exchange', results: [] } },
    ],
  ])('for %s', async (_name, answer) => {
    const { ok, rows, differences } = await runBun(answer);
    expect(ok).toBe(false);
    const reasons = rows.flatMap(({ failures }) => failures).length + differences.length;
    const bun = rows.find(({ name }) => name === 'bun');
    expect(reasons > 0 || (bun?.verifies.length ?? 0) < good.rows.length).toBe(true);
  });
});

test('a difference names the runtime, what was judged, and both answers where they part', () => {
  const long = `{"status":"verified","claims":{"subject":"${'x'.repeat(300)}`;
  const answers = new Map<RuntimeName, SuiteAnswer>([
    ['node20', { ...answerFor('node20'), verdicts: { 'golden: a title': `${long}a"}}` } }],
    ['bun', { ...answerFor('bun'), verdicts: { 'golden: a title': `${long}b"}}` } }],
    ['deno', { ...answerFor('deno'), verdicts: { other: '1' } }],
  ]);
  const [first, ...others] = findDifferences(answers);
  expect(first).toMatch(/^bun: golden: a title: …x+b"}}, and node20 has …x+a"}}$/);
  expect(others).toEqual([
    expect.stringMatching(/^deno: golden: a title: nothing, and node20 has \{"status"/),
    'deno: other: 1, and node20 has nothing',
  ]);
});
