/**
 * The compact verifier against the one of `contentmark/verify`: one outcome on every golden
 * vector and on mutations of its envelope, with WebCrypto and with the JavaScript fallback.
 */
import { createCompactVerifier } from 'contentmark/compact';
import { afterEach, expect, test, vi } from 'vitest';
import { withKeyFor } from '../../fixtures/bystander.ts';
import { hex } from '../../fixtures/bytes.ts';
import {
  type Mutation,
  mutate,
  nameOf,
  type Opened,
  openAll,
  REACHED,
} from '../../vectors/golden/cases.ts';

/**
 * Every so manieth mutation; MUTATION_STEP=1 tries all 170,000 in two minutes, .ci/run a third of them.
 * A prime, so that each bit of a byte has its turn.
 */
const STEP = Number(process.env['MUTATION_STEP'] ?? 101);

// Three things a page does not do: check any subject at all, hold signed roots, and know what is recalled.
const opened = (await openAll()).filter(
  ({ vector: { options, roots } }) =>
    options.subject !== null && roots === undefined && options.recall === undefined,
);

function compactOf({ vector, content }: Opened) {
  const { environment, audience, subject, ...rest } = vector.options;
  const verifier = createCompactVerifier({
    keys: withKeyFor(
      vector.trust.map((entry) => ({ ...entry, publicKey: hex(entry.publicKey) })),
      environment,
    ),
    environment,
    ...(audience !== undefined && { audience }),
  });
  return (mark: readonly string[]) =>
    verifier.verify(content, mark, { subject: subject ?? '', ...rest });
}

afterEach(() => vi.unstubAllGlobals());

test.each(['WebCrypto', 'the fallback'])(
  'every golden vector has its outcome by %s',
  async (by) => {
    if (by !== 'WebCrypto') vi.stubGlobal('crypto', undefined);
    expect(opened.length).toBeGreaterThan(90);
    for (const one of opened) {
      const { vector, content, verifier, item } = one;
      const verdict = await compactOf(one)(vector.mark);
      const outcome = verdict.status === 'rejected' ? verdict.reason : verdict.status;
      expect(outcome, vector.name).toBe(vector.expect);
      const full = verifier.verifySync(content, vector.mark, item);
      if (verdict.status !== 'verified' || full.status !== 'verified') continue;
      expect(verdict.claims, vector.name).toEqual(full.claims);
      expect(verdict.keyId).toBe(full.keyId);
    }
  },
);

test.each<[Mutation, number]>([
  ['bit', 80_000],
  ['cut', 20_000],
  ['resigned-bit', 40_000],
])(
  'a golden envelope with a %s changed has the outcome of the whole verifier',
  async (mutation, least) => {
    const differing: unknown[] = [];
    const reached = new Set<string>();
    let count = 0;
    for (const one of opened) {
      const { vector, content, verifier, item } = one;
      const verify = compactOf(one);
      for (const makeMarks of mutate(one, mutation)) {
        count += 1;
        if (count % STEP !== 0) continue;
        const mark = makeMarks();
        const expected = nameOf(verifier.verifySync(content, mark, item));
        const verdict = await verify(mark);
        const found = verdict.status === 'rejected' ? verdict.reason : verdict.status;
        reached.add(found);
        if (found !== expected) differing.push([vector.name, mark, found, expected]);
      }
    }
    expect(differing.slice(0, 5)).toEqual([]);
    expect(count).toBeGreaterThan(least);
    // Without roots at hand no vector is a thin item, so none loses its root.
    const wanted = REACHED[mutation].filter((reason) => reason !== 'unknown-root');
    expect([...reached]).toEqual(expect.arrayContaining(wanted));
  },
  600_000,
);

test('refuses what the full verifier refuses as a mistake of the caller', async () => {
  const [{ vector, content }] = opened as [Opened];
  const { environment, subject } = vector.options;
  const keys = vector.trust.map((entry) => ({ ...entry, publicKey: hex(entry.publicKey) }));
  const ask = (options: object, at = environment) =>
    createCompactVerifier({ keys, environment: at }).verify(content, vector.mark, {
      subject: subject ?? '',
      ...options,
    });
  const refused = (argument: string, code = 'ERR_ARGUMENT') =>
    expect.objectContaining({ argument, code });
  await expect(ask({ clockTolerance: Number.NaN })).rejects.toThrow(refused('clockTolerance'));
  await expect(ask({ now: Number.NaN })).rejects.toThrow(refused('now'));
  const endless = { clockTolerance: Number.POSITIVE_INFINITY };
  await expect(ask(endless)).rejects.toThrow(refused('clockTolerance'));
  await expect(ask({ requiredParts: ['price'] })).rejects.toThrow(refused('requiredParts'));
  await expect(ask({}, 'prod')).rejects.toThrow(refused('environment', 'ERR_TRUST'));
});
