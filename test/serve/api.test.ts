/** The verification API: verdicts, detections, keys, and what each wrong request is told. */
import { describe, expect, test } from 'vitest';
import { embed, encodeTextForm, memberCarrier } from '../../src/entries/carrier.ts';
import { attributeCarrier, html, htmlText, scriptCarrier } from '../../src/entries/html.ts';
import {
  createInspector,
  createVerificationApi,
  type VerificationApiOptions,
} from '../../src/entries/http.ts';
import { invisibleCarrier, pointerTo } from '../../src/entries/invisible.ts';
import { verifyReceipt } from '../../src/entries/receipt.ts';
import { ANY_LISTED_KEY_DANGEROUS, createRemoteTrust } from '../../src/entries/remote-trust.ts';
import {
  type Content,
  createTrust,
  exportPublicJwk,
  json,
  localSigner,
  parts,
  raw,
  signBatch,
  signSync,
  text,
  thumbprint,
} from '../../src/index.ts';
import { claimsInput, DESCRIPTION, ISSUER, NOW, SUBJECT } from '../fixtures/claims.ts';
import { shopKey, stagingKey, strangerKey } from '../fixtures/keys.ts';
import { receiptKey, receiptKeys, SOLUTION } from '../fixtures/receipts.ts';
import {
  apiOptions,
  ask,
  createApi,
  MARK,
  post,
  verifyRequest,
} from '../fixtures/verification-api.ts';

const api = createApi();
const markOf = (content: Content, more: object = {}) =>
  encodeTextForm(
    signSync(content, { signer: localSigner(shopKey), claims: { ...claimsInput, ...more } }),
  );
const verify = (changed: object) => ask(api, '/v1/verify', { ...verifyRequest, ...changed });
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('POST /v1/verify', () => {
  test('says that a mark holds, with claims, axes and what that does not prove', async () => {
    const { status, json: verdict } = await verify({});
    expect(status).toBe(200);
    expect(verdict).toMatchObject({
      status: 'verified',
      claims: { issuer: ISSUER, subject: SUBJECT, environment: 'production' },
      keyId: shopKey.keyId,
      coverage: 'full',
      time: 'self-asserted',
      checks: { integrity: 'passed', content: 'passed' },
    });
    expect(JSON.stringify(verdict)).toContain('does not prove that the declaration is true');
  });

  test.each<readonly [string, object, string]>([
    ['other content', { content: { profile: 'text', text: `${DESCRIPTION}!` } }, 'digest-mismatch'],
    ['another record', { subject: 'products/other' }, 'subject-mismatch'],
    ['another form', { content: { profile: 'html', text: DESCRIPTION } }, 'profile-mismatch'],
    ['two marks', { evidence: [MARK, markOf(text('b'))] }, 'ambiguous'],
    ['half a mark', { evidence: MARK.slice(0, 100) }, 'malformed'],
    ['no base64url', { evidence: 'é' }, 'malformed'],
    ['a mark of megabytes', { evidence: 'A'.repeat(100_000) }, 'too-large'],
    [
      'text without canonical form',
      { content: { profile: 'text', text: '\ud800' } },
      'content-invalid',
    ],
  ])('refuses %s, with status 200: it is an answer', async (_what, changed, reason) => {
    const { status, json: verdict } = await verify(changed);
    expect(status).toBe(200);
    expect(verdict).toMatchObject({ status: 'rejected', reason });
    expect(verdict).not.toHaveProperty('claims');
  });

  test.each([null, '', [], ['', '']])('calls %j no mark', async (evidence) => {
    expect((await verify({ evidence })).json).toMatchObject({ status: 'absent' });
  });

  test('takes the same mark found twice for one', async () => {
    expect((await verify({ evidence: [MARK, MARK] })).json).toMatchObject({ status: 'verified' });
  });

  test.each<readonly [string, Content, object]>([
    ['html', html('<p>Warm</p>'), { profile: 'html', text: '<P>Warm</p>' }],
    ['html-text', htmlText('<p>Warm</p>'), { profile: 'html-text', text: '<div>Warm</div>' }],
    ['json', json({ a: [1, 2] }), { profile: 'json', text: '{ "a": [1, 2.0] }' }],
    ['raw', raw(Uint8Array.of(0, 255)), { profile: 'raw', base64: base64(Uint8Array.of(0, 255)) }],
    ['raw', raw(new Uint8Array(0)), { profile: 'raw', base64: '' }],
  ])('checks %s', async (_profile, content, shown) => {
    const { json: verdict } = await verify({ content: shown, evidence: markOf(content) });
    expect(verdict).toMatchObject({ status: 'verified' });
  });

  test('checks the parts of a record, also one named like a prototype', async () => {
    const signed = parts(
      new Map([
        ['title', text('Boot')],
        ['__proto__', text('x')],
        ['image', raw(Uint8Array.of(1))],
      ]),
    );
    const evidence = markOf(signed);
    const title = { name: 'title', profile: 'text', text: 'Boot' };
    const proto = { name: '__proto__', profile: 'text', text: 'x' };
    const image = { name: 'image', profile: 'raw', base64: 'AQ==' };
    const all = await verify({
      content: { parts: [title, proto, image], required: 'all' },
      evidence,
    });
    expect(all.json).toMatchObject({ status: 'verified' });
    const some = await verify({ content: { parts: [title] }, evidence });
    expect(some.json).toMatchObject({ status: 'verified' });
    expect(JSON.stringify(some.json)).toContain('"not-shown"');
    const few = await verify({ content: { parts: [title], required: ['image'] }, evidence });
    expect(few.json).toMatchObject({ status: 'rejected', reason: 'missing-part' });
    const edited = await verify({ content: { parts: [{ ...proto, text: 'y' }] }, evidence });
    expect(edited.json).toMatchObject({ status: 'rejected', reason: 'digest-mismatch' });
  });

  test('writes bytes in claims as hexadecimal, and extensions as an object', async () => {
    const evidence = markOf(text(DESCRIPTION), {
      privateDigest: new Uint8Array(32).fill(0xab),
      extensions: new Map<string, string | Uint8Array>([
        ['__proto__', 'kept'],
        ['batch', Uint8Array.of(1, 2)],
      ]),
    });
    const { json: verdict, text: body } = await verify({ evidence });
    expect(verdict).toMatchObject({ claims: { privateDigest: 'ab'.repeat(32) } });
    expect(body).toContain('"extensions":{');
    expect(body).toContain('"__proto__":"kept"');
    expect(body).toContain('"batch":"0102"');
  });

  test('remembers nothing: a revoked key is refused at once', async () => {
    const trust = createTrust([
      { publicKey: shopKey.publicKey, issuers: [ISSUER], environments: ['production'] },
    ]);
    const own = createApi({ trust });
    expect((await ask(own, '/v1/verify', verifyRequest)).json).toMatchObject({
      status: 'verified',
    });
    trust.revoke(shopKey.keyId, NOW);
    expect((await ask(own, '/v1/verify', verifyRequest)).json).toMatchObject({
      reason: 'key-revoked',
    });
  });
});

