/** Pointers: 24 bytes in the text, the envelope elsewhere, and only the envelope is verified. */

import { localSigner, signBatch, text, verifySync } from 'contentmark';
import { embed, encodeTextForm, extract, metafieldCarrier } from 'contentmark/carrier';
import { invisibleCarrier, isPointer, pointerTo, resolvePointers } from 'contentmark/invisible';
import { statementDigest } from 'contentmark/promote';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { decodeEnvelope } from '../../../src/format/envelope/decode.ts';
import { claimsInput, mark, SUBJECT, verifyOptions } from '../../fixtures/claims.ts';
import { invisiblePayload, writeVs16, writeVs256 } from '../../fixtures/invisible.ts';
import { shopKey, stagingKey } from '../../fixtures/keys.ts';
import { WRONG_VALUES } from '../../fixtures/wrong-values.ts';

const COPY = 'Merino crew neck';
const carrier = invisibleCarrier();
const envelope = mark(text(COPY));
const other = mark(text('Another text'), { subject: 'products/another' });

async function signItems(thin: boolean): Promise<readonly Uint8Array[]> {
  const {
    subject: _subject,
    id: _id,
    ...claims
  } = claimsInput as typeof claimsInput & { id: string };
  const items = [SUBJECT, 'products/another'].map((subject) => ({ content: text(COPY), subject }));
  const signed: Uint8Array[] = [];
  for await (const item of signBatch(items, { signer: localSigner(shopKey), claims, thin })) {
    if ('envelope' in item && item.envelope instanceof Uint8Array) signed.push(item.envelope);
  }
  return signed;
}

describe('a pointer', () => {
  it('is the key id and the first half of the digest of the statement', () => {
    const pointer = pointerTo(envelope);
    expect(Buffer.from(pointer.subarray(0, 8)).toString('hex')).toBe(shopKey.keyId);
    expect(pointer.subarray(8)).toEqual(statementDigest(envelope)?.subarray(0, 16));
    expect(pointerTo(encodeTextForm(envelope))).toEqual(pointer);
    expect([isPointer(pointer), isPointer(envelope)]).toEqual([true, false]);
  });

  it('makes the text longer by 38 characters, or 75 of the basic plane', () => {
    const marked = embed(COPY, pointerTo(envelope), carrier);
    expect([...marked]).toHaveLength(COPY.length + 38);
    expect(embed(COPY, pointerTo(envelope), invisibleCarrier({ encoding: 'vs16' }))).toHaveLength(
      COPY.length + 75,
    );
  });

  it('has the key of the signed root for a batch item, and none for a thin one', async () => {
    const [item, second] = (await signItems(false)) as [Uint8Array, Uint8Array];
    expect(Buffer.from(pointerTo(item).subarray(0, 8)).toString('hex')).toBe(shopKey.keyId);
    expect(pointerTo(item)).not.toEqual(pointerTo(second));
    const [thin] = (await signItems(true)) as [Uint8Array];
    expect(pointerTo(thin).subarray(0, 8)).toEqual(new Uint8Array(8));
    expect(pointerTo(thin).subarray(8)).toEqual(statementDigest(thin)?.subarray(0, 16));
    for (const one of [item, thin]) {
      expect(resolvePointers([pointerTo(one)], [other, second, one])).toEqual([one]);
    }
  });

  it('is never an envelope, whatever its bytes are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 24 }), (bytes) => {
        expect(decodeEnvelope(bytes).reason).toBe('malformed');
        const start = Uint8Array.from([...envelope.subarray(0, 4), ...bytes.subarray(4)]);
        expect(decodeEnvelope(start).reason).toBe('malformed');
      }),
    );
  });

  test.each(WRONG_VALUES)('is refused of %s', (_label, value) => {
    expect(() => pointerTo(value as never)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument: 'envelope' }),
    );
    expect(isPointer(value as never)).toBe(false);
  });
});

describe('resolving', () => {
  const marked = embed(COPY, pointerTo(envelope), carrier);
  const verify = (mark: readonly Uint8Array[]) => verifySync(text(marked), mark, verifyOptions);

  it('gives the envelope from wherever it is kept, and it verifies', () => {
    const metafields = embed([], envelope, metafieldCarrier());
    const found = extract(marked, carrier);
    const mark = resolvePointers(found, extract(metafields, metafieldCarrier()));
    expect(mark).toEqual([envelope]);
    expect(verify(mark).status).toBe('verified');
    expect(resolvePointers(found, [encodeTextForm(envelope)])).toEqual([envelope]);
  });

  it('takes no other envelope for the one that is pointed to', () => {
    const again = mark(text(COPY), { id: '00112233-4455-6677-8899-aabbccddeeff' });
    const elsewhere = mark(text(COPY), { environment: 'staging' }, stagingKey);
    const found = extract(marked, carrier);
    expect(resolvePointers(found, [other, again, elsewhere])).toEqual(found);
    expect(verify(resolvePointers(found, [other, again, elsewhere]))).toMatchObject({
      status: 'rejected',
      reason: 'malformed',
    });
  });

  it('leaves a pointer to nothing as a mark that does not hold, not as none', () => {
    expect(verify(resolvePointers(extract(marked, carrier), []))).toMatchObject({
      status: 'rejected',
      reason: 'malformed',
    });
  });

  it('is not done by verify: a pointer beside its envelope is two marks until it is resolved', () => {
    expect(verify([...extract(marked, carrier), envelope])).toMatchObject({ reason: 'ambiguous' });
  });

  it('proves nothing: the envelope pointed to must still fit the text', () => {
    const moved = embed('Another copy', pointerTo(envelope), carrier);
    const mark = resolvePointers(extract(moved, carrier), [envelope]);
    expect(verifySync(text(moved), mark, verifyOptions)).toMatchObject({
      reason: 'digest-mismatch',
    });
  });

  it('leaves envelopes and unreadable marks as they are', () => {
    const damaged = extract(`${marked}.`, carrier);
    expect(resolvePointers(damaged, [envelope])).toEqual([new Uint8Array(0)]);
    expect(resolvePointers([envelope], [other])).toEqual([envelope]);
    expect(resolvePointers([], [envelope])).toEqual([]);
  });

  it('passes over whatever else the place of the envelopes holds', () => {
    const junk = [...WRONG_VALUES.map(([, value]) => value), 'A'.repeat(100_000), envelope];
    expect(resolvePointers([pointerTo(envelope)], junk as never)).toEqual([envelope]);
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.uint8Array(), fc.string())), (stored) => {
        expect(resolvePointers([pointerTo(envelope)], stored)).toEqual([pointerTo(envelope)]);
      }),
    );
  });

  test.each(WRONG_VALUES)('refuses %s in place of a list', (_label, value) => {
    const isList = Array.isArray(value);
    const call = (run: () => unknown, argument: string) =>
      isList
        ? expect(run).not.toThrow()
        : expect(run).toThrow(expect.objectContaining({ code: 'ERR_ARGUMENT', argument }));
    call(() => resolvePointers(value as never, []), 'found');
    call(() => resolvePointers([], value as never), 'envelopes');
  });
});

test('a pointer is found in either encoding, and is cut, moved and damaged like any other mark', () => {
  for (const write of [writeVs256, writeVs16]) {
    const marked = COPY + write(invisiblePayload(pointerTo(envelope)));
    expect(extract(marked, carrier)).toEqual([pointerTo(envelope)]);
    expect(extract(marked.slice(0, -2), carrier)).toEqual([new Uint8Array(0)]);
  }
});
