/** Proofs of an audit log, by its key alone: inclusion, consistency, cosignatures. */
import {
  type AuditLogReader,
  createAuditLog,
  createMemoryLogStore,
  openLogReader,
} from 'contentmark/audit';
import { openCheckpoint, verifyConsistency, verifyLogProof } from 'contentmark/audit-proof';
import { generateKey } from 'contentmark/keys';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { encodeCosigned } from '../../../src/audit/log/checkpoint.ts';
import { createNoteKey, formatNoteKey, formatSignature } from '../../../src/audit/log/note.ts';
import { EVENT, ORIGIN, SIGNER } from '../../fixtures/audit-log.ts';
import { runs } from '../../fixtures/runs.ts';

const NOW = 1_800_000_000;
/** A reader for each of some sizes of one log. */
const readers = new Map<number, AuditLogReader>();
let policy: { key: string };

beforeAll(async () => {
  const store = createMemoryLogStore();
  const log = await createAuditLog({ store, signer: SIGNER, origin: ORIGIN });
  policy = { key: log.key };
  for (const size of [1, 2, 255, 256, 257, 300, 513]) {
    await Promise.all(Array.from({ length: size - log.size }, () => log.append(EVENT)));
    readers.set(size, await openLogReader(store));
  }
});

const readerOf = (size: number) => readers.get(size) as AuditLogReader;

/** A witness and its cosignature of a checkpoint. */
function cosign(checkpoint: string, time: number, name = 'witness.example/w1') {
  const key = generateKey();
  const noteKey = createNoteKey(name, 4, key.publicKey);
  const text = checkpoint.slice(0, checkpoint.indexOf('\n\n') + 1);
  const signature = new Uint8Array(72);
  new DataView(signature.buffer).setBigUint64(0, BigInt(time));
  signature.set(key.signMessage(encodeCosigned(text, time)), 8);
  return { key: formatNoteKey(noteKey), line: `${formatSignature(noteKey, signature)}\n` };
}

test('every entry is proved to be in the log, at every size of it', async () => {
  for (const [size, reader] of readers)
    for (const index of new Set(
      [0, 1, 100, 254, 255, 256, 299, size - 1].filter((i) => i < size),
    )) {
      const verdict = await verifyLogProof(await reader.proveInclusion(index), policy);
      expect(verdict).toMatchObject({ status: 'verified', index, head: { size }, event: EVENT });
    }
});

test('every size is proved to continue every smaller one', async () => {
  for (const [oldSize, older] of readers)
    for (const [size, newer] of readers) {
      if (oldSize > size) continue;
      const proof = await newer.proveConsistency(oldSize);
      expect(await verifyConsistency(older.checkpoint, newer.checkpoint, proof, policy)).toEqual({
        status: 'verified',
        oldSize,
        size,
      });
    }
});

test('a smaller log does not continue a larger one, and a proof of other sizes proves nothing', async () => {
  const [a, b] = [readerOf(300), readerOf(513)];
  const proof = await b.proveConsistency(300);
  expect(await verifyConsistency(b.checkpoint, a.checkpoint, proof, policy)).toMatchObject({
    reason: 'not-consistent',
  });
  expect(
    await verifyConsistency(readerOf(257).checkpoint, b.checkpoint, proof, policy),
  ).toMatchObject({
    reason: 'not-consistent',
  });
});

test('a proof of which any character is changed proves nothing else', async () => {
  const proof = await readerOf(300).proveInclusion(299);
  const good = await verifyLogProof(proof, policy);
  await fc.assert(
    fc.asyncProperty(
      fc.nat(proof.length - 1),
      fc.constantFrom('A', '0', '\n', ' ', 'ü'),
      async (at, put) => {
        const changed = proof.slice(0, at) + put + proof.slice(at + 1);
        const verdict = await verifyLogProof(changed, policy);
        // What is in an unknown signature or after nothing is not looked at; what is proved is the same.
        if (verdict.status === 'verified') expect(verdict).toEqual(good);
        else expect(verdict.detail).not.toBe('');
      },
    ),
    { numRuns: runs(400) },
  );
});

