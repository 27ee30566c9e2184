/** From staging to production: only what holds, by somebody else, with a record that names both marks. */
import {
  type ClaimsInput,
  type Content,
  createTrust,
  createVerifier,
  imageDigest,
  localSigner,
  parts,
  signBatch,
  text,
  verifySync,
} from 'contentmark';
import { encodeTextForm } from 'contentmark/carrier';
import { html, htmlText } from 'contentmark/html';
import {
  PROMOTION_REFUSALS,
  type PromoteOptions,
  type Promotion,
  promote,
  statementDigest,
} from 'contentmark/promote';
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { native } from '../../fixtures/backends.ts';
import { ISSUER, mark, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { openEnvelope } from '../../fixtures/envelopes.ts';
import { shopKey, stagingKey, strangerKey } from '../../fixtures/keys.ts';
import { WRONG_VALUES } from '../../fixtures/wrong-values.ts';

const content = text('Merino crew neck');
const LATER = NOW + 3600;

const stagingTrust = createTrust([
  {
    publicKey: stagingKey.publicKey,
    issuers: [ISSUER],
    environments: ['staging', 'test'],
    purposes: ['content', 'fixture', 'seed', 'demo', 'canary'],
  },
  { publicKey: shopKey.publicKey, issuers: [ISSUER], environments: ['production'] },
]);
const verifier = createVerifier({ trust: stagingTrust, environment: 'staging' });

const staged = (changed: Partial<ClaimsInput> = {}, of: Content = content, key = stagingKey) =>
  mark(of, { environment: 'staging', ...changed }, key);

const options: PromoteOptions = {
  verifier,
  evidence: staged(),
  subject: SUBJECT,
  signer: localSigner(shopKey),
  claims: { environment: 'production' },
  approver: 'role:content-lead',
  reason: 'checked against the supplier sheet',
  now: LATER,
};

const ask = (changed: Partial<PromoteOptions> = {}, of: Content = content) =>
  promote(of, { ...options, ...changed });

async function promoted(changed: Partial<PromoteOptions> = {}, of: Content = content) {
  const promotion = await ask(changed, of);
  if (promotion.status === 'refused') throw new Error(`${promotion.reason}: ${promotion.detail}`);
  return { ...promotion, claims: openEnvelope(promotion.envelope).claims };
}

function checkInProduction(of: Content, envelope: Uint8Array) {
  const trust = createTrust([
    { publicKey: shopKey.publicKey, issuers: [ISSUER], environments: ['production'] },
  ]);
  return verifySync(of, envelope, {
    trust,
    environment: 'production',
    subject: SUBJECT,
    now: LATER,
  });
}

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
    const evidence = staged(said);
    const { claims } = await promoted({ verifier: audience, evidence });
    const before = openEnvelope(evidence).claims;
    const { id, issuedAt, environment, ingredients, ...kept } = claims;
    expect(before).toMatchObject(kept);
    expect(id).not.toBe(before.id);
    expect(ingredients).toEqual([statementDigest(evidence)]);
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
    const evidence = staged({}, of);
    const { envelope } = await promoted({ evidence }, of);
    expect(checkInProduction(of, envelope).status).toBe('verified');
    expect(openEnvelope(envelope).sign1.payload).toEqual(openEnvelope(evidence).sign1.payload);
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
      const { claims: made } = await promoted({ evidence: item.envelope });
      expect(made.ingredients).toEqual([statementDigest(item.envelope)]);
    }
    for await (const { subject, envelope, signedRoot } of signBatch(items, {
      signer,
      claims,
      thin: true,
    })) {
      if (subject !== SUBJECT) continue;
      expect(await ask({ evidence: envelope })).toMatchObject({
        status: 'refused',
        reason: 'not-verified',
        verdict: { reason: 'unknown-root' },
      });
      const informed = createVerifier({ trust: stagingTrust, environment: 'staging' });
      await informed.addRoot(signedRoot as Uint8Array);
      await promoted({ verifier: informed, evidence: envelope });
    }
  });

  test('may be given as text form, or as all that was found on a host', async () => {
    const evidence = staged();
    for (const given of [encodeTextForm(evidence), [evidence, encodeTextForm(evidence)]]) {
      const { claims } = await promoted({ evidence: given });
      expect(claims.ingredients).toEqual([statementDigest(evidence)]);
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
    const evidence = staged({}, of);
    const asked = { environment: 'production', review };
    const { claims } = await promoted({ evidence, claims: asked }, of);
    const manifest = openEnvelope(evidence).sign1.payload;
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
    const kept = await promoted({ evidence: staged({ review: { ...review, digest } }) });
    expect(kept.claims.review).toEqual({ ...review, digest });
    const other = { ...review, digest: new Uint8Array(32) };
    const dropped = await promoted({ evidence: staged({ review: other }) });
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

describe('refused is', () => {
  const byPeople = (changed: Partial<PromoteOptions>): [string, Promise<Promotion>] => [
    JSON.stringify(changed),
    ask(changed),
  ];

  test.each<[string, () => Promise<Promotion>, string]>([
    ['no mark', () => ask({ evidence: [] }), 'absent'],
    ['edited content', () => ask({}, text('Merino crew')), 'digest-mismatch'],
    ['another product', () => ask({ subject: 'other' }), 'subject-mismatch'],
    [
      'a mark of another environment',
      () => ask({ evidence: staged({ environment: 'test' }) }),
      'environment-mismatch',
    ],
    ['a stranger', () => ask({ evidence: staged({}, content, strangerKey) }), 'unknown-key'],
    ['a forged mark', () => ask({ evidence: staged().with(-1, 0) }), 'bad-signature'],
    ['two marks', () => ask({ evidence: [staged(), staged({ kind: 'title' })] }), 'ambiguous'],
    ['an expired mark', () => ask({ evidence: staged({ expiresAt: NOW + 1 }) }), 'expired'],
    ['noise', () => ask({ evidence: Uint8Array.of(1, 2, 3) }), 'malformed'],
    [
      'a part that was never signed',
      () =>
        ask(
          { evidence: staged({}, parts({ a: text('a') })) },
          parts({ a: text('a'), b: text('b') }),
        ),
      'unsigned-part',
    ],
    [
      'a record without one of its parts, which would be signed unseen or lost',
      () =>
        ask(
          { evidence: staged({}, parts({ a: text('a'), b: text('b') })) },
          parts({ a: text('a') }),
        ),
      'missing-part',
    ],
  ])('%s', async (_name, call, reason) => {
    const promotion = await call();
    expect(promotion).toMatchObject({ status: 'refused', reason: 'not-verified' });
    const { verdict } = promotion as Promotion & { status: 'refused' };
    expect(verdict.status === 'rejected' ? verdict.reason : verdict.status).toBe(reason);
    expect(promotion).not.toHaveProperty('envelope');
  });

  test('a mark whose own time ran out within the tolerance of clocks', async () => {
    const evidence = staged({ expiresAt: LATER - 5 });
    expect(await ask({ evidence })).toMatchObject({ status: 'refused', reason: 'not-verified' });
    const claims = { environment: 'production', expiresAt: LATER + 100 };
    expect((await promoted({ evidence, claims })).claims.expiresAt).toBe(LATER + 100);
  });

  test('an image signed as another type', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const evidence = staged({}, imageDigest(bytes, { mediaType: 'image/png' }));
    expect(await ask({ evidence }, imageDigest(bytes, { mediaType: 'text/html' }))).toMatchObject({
      reason: 'not-verified',
      detail: 'signed as image/png, given as text/html',
    });
  });

  test.each(['fixture', 'seed', 'demo', 'canary'] as const)(
    'a %s, wherever it is to go',
    async (purpose) => {
      for (const environment of ['production', 'test']) {
        const promotion = ask({ evidence: staged({ purpose }), claims: { environment } });
        expect(await promotion).toMatchObject({ status: 'refused', reason: 'not-content' });
      }
    },
  );

  test('the same environment, and the same key', async () => {
    const here = ask({ claims: { environment: 'staging' } });
    expect(await here).toMatchObject({ status: 'refused', reason: 'same-environment' });
    const crossed = ask({ signer: localSigner(stagingKey) });
    expect(await crossed).toMatchObject({ status: 'refused', reason: 'same-key' });
  });

  test.each([
    byPeople({ author: 'id:4711', approver: 'id:4711' }),
    byPeople({ author: 'Ada  Lovelace', approver: ' ada lovelace ' }),
    byPeople({ author: 'ＡＤＡ', approver: 'ada' }),
    byPeople({ author: 'role: lead', approver: 'role: lead\u200b' }),
    byPeople({ author: 'role: lead', approver: 'role: le\u00adad' }),
    byPeople({ author: 'role: lead', approver: 'rol\u0435: lead' }),
    byPeople({ author: 'role: lead', approver: '\u2066Role:\u00a0Lead\u2069\ufe0f' }),
    byPeople({ approver: `${ISSUER}\u200b` }),
    byPeople({ approver: ISSUER }),
    byPeople({ approver: ISSUER.toUpperCase() }),
    byPeople({
      approver: 'https://brand.example/live',
      claims: { environment: 'production', issuer: 'https://brand.example/live' },
    }),
    byPeople({
      approver: 'copywriter',
      evidence: staged({ generator: { name: 'Copywriter', model: 'm-1' } }),
    }),
    byPeople({
      approver: 'm-1',
      evidence: staged({ generator: { name: 'Copywriter', model: 'm-1' } }),
    }),
  ])('self-approval: %s', async (_name, promotion) => {
    expect(await promotion).toMatchObject({ status: 'refused', reason: 'self-approval' });
  });

  test('nothing for another reason than these', () => {
    expect(PROMOTION_REFUSALS).toEqual([
      'not-verified',
      'not-content',
      'same-environment',
      'same-key',
      'self-approval',
      'review-mismatch',
    ]);
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

  test('the evidence can be overwritten, and the record names what was checked', async () => {
    const evidence = staged();
    const { record } = await promoted({ evidence, signer: slow(() => evidence.fill(0)) });
    expect(record.from.statementDigest).toBe(expected);
  });

  test('between check and signature too', async () => {
    const evidence = staged();
    const checked = promoted({
      evidence,
      verifier: {
        ...verifier,
        verify: async (...call) => {
          const verdict = await verifier.verify(...call);
          evidence.fill(0);
          return verdict;
        },
      },
    });
    expect((await checked).record.from.statementDigest).toBe(expected);
  });

  test('content whose bytes change after they were checked is not promoted', async () => {
    const bytes = Uint8Array.of(1, 2, 3);
    const image = imageDigest(bytes);
    const evidence = staged({}, image);
    const exchanging = {
      ...verifier,
      verify: async (...call: Parameters<typeof verifier.verify>) => {
        const verdict = await verifier.verify(...call);
        bytes.fill(9);
        return verdict;
      },
    };
    await expect(ask({ evidence, verifier: exchanging }, image)).rejects.toThrow(
      expect.objectContaining({ code: 'ERR_CONTENT', argument: 'content' }),
    );
  });
});

describe('a mistake in the call is named:', () => {
  const isText = (value: unknown) =>
    typeof value === 'string' && value.trim() !== '' && value !== '\ud800';
  const never = () => false;
  const isAbsent = (value: unknown) => value === undefined;

  test.each<[string, (value: never) => Promise<unknown>, (value: unknown) => boolean]>([
    ['content', (value) => promote(value, options), never],
    ['options', (value) => promote(content, value), never],
    ['options.verifier', (value) => ask({ verifier: value }), never],
    [
      'options.subject',
      (value) => ask({ subject: value }),
      (value) => typeof value === 'string' && value !== '' && value !== '\ud800',
    ],
    ['options.signer', (value) => ask({ signer: value }), never],
    ['options.claims', (value) => ask({ claims: value }), never],
    [
      'options.claims.environment',
      (value) => ask({ claims: { environment: value } }),
      (value) => typeof value === 'string' && value !== '' && value !== '\ud800',
    ],
    [
      'options.claims.review|claims.review',
      (value) => ask({ claims: { environment: 'production', review: value } }),
      isAbsent,
    ],
    ['options.approver', (value) => ask({ approver: value }), isText],
    [
      'options.author',
      (value) => ask({ author: value }),
      (value) => isAbsent(value) || isText(value),
    ],
    ['options.reason', (value) => ask({ reason: value }), isText],
    [
      'options.now',
      (value) => ask({ now: value }),
      (value) => value === 0 || value === 1 || isAbsent(value),
    ],
    [
      'evidence',
      (value) => ask({ evidence: value }),
      (value) =>
        value === null ||
        isAbsent(value) ||
        typeof value === 'string' ||
        value instanceof Uint8Array ||
        (Array.isArray(value) && value.length === 0),
    ],
    [
      'envelope',
      async (value) => statementDigest(value),
      (value) => typeof value === 'string' || value instanceof Uint8Array,
    ],
  ])('%s', async (argument, call, isRight) => {
    for (const [label, value] of WRONG_VALUES) {
      let found = 'answered';
      try {
        await call(value as never);
      } catch (error) {
        const { name, argument: at } = error as { name: string; argument?: string };
        found = name === 'ContentmarkError' ? `${at}` : String(error);
      }
      if (isRight(value)) expect([label, found]).toEqual([label, 'answered']);
      else {
        const isNamed = argument.split('|').some((each) => found.startsWith(each));
        expect([label, found, isNamed]).toEqual([label, found, true]);
      }
    }
  });

  test.each([
    [
      'an e-mail address for an approver',
      { approver: 'ada@shop.example' },
      'options.approver',
      /role or the id/,
    ],
    [
      'an e-mail address for an author',
      { author: ' ada@shop.example ' },
      'options.author',
      /role or the id/,
    ],
    ['a reason of white space', { reason: ' \n\t' }, 'options.reason', /not all white space/],
    ['a reason of a book', { reason: 'x'.repeat(2001) }, 'options.reason', /1 to 2000/],
    [
      'an option nobody reads',
      { aprover: 'x' },
      'options.aprover',
      /"options.aprover" is no option/,
    ],
    [
      'a claim that cannot be changed',
      { claims: { environment: 'production', kind: 'title' } },
      'options.claims.kind',
      /no option/,
    ],
    [
      'any subject',
      { subject: Symbol.for('contentmark.any-subject') },
      'options.subject',
      /a string/,
    ],
  ])('%s', async (_name, changed, argument, words) => {
    await expect(ask(changed as never)).rejects.toThrow(
      expect.objectContaining({
        code: 'ERR_ARGUMENT',
        argument,
        message: expect.stringMatching(words),
      }),
    );
  });
});

describe('statementDigest', () => {
  let single: Uint8Array;
  beforeAll(() => {
    single = staged();
  });

  test('is of what was signed: bytes and text form, signed again or not, have one', () => {
    const digest = statementDigest(single);
    expect(statementDigest(encodeTextForm(single))).toEqual(digest);
    expect(statementDigest(single.with(-1, (single.at(-1) as number) ^ 1))).toEqual(digest);
    expect(statementDigest(Buffer.from(single))).toEqual(digest);
    expect(statementDigest(staged({ kind: 'title' }))).not.toEqual(digest);
  });

  test('of what is no envelope is undefined, whatever it is', () => {
    for (const given of [
      '',
      '%',
      'x'.repeat(1_000_000),
      new Uint8Array(0),
      new Uint8Array(1_000_000),
    ]) {
      expect(statementDigest(given)).toBeUndefined();
    }
    for (let length = 0; length < single.length; length++) {
      expect(statementDigest(single.subarray(0, length))).toBeUndefined();
    }
  });
});