describe('POST /v1/verify/batch', () => {
  test('gives one verdict for each item, in order', async () => {
    const items = [
      verifyRequest,
      { ...verifyRequest, subject: 'products/other' },
      { ...verifyRequest, evidence: null },
    ];
    const { json: answer } = await ask(api, '/v1/verify/batch', { items });
    const { results } = answer as unknown as { results: { status: string }[] };
    expect(results.map(({ status }) => status)).toEqual(['verified', 'rejected', 'absent']);
  });

  test('checks thin items by a root that came with them, and forgets it', async () => {
    const {
      subject: _subject,
      id: _id,
      ...claims
    } = claimsInput as typeof claimsInput & { id?: string };
    const batch = signBatch(
      [
        { content: text('a'), subject: 'a' },
        { content: text('b'), subject: 'b' },
      ],
      { signer: localSigner(shopKey), claims, thin: true },
    );
    const items = [];
    let root = '';
    for await (const { envelope, subject, signedRoot } of batch) {
      items.push({
        content: { profile: 'text', text: subject },
        evidence: encodeTextForm(envelope),
        subject,
      });
      if (signedRoot !== undefined) root = encodeTextForm(signedRoot);
    }
    const clock = () => Math.floor(Date.now() / 1000);
    const own = createApi({ clock });
    const statuses = async (body: object) => {
      const { json: answer } = await ask(own, '/v1/verify/batch', body);
      return (answer as unknown as { results: { status: string }[] }).results.map(
        ({ status }) => status,
      );
    };
    expect(await statuses({ items })).toEqual(['rejected', 'rejected']);
    expect(await statuses({ items, roots: [root] })).toEqual(['verified', 'verified']);
    expect(await statuses({ items })).toEqual(['rejected', 'rejected']);
    const { json: refused } = await ask(own, '/v1/verify/batch', {
      items,
      roots: ['nope', root.slice(8)],
    });
    expect(refused).toMatchObject({ roots: [{ status: 'rejected' }, { status: 'rejected' }] });
  });

  test('takes 100 items and no more', async () => {
    const items = (count: number) => new Array(count).fill(verifyRequest);
    expect((await ask(api, '/v1/verify/batch', { items: items(100) })).status).toBe(200);
    expect((await ask(api, '/v1/verify/batch', { items: items(101) })).status).toBe(400);
    expect((await ask(api, '/v1/verify/batch', { items: [] })).status).toBe(400);
  });
});