test('an entry that is given in place of the one in the proof must be the one that was logged', async () => {
  const proof = await readerOf(300).proveInclusion(7);
  const entry = Uint8Array.of(1);
  expect(await verifyLogProof(proof, policy, { entry })).toMatchObject({ reason: 'not-included' });
  const bare = proof.replace(/^extra .*\n/m, '');
  expect(await verifyLogProof(bare, policy)).toMatchObject({ reason: 'no-entry' });
});

test('a checkpoint of another key or origin is refused by its reason', async () => {
  const { checkpoint } = readerOf(300);
  const other = formatNoteKey(createNoteKey(ORIGIN, 1, generateKey().publicKey));
  const elsewhere = formatNoteKey(createNoteKey('else.example', 1, SIGNER.publicKey));
  expect(await openCheckpoint(checkpoint, { key: other })).toMatchObject({ reason: 'unknown-key' });
  expect(await openCheckpoint(checkpoint, { key: elsewhere })).toMatchObject({
    reason: 'unknown-origin',
  });
  const larger = checkpoint.replace('\n300\n', '\n301\n');
  expect(await openCheckpoint(larger, policy)).toMatchObject({ reason: 'bad-signature' });
  expect(await openCheckpoint('nothing', policy)).toMatchObject({ reason: 'malformed' });
});

test('as many cosignatures as the policy requires must hold, of witnesses that it names', async () => {
  const { checkpoint } = readerOf(300);
  const one = cosign(checkpoint, NOW);
  const two = cosign(checkpoint, NOW - 9, 'witness.example/w2');
  const witnesses = [one.key, two.key];
  const both = checkpoint + one.line + two.line;
  const open = (note: string, required: number) =>
    openCheckpoint(note, { ...policy, witnesses, required }, { now: NOW });
  expect(await open(both, 2)).toMatchObject({
    status: 'verified',
    cosignatures: [
      { name: 'witness.example/w1', time: NOW },
      { name: 'witness.example/w2', time: NOW - 9 },
    ],
  });
  expect(await open(checkpoint + one.line, 1)).toMatchObject({ status: 'verified' });
  expect(await open(checkpoint + one.line, 2)).toMatchObject({ reason: 'too-few-cosignatures' });
  // The same witness twice is one witness; a stranger is none.
  expect(await open(checkpoint + one.line + one.line, 2)).toMatchObject({
    reason: 'too-few-cosignatures',
  });
  expect(await open(checkpoint + cosign(checkpoint, NOW).line, 1)).toMatchObject({
    reason: 'too-few-cosignatures',
  });
  expect(await open(checkpoint + cosign(checkpoint, NOW + 3600).line, 1)).toMatchObject({
    reason: 'too-few-cosignatures',
  });
  // Signed by the witness for another size.
  const otherSize = cosign(readerOf(257).checkpoint, NOW);
  expect(
    await openCheckpoint(checkpoint + otherSize.line, { ...policy, witnesses: [otherSize.key] }),
  ).toMatchObject({ reason: 'bad-signature' });
});

test('a cosignature of the future does not count', async () => {
  const { checkpoint } = readerOf(300);
  const early = cosign(checkpoint, NOW + 61);
  const needed = { ...policy, witnesses: [early.key], required: 1 };
  expect(await openCheckpoint(checkpoint + early.line, needed, { now: NOW })).toMatchObject({
    reason: 'too-few-cosignatures',
  });
});

test.each([
  ['policy.key', { key: 'nonsense' }],
  ['policy.witnesses[0]', { witnesses: ['x'] }],
])('a mistake in %s is the caller’s', async (argument, mistake) => {
  await expect(openCheckpoint('x', { ...policy, ...mistake })).rejects.toMatchObject({
    code: 'ERR_KEY',
    argument,
  });
});
