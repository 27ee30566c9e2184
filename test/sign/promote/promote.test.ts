/** From staging to production: only what holds, by somebody else, with a record that names both marks. */
import {
  type ClaimsInput,
  type Content,
  createVerifier,
  imageDigest,
  localSigner,
  parts,
  signBatch,
  text,
} from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import { html, htmlText } from 'contentmark/html';
import { statementDigest } from 'contentmark/promote';
import { describe, expect, test } from 'vitest';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { native } from '../../fixtures/backends.ts';
import { ISSUER, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { openEnvelope } from '../../fixtures/envelopes.ts';
import { shopKey, stagingKey } from '../../fixtures/keys.ts';
import {
  ask,
  checkInProduction,
  content,
  LATER,
  promoted,
  staged,
  stagingTrust,
  verifier,
} from './promotion.ts';

describe('what is promoted', () => {
  test('verifies in production under its own key, and names the original as ingredient', async () => {
    const { envelope, claims } = await promoted();
    const verdict = checkInProduction(content, envelope);
    expect(verdict).toMatchObject({ status: 'verified', keyId: shopKey.keyId });
    expect(claims).toMatchObject({ environment: 'production', issuedAt: LATER, subject: SUBJECT });
    const { protectedHeader, payload } = openEnvelope(staged()).sign1;
    // Tag 18, an array of four, the header, the empty map, the payload, no signature (RFC 9052).
    const statement = Buffer.concat([
      Buffer.from('d284', 'hex'),
      Buffer.from([0x58, protectedHeader.length]),
      protectedHeader,
      Buffer.from('a0', 'hex'),
      Buffer.from('5820', 'hex'),
      payload,
      Buffer.from('40', 'hex'),
    ]);
    expect(claims.ingredients).toEqual([native.sha256(statement)]);
  });

  test('says what the original said, but for place, time and id', async () => {
    const said: Partial<ClaimsInput> = {
      audience: 'shop:eu',
      expiresAt: LATER + 1000,
      notBefore: NOW + 1,
      sourceType: 'urn:mine',
      generator: { name: 'copywriter', version: '3', model: 'm' },
      kind: 'description',
      detectionUrl: 'https://brand.example/check',
      topics: ['health'],
      privateDigest: new Uint8Array(32).fill(1),
      softBindings: [{ algorithm: 1, value: Uint8Array.of(1) }],
      extensions: { sheet: 7 },
      ingredients: [new Uint8Array(32).fill(2)],
    };
    const audience = createVerifier({
      trust: stagingTrust,
      environment: 'staging',
      audience: 'shop:eu',
    });
    const mark = staged(said);
    const { claims } = await promoted({ verifier: audience, mark });
    const before = openEnvelope(mark).claims;
    const { id, issuedAt, environment, ingredients, ...kept } = claims;
    expect(before).toMatchObject(kept);
    expect(id).not.toBe(before.id);
    expect(ingredients).toEqual([statementDigest(mark)]);
    expect([issuedAt, environment]).toEqual([LATER, 'production']);
  });

  test('says otherwise what was asked to be otherwise', async () => {
    const asked = {
      environment: 'production',
      issuer: 'https://brand.example/live',
      audience: 'shop:de',
      notBefore: LATER,
      expiresAt: LATER + 10,
    };
    const { claims } = await promoted({ claims: asked });
    expect(claims).toMatchObject(asked);
  });

  test.each<[string, Content]>([
    ['a record of parts', parts({ title: text('Crew'), body: html('<p>Fine &amp; warm</p>') })],
    ['HTML', html('<p>Fine <b>merino</b></p>')],
    ['the text of HTML', htmlText('<p>Fine <b>merino</b></p>')],
    ['an image', imageDigest(Uint8Array.of(1, 2, 3), { mediaType: 'image/png' })],
  ])('may be %s', async (_name, of) => {
    const mark = staged({}, of);
    const { envelope } = await promoted({ mark }, of);
    expect(checkInProduction(of, envelope).status).toBe('verified');
    expect(openEnvelope(envelope).sign1.payload).toEqual(openEnvelope(mark).sign1.payload);
  });

  test('may be an item of a batch, whose statement has the same name with and without its root', async () => {
    const claims = { issuer: ISSUER, environment: 'staging', issuedAt: NOW };
    const items = [
      { content, subject: SUBJECT },
      { content: text('Other'), subject: 'other' },
    ];
    const signer = localSigner(stagingKey);
    for await (const item of signBatch(items, { signer, claims })) {
      if (item.subject !== SUBJECT) continue;
      const { claims: made } = await promoted({ mark: item.envelope });
      expect(made.ingredients).toEqual([statementDigest(item.envelope)]);
    }
    for await (const { subject, envelope, signedRoot } of signBatch(items, {
      signer,
      claims,
      thin: true,
    })) {
      if (subject !== SUBJECT) continue;
      expect(await ask({ mark: envelope })).toMatchObject({
        status: 'refused',
        reason: 'not-verified',
        verdict: { reason: 'unknown-root' },
      });
      const informed = createVerifier({ trust: stagingTrust, environment: 'staging' });
      await informed.addRoot(signedRoot as Uint8Array);
      await promoted({ verifier: informed, mark: envelope });
    }
  });

  test('may be given as text form, or as all that was found on a host', async () => {
    const mark = staged();
    for (const given of [encodeTextForm(mark), [mark, encodeTextForm(mark)]]) {
      const { claims } = await promoted({ mark: given });
      expect(claims.ingredients).toEqual([statementDigest(mark)]);
    }
  });
});

describe('the record', () => {
  test('names both marks, who, why and when, and holds no content', async () => {
    const { envelope, record, claims } = await promoted({ author: 'id:4711' });
    expect(record).toEqual({
      event: 'promote',
      time: LATER,
      subject: SUBJECT,
      approver: 'role:content-lead',
      author: 'id:4711',
      reason: 'checked against the supplier sheet',
      from: {
        environment: 'staging',
        issuer: ISSUER,
        keyId: stagingKey.keyId,
        id: openEnvelope(staged()).claims.id,
        issuedAt: NOW,
        statementDigest: encodeHex(statementDigest(staged()) as Uint8Array),
      },
      to: {
        environment: 'production',
        issuer: ISSUER,
        keyId: shopKey.keyId,
        id: claims.id,
        issuedAt: LATER,
        statementDigest: encodeHex(statementDigest(envelope) as Uint8Array),
      },
    });
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    expect(JSON.stringify(record)).not.toContain('Merino');
    expect(() => Object.assign(record, { approver: 'x' })).toThrow(TypeError);
  });
});

describe('a review', () => {
  const review = { kind: 'fact-check', party: 'role:editor', reviewedAt: NOW + 10 } as const;
  const digest = native.sha256(new TextEncoder().encode('Merino crew neck'));

  test('is bound to exactly this content, and stands in the record', async () => {
    const { claims, record } = await promoted({ claims: { environment: 'production', review } });
    expect(claims.review).toEqual({ ...review, digest });
    expect(record.review).toEqual(review);
  });

  test('of a record of parts is bound to its manifest', async () => {
    const of = parts({ title: text('Crew'), body: text('Fine') });
    const mark = staged({}, of);
    const asked = { environment: 'production', review };
    const { claims } = await promoted({ mark, claims: asked }, of);
    const manifest = openEnvelope(mark).sign1.payload;
    expect(claims.review?.digest).toEqual(native.sha256(manifest));
  });

  test('that is on record with a digest is compared', async () => {
    const asked = (given: Uint8Array) => ({
      claims: { environment: 'production', review: { ...review, digest: given } },
    });
    await promoted(asked(digest));
    expect(await ask(asked(new Uint8Array(32)))).toMatchObject({
      status: 'refused',
      reason: 'review-mismatch',
    });
  });

  test('of the original is kept where it is of this content, else it is not', async () => {
    const kept = await promoted({ mark: staged({ review: { ...review, digest } }) });
    expect(kept.claims.review).toEqual({ ...review, digest });
    const other = { ...review, digest: new Uint8Array(32) };
    const dropped = await promoted({ mark: staged({ review: other }) });
    expect(dropped.claims.review).toBeUndefined();
  });

  test('by a program is no review', async () => {
    const automated = { ...review, kind: 'automated' as never };
    await expect(ask({ claims: { environment: 'production', review: automated } })).rejects.toThrow(
      expect.objectContaining({
        code: 'ERR_CLAIMS',
        argument: expect.stringMatching(/^claims\.review/),
      }),
    );
  });
});

describe('while a key service takes its time', () => {
  const slow = (meanwhile: () => void) => ({
    publicKey: shopKey.publicKey,
    sign: async (message: Uint8Array) => {
      meanwhile();
      return shopKey.signMessage(message);
    },
  });
  const expected = encodeHex(statementDigest(staged()) as Uint8Array);

  test('the mark can be overwritten, and the record names what was checked', async () => {
    const mark = staged();
    const { record } = await promoted({ mark, signer: slow(() => mark.fill(0)) });
    expect(record.from.statementDigest).toBe(expected);
  });

  test('between check and signature too', async () => {
    const mark = staged();
    const checked = promoted({
      mark,
      verifier: {
        ...verifier,
        verify: async (...call) => {
          const verdict = await verifier.verify(...call);
          mark.fill(0);
          return verdict;
        },
      },
    });
    expect((await checked).record.from.statementDigest).toBe(expected);
  });

  test('content whose bytes change after they were checked is not promoted', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const image = imageDigest(bytes);
    const mark = staged({}, image);
    const exchanging = {
      ...verifier,
      verify: async (...call: Parameters<typeof verifier.verify>) => {
        const verdict = await verifier.verify(...call);
        bytes.fill(9);
        return verdict;
      },
    };
    await expect(ask({ mark, verifier: exchanging }, image)).rejects.toThrow(
      expect.objectContaining({ code: 'ERR_CONTENT', argument: 'content' }),
    );
  });
});