describe('POST /v1/detect', () => {
  const detect = (body: object, own = api) => ask(own, '/v1/detect', body);

  test('finds no mark, and says that this proves nothing', async () => {
    const { json: found } = await detect({ content: { text: DESCRIPTION } });
    expect(found).toMatchObject({ result: 'no-mark-found', evidence: [], detectedAt: NOW });
    expect(JSON.stringify(found)).toContain('proves nothing');
  });

  describe('in what is nearly JSON, or JSON of any shape,', () => {
    const mark = markOf(text('x'));
    const escaped = mark.replace(/^0/, '\\u0030');
    const bytes = (of: string | Uint8Array) => ({ base64: base64(Buffer.from(of)) });
    const utf16 = (of: string) => bytes(Buffer.from(of, 'utf16le'));

    test.each<readonly [string, object]>([
      ['behind a byte order mark', { text: `\ufeff{"d":"x","contentmark":"${mark}"}` }],
      ['escaped, behind a byte order mark', { text: `\ufeff {"contentmark":"${escaped}"}` }],
      ['beside a member that stands twice', { text: `{"d":1,"d":2,"contentmark":"${mark}"}` }],
      ['twice in one object', { text: `{"contentmark":"AAAA","contentmark":"${mark}"}` }],
      [
        'beside 127 levels',
        { text: `{"d":${'['.repeat(127)}${']'.repeat(127)},"contentmark":"${mark}"}` },
      ],
      ['beside 100,000 levels', { text: `{"contentmark":"${mark}","d":${'['.repeat(60_000)}` }],
      ['before a trailing comma', { text: `{"d":"x","contentmark":"${mark}",}` }],
      ['in half a document', { text: `{"d":"x","contentmark":"${mark}","e":` }],
      ['in lines of JSON', { text: `{"d":"x"}\n{"contentmark":"${mark}"}\n` }],
      ['in a list', { text: `[{"contentmark":"${mark}"}]` }],
      ['escaped, in a list', { text: `[{"contentmark":"${escaped}"}]` }],
      ['in a record within a record', { text: `{"product":{"contentmark":"${escaped}"}}` }],
      ['in HTML within JSON', { text: JSON.stringify({ html: `<p data-contentmark="${mark}">` }) }],
      [
        'in JSON within HTML',
        { text: `<script type="application/ld+json">{"a":"${mark}"}</script>` },
      ],
      ['in JSON with comments', { text: `// c\n{contentmark: '${mark}'}` }],
      ['in a row of CSV', { text: `Handle,Contentmark\r\nboot,${mark}\r\n` }],
      ['cut off', { text: `[{"contentmark":"${mark.slice(0, 90)}` }],
      ['in bytes', bytes(`\ufeff[{"contentmark":"${mark}"}]`)],
    ])('a mark %s is found', async (_where, content) => {
      const { json: found } = await detect({ content, receipt: true });
      expect(found).toMatchObject({ result: 'mark-refused', evidence: [{ status: 'rejected' }] });
    });

    test.each<readonly [string, object]>([
      ['escaped, beside a member that stands twice', { text: `{"d":1,"d":2,"c":"${escaped}"}` }],
      ['escaped, in 129 levels', { text: `${'['.repeat(129)}"${escaped}"${']'.repeat(129)}` }],
      ['escaped, before a trailing comma', { text: `{"contentmark":"${escaped}",}` }],
      ['escaped, in lines of JSON', { text: `{"d":1}\n{"contentmark":"${escaped}"}` }],
      ['escaped, in half a document', { text: `[{"contentmark":"${escaped}"` }],
      ['in UTF-16', utf16(`{"contentmark":"${mark}"}`)],
      ['in UTF-16 with a byte order mark', utf16(`\ufeff{"contentmark":"${mark}"}`)],
      ['in UTF-16 that is given as text', { text: [...mark].join('\0') }],
      ['in bytes that are not UTF-8', bytes(Buffer.from(`\xff${mark}`, 'latin1'))],
      ['in an image', bytes(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 255))],
    ])('a mark %s is not said not to be there', async (_where, content) => {
      const { json: found } = await detect({ content, receipt: true });
      expect(found).toMatchObject({ result: 'not-readable', evidence: [] });
      expect(JSON.stringify(found)).toContain('may stand in it that was not found');
      const { receipt } = found as unknown as { readonly receipt: string };
      expect(await verifyReceipt(receipt, { keys: receiptKeys, now: NOW })).toMatchObject({
        status: 'verified',
        receipt: { result: 'not-readable', evidence: [] },
      });
    });

    test.each([
      '[Sale] Boots',
      '{size} Boots',
      '{"a":[1,2],"b":null}',
      '[]',
      'a 0oR short',
      '"0oR"',
    ])('no mark is found in %j', async (source) => {
      const { json: found } = await detect({ content: { text: source } });
      expect(found).toMatchObject({ result: 'no-mark-found' });
    });

    test('one part that cannot be read is enough', async () => {
      const parts = [
        { name: 'a', text: 'Boot' },
        { name: 'b', text: '{"a":1,"a":2}' },
      ];
      const { json: found } = await detect({ content: { parts } });
      expect(found).toMatchObject({ result: 'not-readable' });
    });
  });

  test('signs what a mark covers, and of which record', async () => {
    const signed = '<p>Light and warm.</p>';
    const evil = `${signed}<iframe src="https://evil.example/pay"></iframe>`;
    const ask = async (body: object) =>
      (await detect({ content: { text: evil }, evidence: markOf(htmlText(signed)), ...body })).json;
    const check = async (answer: unknown, more: object = {}) =>
      await verifyReceipt((answer as { readonly receipt: string }).receipt, {
        keys: receiptKeys,
        content: [evil],
        now: NOW,
        ...more,
      });
    const compared = await ask({ subject: SUBJECT, receipt: true });
    expect(await check(compared, { subject: SUBJECT })).toMatchObject({
      status: 'verified',
      subject: 'matches',
      receipt: { result: 'mark-verified', evidence: [{ finding: 'verified', coverage: 'text' }] },
    });
    expect(await check(compared, { subject: 'other' })).toMatchObject({
      reason: 'subject-mismatch',
    });
    expect(await check(await ask({ receipt: true }), { subject: SUBJECT })).toMatchObject({
      reason: 'subject-mismatch',
    });
  });

  const product = '<div><p>Light &amp; <b>warm</b></p></div>';
  const bytesOf = (content: Content) =>
    signSync(content, { signer: localSigner(shopKey), claims: claimsInput });
  test.each<readonly [string, object]>([
    [
      'in an attribute',
      { content: { text: embed(product, bytesOf(html(product)), attributeCarrier()) } },
    ],
    [
      'in a script element',
      { content: { text: embed(product, bytesOf(html(product)), scriptCarrier()) } },
    ],
    ['beside a text', { content: { text: DESCRIPTION }, evidence: MARK }],
    ['beside JSON', { content: { text: '{"a":1}' }, evidence: markOf(json({ a: 1 })) }],
    ['beside words of HTML', { content: { text: product }, evidence: [markOf(htmlText(product))] }],
    ['beside bytes', { content: { base64: 'AP8=' }, evidence: markOf(raw(Uint8Array.of(0, 255))) }],
    [
      'beside bytes that are text',
      { content: { base64: base64(Buffer.from(DESCRIPTION)) }, evidence: MARK },
    ],
    [
      'beside text that was signed as bytes',
      { content: { text: 'a' }, evidence: markOf(raw(Uint8Array.of(97))) },
    ],
    [
      'beside the parts of a record',
      {
        content: {
          parts: [
            { name: 'title', text: 'Boot' },
            { name: 'image', base64: 'AQ==' },
          ],
        },
        evidence: markOf(parts({ title: text('Boot'), image: raw(Uint8Array.of(1)) })),
      },
    ],
  ])('checks a mark %s, in the form that it names', async (_where, body) => {
    const { json: found } = await detect(body);
    expect(found).toMatchObject({
      result: 'mark-verified',
      subject: 'not-compared',
      evidence: [{ technique: 'signature', status: 'verified', claims: { issuer: ISSUER } }],
    });
  });

  test('finds a mark in a JSON member, and says that the record without it was signed', async () => {
    const record = embed({ title: 'Boot' }, bytesOf(json({ title: 'Boot' })), memberCarrier());
    const { json: found } = await detect({ content: { text: JSON.stringify(record) } });
    // The member is part of the text, so the text is not what was signed.
    expect(found).toMatchObject({
      result: 'mark-refused',
      evidence: [{ reason: 'digest-mismatch' }],
    });
  });

  describe('of an invisible mark', () => {
    const envelope = bytesOf(text(DESCRIPTION));
    const pointed = embed(DESCRIPTION, pointerTo(envelope), invisibleCarrier());

    test.each(['vs256', 'vs16'] as const)(
      'in %s finds it, alone or beside itself',
      async (encoding) => {
        const marked = embed(DESCRIPTION, envelope, invisibleCarrier({ encoding }));
        for (const body of [
          { content: { text: marked } },
          { content: { base64: base64(Buffer.from(marked)) } },
          { content: { text: marked }, evidence: encodeTextForm(envelope) },
        ]) {
          const { json: found } = await detect(body);
          expect(found).toMatchObject({
            result: 'mark-verified',
            evidence: [{ status: 'verified' }],
          });
        }
        const edited = marked.replace(DESCRIPTION, `${DESCRIPTION}!`);
        expect((await detect({ content: { text: edited } })).json).toMatchObject({
          result: 'mark-refused',
          evidence: [{ reason: 'digest-mismatch' }],
        });
      },
    );

    test('looks a pointer up in the evidence', async () => {
      const body = { content: { text: pointed }, evidence: encodeTextForm(envelope) };
      const { json: found } = await detect(body);
      expect(found).toMatchObject({ result: 'mark-verified', evidence: [{ status: 'verified' }] });
    });

    test('says of a pointer without its mark that it is one', async () => {
      const { json: found } = await detect({ content: { text: pointed } });
      expect(found).toMatchObject({
        result: 'mark-refused',
        evidence: [{ reason: 'malformed', detail: expect.stringContaining('this is a pointer') }],
      });
    });

    test('that is damaged refuses, and within marked HTML is part of that', async () => {
      const marked = embed(DESCRIPTION, envelope, invisibleCarrier());
      expect((await detect({ content: { text: `${marked}!` } })).json).toMatchObject({
        result: 'mark-refused',
        evidence: [{ reason: 'malformed' }],
      });
      const page = `<p>${marked}</p>`;
      const own = embed(page, bytesOf(html(page)), attributeCarrier());
      expect((await detect({ content: { text: own } })).json).toMatchObject({
        result: 'mark-verified',
      });
    });
  });

  test('says that bytes are no text where a text was signed', async () => {
    for (const content of [text('a'), html('a'), json({ a: 1 })]) {
      const { json: found } = await detect({
        content: { base64: '/9j/' },
        evidence: markOf(content),
      });
      expect(found).toMatchObject({ evidence: [{ reason: 'content-invalid' }] });
      expect(JSON.stringify(found)).toContain('not UTF-8');
      expect(JSON.stringify(found)).not.toContain('surrogate');
    }
  });

  test('compares the subject where one is named', async () => {
    const body = { content: { text: DESCRIPTION }, evidence: MARK };
    expect((await detect({ ...body, subject: SUBJECT })).json).toMatchObject({
      result: 'mark-verified',
      subject: 'compared',
    });
    expect((await detect({ ...body, subject: 'other' })).json).toMatchObject({
      result: 'mark-refused',
      evidence: [{ reason: 'subject-mismatch' }],
    });
  });

  test('lists every different mark, and lets none of them stand beside another', async () => {
    const other = markOf(text('b'));
    const { json: found } = await detect({
      content: { text: DESCRIPTION },
      evidence: [MARK, other, MARK],
    });
    expect(found).toMatchObject({
      result: 'mark-refused',
      evidence: [{ reason: 'ambiguous' }, { reason: 'ambiguous' }],
    });
  });

  test('calls a mark that cannot be read refused, never absent', async () => {
    for (const evidence of ['nope', '0oRY', MARK.slice(4)]) {
      const { json: found } = await detect({ content: { text: DESCRIPTION }, evidence });
      expect(found).toMatchObject({ result: 'mark-refused', evidence: [{ status: 'rejected' }] });
      expect(JSON.stringify(found)).not.toContain('claims');
    }
  });

  test('signs its answer on request, and editing that breaks it', async () => {
    const body = {
      content: { text: DESCRIPTION },
      evidence: MARK,
      subject: SUBJECT,
      receipt: true,
    };
    const { json: found } = await detect(body);
    const { receipt } = found as unknown as { receipt: string };
    const checked = await verifyReceipt(receipt, {
      keys: receiptKeys,
      content: [DESCRIPTION],
      now: NOW,
    });
    expect(checked).toMatchObject({
      status: 'verified',
      content: 'matches',
      receipt: {
        result: 'mark-verified',
        subject: expect.any(Uint8Array),
        environment: 'production',
        detectedAt: NOW,
        evidence: [{ technique: 'signature', finding: 'verified', keyId: shopKey.keyId }],
      },
    });
    const edited =
      receipt.slice(0, -20) + (receipt.at(-20) === 'A' ? 'B' : 'A') + receipt.slice(-19);
    expect(await verifyReceipt(edited, { keys: receiptKeys, now: NOW })).toMatchObject({
      status: 'rejected',
    });
    expect(
      await verifyReceipt(receipt, { keys: receiptKeys, now: NOW, content: ['other'] }),
    ).toMatchObject({
      reason: 'content-mismatch',
    });
  });

  test('signs a refusal, and that there was nothing', async () => {
    for (const [evidence, result] of [
      [MARK.slice(4), 'mark-refused'],
      [null, 'no-mark-found'],
    ] as const) {
      const { json: found } = await detect({ content: { text: 'x' }, evidence, receipt: true });
      const { receipt } = found as unknown as { receipt: string };
      expect(
        await verifyReceipt(receipt, { keys: receiptKeys, now: NOW, content: ['x'] }),
      ).toMatchObject({
        status: 'verified',
        receipt: { result },
      });
    }
  });

  test('without a key for receipts says that it has none', async () => {
    const { receipts: _receipts, ...without } = apiOptions;
    const own = createVerificationApi(without);
    const body = { content: { text: 'x' }, receipt: true };
    expect(await detect(body, own)).toMatchObject({
      status: 400,
      json: { code: 'receipts-not-offered' },
    });
    expect((await detect({ ...body, receipt: false }, own)).status).toBe(200);
  });
});

