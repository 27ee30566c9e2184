/**
 * The portable suite on the Node that runs these tests, over the sources: `npm run test:runtimes`
 * runs it on the built package everywhere else. And proof that it can fail.
 */
import * as contentmark from 'contentmark';
import * as carrier from 'contentmark/carrier';
import * as html from 'contentmark/html';
import * as noble from 'contentmark/noble';
import * as testing from 'contentmark/testing';
import * as verdict from 'contentmark/verdict';
import { beforeAll, describe, expect, test } from 'vitest';
import { isLong } from '../fixtures/runs.ts';
import { readVectors } from './read-vectors.ts';
import type { Capabilities, ExchangeAnswer, Result, SuiteAnswer } from './suite/job.ts';
import type { Package } from './suite/package.ts';
import * as rule from './suite/rule.ts';
import { runJob } from './suite/run.ts';

const sources: Package = { contentmark, carrier, html, noble, testing, verdict, rule };
const capabilities: Capabilities = {
  defaultBackend: 'native',
  native: true,
  webcrypto: true,
  random: true,
};
const every = readVectors();
/** All golden vectors in the long form, and on every runtime; here a fifth and those that signing looks for. */
const vectors = {
  ...every,
  golden: every.golden.filter(
    ({ name }, index) => isLong || index % 5 === 0 || name.startsWith('batch: '),
  ),
};
const seed = '07'.repeat(32);
const failed = (results: readonly Result[]) => results.filter(({ passed }) => !passed);
const suite = async (changed: {
  readonly subject?: Partial<Package>;
  readonly vectors?: Partial<typeof vectors>;
  readonly capabilities?: Partial<Capabilities>;
}) =>
  (await runJob(
    {
      kind: 'suite',
      runtime: 'here',
      seed,
      capabilities: { ...capabilities, ...changed.capabilities },
    },
    { ...sources, ...changed.subject },
    { ...vectors, ...changed.vectors },
  )) as SuiteAnswer;
const exchange = async (...sets: readonly SuiteAnswer['set'][]) =>
  (await runJob({ kind: 'exchange', capabilities, sets }, sources, vectors)) as ExchangeAnswer;

let whole: SuiteAnswer;
beforeAll(async () => {
  whole = await suite({});
}, 60_000);

describe('the portable suite', () => {
  test('holds on this runtime', () => {
    expect(failed(whole.results)).toEqual([]);
    expect(whole.defaultBackend).toBe('native');
  });

  test('looks at every vector with every backend', () => {
    expect([vectors.rfc8032.length, vectors.wycheproof.length, vectors.cctv.length]).toEqual([
      132, 151, 914,
    ]);
    expect(vectors.stored.read.length).toBeGreaterThan(40);
    const names = whole.results.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { name } of vectors.golden) {
      for (const backend of ['default', 'native', 'webcrypto', 'noble']) {
        expect(names).toContain(`golden: ${name} (${backend})`);
      }
    }
    expect(Object.keys(whole.verdicts)).toContain('acceptance: cctv');
  });

  test('checks what another has signed, and finds what was changed on the way', async () => {
    expect(failed((await exchange(whole.set)).results)).toEqual([]);
    const [first, ...others] = whole.set.items;
    const changed = { ...whole.set, items: [{ ...first, subject: 'other' }, ...others] };
    const { results } = await exchange(whole.set, changed as typeof whole.set);
    expect(failed(results).map(({ name }) => name)).toEqual(
      ['default', 'native', 'webcrypto', 'noble'].map((backend) => `signed by here (${backend})`),
    );
  });
});

describe('the portable suite fails', () => {
  const few = { rfc8032: [], wycheproof: [], cctv: [], stored: { written: [], read: [] } };
  const golden = vectors.golden.filter(
    ({ name }, index) => index < 3 || name.startsWith('batch: '),
  );

  test('where a vector says otherwise, and only there', async () => {
    const [first, ...others] = golden;
    const wrong = [{ ...first, expect: 'expired' } as (typeof golden)[number], ...others];
    const { results } = await suite({ vectors: { ...few, golden: wrong } });
    expect(failed(results).map(({ name }) => name)).toEqual(
      ['default', 'native', 'webcrypto', 'noble'].map(
        (backend) => `golden: ${first?.name} (${backend})`,
      ),
    );
    const edge = vectors.wycheproof.map((vector) => ({ ...vector, accepted: true }));
    const edges = await suite({ vectors: { ...few, golden, wycheproof: edge } });
    expect(failed(edges.results)).toHaveLength(3);
  });

  test('where the runtime has less, or more, than it should', async () => {
    const names = async (changed: Partial<Capabilities>) => {
      const { results } = await suite({ vectors: { ...few, golden }, capabilities: changed });
      return failed(results).map(({ name }) => name);
    };
    expect(await names({ native: false })).toContain('node:crypto is missing, ERR_RUNTIME');
    expect(await names({ webcrypto: false })).toEqual(['WebCrypto is missing, ERR_RUNTIME']);
    expect(await names({ random: false })).toEqual(['random numbers are missing, ERR_RUNTIME']);
    expect(await names({ defaultBackend: 'noble' })).toEqual(['the default backend is noble']);
  });

  test('where one backend disagrees with the others', async () => {
    const createNobleBackend = () => {
      const backend = noble.createNobleBackend();
      const accept = {
        now: () => true,
        aside: (_s: unknown, _m: unknown, settle: (e: unknown, g: boolean) => void) =>
          settle(undefined, true),
      };
      return { ...backend, importPublicKey: () => accept };
    };
    const { results } = await suite({
      subject: { noble: { ...noble, createNobleBackend } },
      // One that accepts every signature can differ only where there is one to refuse.
      vectors: {
        ...few,
        golden: vectors.golden.filter(
          ({ name, expect: expected }) =>
            expected === 'bad-signature' || name.startsWith('batch: '),
        ),
      },
    });
    const names = failed(results).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.every((name) => name.endsWith('(noble)'))).toBe(true);
  });

  test('where what is signed differs in one bit', async () => {
    const signSync: typeof contentmark.signSync = (...given) => {
      const envelope = contentmark.signSync(...given);
      envelope[envelope.length - 1] = (envelope[envelope.length - 1] as number) ^ 1;
      return envelope;
    };
    const { results } = await suite({
      subject: { contentmark: { ...contentmark, signSync } },
      vectors: { ...few, golden },
    });
    const again = failed(results).filter(({ name }) => name.startsWith('signed again: '));
    expect(again).toHaveLength(golden.filter(({ claims }) => claims !== undefined).length);
  });
});