describe('a key of receipts that signs content', () => {
  const bound = { issuers: [ISSUER], environments: ['production'] };
  const signer = localSigner(receiptKey);
  const receipts = { signer, solution: SOLUTION };

  test('is refused where a trust over keys from elsewhere has pinned it, before it fetched any', () => {
    const thumbprints = [Buffer.from(thumbprint(receiptKey.publicKey)).toString('hex')];
    const { trust } = createRemoteTrust('https://shop.example/keys.json', {
      bindings: [{ ...bound, thumbprints }],
    });
    expect(() => createApi({ trust, receipts })).toThrow(/a key that may sign content/);
  });

  test('signs no more receipts once such a trust has learnt of it', async () => {
    const document = JSON.stringify({ keys: [exportPublicJwk(receiptKey)] });
    const headers = { 'content-type': 'application/json' };
    const remote = createRemoteTrust('https://shop.example/keys.json', {
      bindings: [{ ...bound, thumbprints: ANY_LISTED_KEY_DANGEROUS }],
      fetch: async () => new Response(document, { headers }),
    });
    const told: string[] = [];
    const own = createApi({
      trust: remote.trust,
      receipts,
      onError: ({ name }) => told.push(name),
    });
    const body = { content: { text: 'x' }, receipt: true };
    expect((await ask(own, '/v1/detect', body)).status).toBe(200);
    await remote.refresh();
    const { status, json: problem } = await ask(own, '/v1/detect', body);
    expect([status, problem]).toMatchObject([500, { code: 'internal' }]);
    expect(problem).not.toHaveProperty('receipt');
    expect(told).toEqual(['ContentmarkError']);
    expect((await ask(own, '/v1/detect', { ...body, receipt: false })).status).toBe(200);
  });
});

describe('the key documents', () => {
  const keysAt = async (path: string, own = api) => {
    const response = await own.request(path);
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json');
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    return (await response.json()) as { keys: Record<string, unknown>[] };
  };

  test('list public members only, content keys and receipt keys apart', async () => {
    const { keys } = await keysAt('/.well-known/contentmark-keys.json');
    expect(keys.map(({ kid }) => kid)).toEqual([shopKey.keyId]);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
    const receipts = await keysAt('/.well-known/contentmark-receipt-keys.json');
    expect(receipts.keys).toHaveLength(1);
    expect(receipts.keys[0]?.['kid']).not.toBe(shopKey.keyId);
  });

  test('keep a revoked key listed, as revoked', async () => {
    const own = createApi({ publishedKeys: [{ publicKey: shopKey.publicKey, revokedAt: NOW }] });
    const { keys } = await keysAt('/.well-known/contentmark-keys.json', own);
    expect(keys[0]?.['revoked']).toEqual({ revoked_at: NOW });
  });

  test('are empty where nothing is to be published', async () => {
    const { receipts: _receipts, publishedKeys: _keys, ...without } = apiOptions;
    const own = createVerificationApi(without);
    expect((await keysAt('/.well-known/contentmark-keys.json', own)).keys).toEqual([]);
    expect((await keysAt('/.well-known/contentmark-receipt-keys.json', own)).keys).toEqual([]);
  });
});

describe('a wrong request gets its problem:', () => {
  const good = JSON.stringify(verifyRequest);
  test.each<readonly [string, unknown, string, number, string]>([
    ['no JSON', 'nope', 'application/json', 400, 'malformed-json'],
    ['an empty body', '', 'application/json', 400, 'malformed-json'],
    ['JSON cut off', good.slice(0, -1), 'application/json', 400, 'malformed-json'],
    [
      'a member twice',
      `{"subject":"a",${good.slice(1)}`,
      'application/json',
      400,
      'malformed-json',
    ],
    [
      'a byte that is no UTF-8',
      Buffer.from(good.replace('crew', 'cr\xff'), 'latin1'),
      'application/json',
      400,
      'malformed-json',
    ],
    ['nesting without end', '['.repeat(100_000), 'application/json', 400, 'malformed-json'],
    ['null', 'null', 'application/json', 400, 'invalid-request'],
    ['a list', '[]', 'application/json', 400, 'invalid-request'],
    ['plain text', good, 'text/plain', 415, 'unsupported-media-type'],
    ['a form', good, 'application/x-www-form-urlencoded', 415, 'unsupported-media-type'],
    ['another charset', good, 'application/json; charset=utf-16', 415, 'unsupported-media-type'],
    ['a type that begins like JSON', good, 'application/jsonp', 415, 'unsupported-media-type'],
  ])('%s', async (_what, body, type, status, code) => {
    const answer = await api.request('/v1/verify', post(body, { type }));
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({ type: 'about:blank', status, code });
  });

  test('without any content type, too', async () => {
    const answer = await api.request('/v1/verify', {
      method: 'POST',
      body: new TextEncoder().encode(good),
    });
    expect(answer.status).toBe(415);
  });

  test.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON;charset="UTF-8"',
  ])('but %s is JSON', async (type) => {
    expect((await api.request('/v1/verify', post(good, { type }))).status).toBe(200);
  });

  test.each<readonly [string, object, readonly object[]]>([
    [
      'a member too many',
      { ...verifyRequest, extra: 1 },
      [{ pointer: '', rule: 'unknown-member' }],
    ],
    [
      'no subject',
      { content: verifyRequest.content, evidence: MARK },
      [{ pointer: '/subject', rule: 'missing' }],
    ],
    [
      'no evidence',
      { content: verifyRequest.content, subject: 'a' },
      [{ pointer: '/evidence', rule: 'missing' }],
    ],
    [
      'an empty subject',
      { ...verifyRequest, subject: '' },
      [{ pointer: '/subject', rule: 'length' }],
    ],
    [
      'a subject without UTF-8',
      { ...verifyRequest, subject: '\ud800' },
      [{ pointer: '/subject', rule: 'format' }],
    ],
    [
      'a number for a subject',
      { ...verifyRequest, subject: 1 },
      [{ pointer: '/subject', rule: 'type' }],
    ],
    [
      'an unknown profile',
      { ...verifyRequest, content: { profile: 'xml', text: '' } },
      [{ pointer: '/content', rule: 'no-alternative' }],
    ],
    [
      'padding that is missing',
      { ...verifyRequest, content: { profile: 'raw', base64: 'AQ' } },
      [{ pointer: '/content/base64', rule: 'format' }],
    ],
    [
      'a part twice',
      {
        ...verifyRequest,
        content: {
          parts: [
            { name: 'a', profile: 'text', text: '' },
            { name: 'a', profile: 'text', text: '' },
          ],
        },
      },
      [{ pointer: '/content/parts/1/name', rule: 'repeated' }],
    ],
  ])('%s, and where it is', async (_what, body, errors) => {
    const { status, json: problem } = await ask(api, '/v1/verify', body);
    expect(status).toBe(400);
    expect(problem).toMatchObject({ code: 'invalid-request', errors });
  });

  test('what only the library can refuse is the client’s mistake too', async () => {
    const name = 'é'.repeat(300);
    const content = { parts: [{ name, profile: 'text', text: '' }] };
    expect(await ask(api, '/v1/verify', { ...verifyRequest, content })).toMatchObject({
      status: 400,
      json: { code: 'invalid-request' },
    });
    const submitted = { parts: [{ name, text: '' }] };
    const body = { content: submitted, evidence: MARK };
    expect((await ask(api, '/v1/detect', body)).status).toBe(400);
  });

  test('paths that are none, and methods that are wrong', async () => {
    const nowhere = await api.request('/v2/verify');
    expect([nowhere.status, await nowhere.json()]).toMatchObject([404, { code: 'not-found' }]);
    for (const [method, path, allow] of [
      ['GET', '/v1/verify', 'POST'],
      ['PUT', '/v1/detect', 'POST'],
      ['DELETE', '/healthz', 'GET, HEAD'],
      ['POST', '/openapi.json', 'GET, HEAD'],
      ['OPTIONS', '/v1/verify', 'POST'],
    ] as const) {
      const answer = await api.request(path, { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    }
    expect((await api.request('/healthz', { method: 'HEAD' })).status).toBe(200);
  });
});

describe('limits', () => {
  const over = (bytes: number) => JSON.stringify({ ...verifyRequest, subject: 'x'.repeat(bytes) });

  test('a declared length over the bound is refused unread', async () => {
    const own = createApi({ limits: { bodyBytes: 2048 } });
    const body = over(4096);
    const answer = await own.request('/v1/verify', {
      ...post(body),
      headers: { 'content-type': 'application/json', 'content-length': String(body.length) },
    });
    expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'body-too-large' }]);
  });

  test.each([
    ['that is too small', '10', 413, 'body-too-large'],
    ['that is no number', 'abc', 400, 'invalid-request'],
    ['that is signed', '-1', 400, 'invalid-request'],
    ['that is hexadecimal', '0x10', 400, 'invalid-request'],
  ])('a declared length %s lets nothing through', async (_what, length, status, code) => {
    const own = createApi({ limits: { bodyBytes: 2048 } });
    const content = { profile: 'text', text: 'x'.repeat(4096) };
    const answer = await own.request('/v1/verify', {
      ...post({ ...verifyRequest, content }),
      headers: { 'content-type': 'application/json', 'content-length': length },
    });
    expect([answer.status, await answer.json()]).toMatchObject([status, { code }]);
  });

  test('a body without a length is counted as it comes, and no further than the bound', async () => {
    const own = createApi({ limits: { bodyBytes: 2048 } });
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(1024).fill(0x20));
        if (pulled > 1000) controller.close();
      },
    });
    const request = new Request('http://api.example/v1/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    const answer = await own.request(request);
    expect(answer.status).toBe(413);
    expect(pulled).toBeLessThan(10);
  });

  test('a body that does not come in time is not waited for', async () => {
    const own = createApi({ limits: { bodySeconds: 0.1 } });
    const body = new ReadableStream<Uint8Array>({ start: (c) => c.enqueue(Uint8Array.of(0x7b)) });
    const request = new Request('http://api.example/v1/verify', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit);
    const answer = await own.request(request);
    expect([answer.status, await answer.json()]).toMatchObject([408, { code: 'request-timeout' }]);
  });

  test('HTML is parsed up to a bound, over all parts and items together', async () => {
    const own = createApi({ limits: { htmlCharacters: 100 } });
    const content = { profile: 'html', text: 'x'.repeat(60) };
    const one = { ...verifyRequest, content };
    expect((await ask(own, '/v1/verify', one)).status).toBe(200);
    expect(await ask(own, '/v1/verify/batch', { items: [one, one] })).toMatchObject({
      status: 413,
      json: { code: 'content-too-large' },
    });
    const part = { ...content, profile: 'html-text' };
    const two = {
      parts: [
        { name: 'a', ...part },
        { name: 'b', ...part },
      ],
    };
    expect((await ask(own, '/v1/verify', { ...verifyRequest, content: two })).status).toBe(413);
    const plain = { ...verifyRequest, content: { profile: 'text', text: 'x'.repeat(200) } };
    expect((await ask(own, '/v1/verify', plain)).status).toBe(200);
    expect((await ask(own, '/v1/detect', { content: { text: 'x'.repeat(101) } })).status).toBe(413);
    // An image is hashed, and not looked into.
    const image = { base64: base64(new Uint8Array(200).fill(0xff, 199)) };
    expect((await ask(own, '/v1/detect', { content: image })).status).toBe(200);
    // A text is no image because it came as bytes: unread, it would be "no mark found".
    const page = { base64: base64(Buffer.from('é'.repeat(101))) };
    const body = { content: page, receipt: true };
    expect(await ask(own, '/v1/detect', body)).toMatchObject({
      status: 413,
      json: { code: 'content-too-large' },
    });
    const few = { base64: base64(Buffer.from('é'.repeat(100))) };
    expect((await ask(own, '/v1/detect', { content: few })).status).toBe(200);
    const marked = { content: page, evidence: markOf(text('é'.repeat(101))) };
    expect((await ask(own, '/v1/detect', marked)).status).toBe(413);
    const signed = { content: page, evidence: markOf(raw(Buffer.from('é'.repeat(101)))) };
    expect((await ask(own, '/v1/detect', signed)).json).toMatchObject({ result: 'mark-verified' });
  });

  test('a client that asks too often is told when to come again; others are served', async () => {
    const own = createApi({
      rateLimit: { requests: 3, seconds: 60, clientOf: (c) => c.req.header('x-client') },
    });
    const from = async (client: string) =>
      await own.request('/openapi.json', { headers: client === '' ? {} : { 'x-client': client } });
    for (let i = 0; i < 3; i++) expect((await from('a')).status).toBe(200);
    const refused = await from('a');
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { code: 'too-many-requests' },
    ]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await from('b')).status).toBe(200);
    for (let i = 0; i < 5; i++) expect((await from('')).status).toBe(200);
  });

  test('whoever watches the server is not counted', async () => {
    const own = createApi({
      rateLimit: { requests: 1, clientOf: () => 'a' },
      metrics: { observe: () => undefined, expose: async () => ({ contentType: 'a/b', body: '' }) },
    });
    for (let i = 0; i < 3; i++)
      for (const path of ['/healthz', '/metrics'])
        expect((await own.request(path)).status).toBe(200);
    expect((await own.request('/openapi.json')).status).toBe(200);
    expect((await own.request('/openapi.json')).status).toBe(429);
  });

  test('counts the bytes of one client, whatever declares them, and the page with the API', async () => {
    const rateLimit = { requests: 1000, bytes: 10_000, clientOf: () => 'a' };
    const options = { ...apiOptions, rateLimit };
    const own = createVerificationApi(options);
    own.route('/', createInspector(options));
    const body = JSON.stringify({ content: { text: 'a'.repeat(9000) } });
    const declared = { 'content-type': 'application/json', 'content-length': String(body.length) };
    const send = (headers: Record<string, string>) =>
      own.request('/v1/detect', { method: 'POST', headers, body });
    expect((await send({ 'content-type': 'application/json' })).status).toBe(200);
    expect((await send(declared)).status).toBe(200);
    const third = await send(declared);
    expect([third.status, await third.json()]).toMatchObject([429, { code: 'too-many-requests' }]);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
    const page = await own.request('/inspect', { method: 'POST', body: new FormData() });
    expect([page.status, page.headers.has('retry-after')]).toEqual([429, true]);
    expect(await page.text()).toContain('too many checks');
    // What needs no body is not held up.
    expect((await own.request('/openapi.json')).status).toBe(200);
  });
});

describe('a listener that fails', () => {
  const fail = () => {
    throw new Error('the log is full');
  };
  test.each<readonly [string, Partial<VerificationApiOptions>]>([
    ['onRequest throws', { onRequest: fail }],
    // A listener may be async, whatever its type says of what it gives.
    ['onRequest rejects', { onRequest: async () => fail() }],
    ['metrics throw', { metrics: { observe: fail, expose: fail } }],
  ])('changes no answer: %s', async (_what, options) => {
    const own = createApi(options);
    expect(await ask(own, '/v1/verify', verifyRequest)).toMatchObject({
      status: 200,
      json: { status: 'verified' },
    });
    expect((await own.request('/nowhere')).status).toBe(404);
  });

  test.each([fail, async () => fail()])('changes no 500: onError %#', async (onError) => {
    const signer = { ...localSigner(receiptKey), sign: fail };
    const own = createApi({ onError, receipts: { signer, solution: SOLUTION } });
    const answer = await ask(own, '/v1/detect', { content: { text: 'x' }, receipt: true });
    expect(answer).toMatchObject({ status: 500, json: { code: 'internal' } });
  });
});

describe('headers', () => {
  test('let a page do nothing with an answer, and no cache keep one about what was sent', async () => {
    const answer = await api.request('/v1/verify', post(verifyRequest));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(answer.headers.has('strict-transport-security')).toBe(false);
    expect(answer.headers.has('access-control-allow-origin')).toBe(false);
  });

  test('let pages of the named origins read answers, after asking', async () => {
    const own = createApi({ corsOrigins: ['https://shop.example'] });
    const preflight = (origin: string) =>
      own.request('/v1/verify', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST' },
      });
    const allowed = await preflight('https://shop.example');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(allowed.headers.get('access-control-allow-methods')).toBe('POST');
    expect(
      (await preflight('https://evil.example')).headers.has('access-control-allow-origin'),
    ).toBe(false);
    const answer = await own.request('/v1/verify', {
      ...post(verifyRequest),
      headers: { 'content-type': 'application/json', origin: 'https://shop.example' },
    });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(answer.headers.get('vary')).toContain('Origin');
  });
});

describe('what is wrong in the options is refused at once:', () => {
  test.each<readonly [string, object, string]>([
    ['no trust', { trust: undefined }, 'options.trust'],
    ['no environment', { environment: '' }, 'options.environment'],
    ['a misspelt option', { enviroment: 'x' }, 'options.enviroment'],
    [
      'a signer that is none',
      { receipts: { signer: {}, solution: 'https://a.example' } },
      'options.receipts.signer',
    ],
    [
      'a solution that is no URI',
      { receipts: { signer: localSigner(strangerKey), solution: 'x' } },
      'options.receipts.solution',
    ],
    [
      'a receipt key that may sign content here',
      { receipts: { signer: localSigner(stagingKey), solution: 'https://a.example' } },
      'options.receipts.signer',
    ],
    [
      'a receipt key that is published as a content key',
      {
        receipts: { signer: localSigner(strangerKey), solution: 'https://a.example' },
        publishedKeys: [{ publicKey: strangerKey.publicKey }],
      },
      'options.receipts.signer',
    ],
    [
      'a private key to publish',
      { publishedKeys: [{ publicKey: shopKey.publicKey, d: 'x' }] },
      'options.publishedKeys[0].d',
    ],
    [
      'an unsound key to publish',
      { publishedKeys: [{ publicKey: new Uint8Array(32) }] },
      'options.publishedKeys[0].publicKey',
    ],
    ['a page for an origin', { corsOrigins: ['https://a.example/'] }, 'options.corsOrigins[0]'],
    ['a rate without a client', { rateLimit: { requests: 1 } }, 'options.rateLimit.clientOf'],
    [
      'half a request',
      { rateLimit: { requests: 1.5, clientOf: () => 'a' } },
      'options.rateLimit.requests',
    ],
    [
      'a body without bound',
      { limits: { bodyBytes: Number.POSITIVE_INFINITY } },
      'options.limits.bodyBytes',
    ],
    ['metrics that are none', { metrics: {} }, 'options.metrics'],
  ])('%s', (_what, changed, argument) => {
    expect(() => createApi(changed as Partial<VerificationApiOptions>)).toThrow(
      expect.objectContaining({ name: 'ContentmarkError', argument }),
    );
  });
});
