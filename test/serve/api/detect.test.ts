/** POST /v1/detect: the marks of what was sent, checked in the form that each names, and signed attestations. */

import { type Content, json, localSigner, parts, raw, signSync, text } from 'contentmark';
import { verifyAttestation } from 'contentmark/attestation';
import { embed, encodeTextForm, memberCarrier } from 'contentmark/carrier';
import { attributeCarrier, html, htmlText, scriptCarrier } from 'contentmark/html';
import { createVerificationApi } from 'contentmark/http';
import { invisibleCarrier, pointerTo } from 'contentmark/invisible';
import { describe, expect, test } from 'vitest';
import { attestationKeys } from '../../fixtures/attestations.ts';
import { claimsInput, DESCRIPTION, ISSUER, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { apiOptions, ask, createApi, MARK, markOf } from '../../fixtures/verification-api.ts';

const api = createApi();
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

describe('POST /v1/detect', () => {
  const detect = (body: object, own = api) => ask(own, '/v1/detect', body);

  test('finds no mark, and says that this proves nothing', async () => {
    const { json: found } = await detect({ content: { text: DESCRIPTION } });
    expect(found).toMatchObject({ result: 'no-mark-found', findings: [], detectedAt: NOW });
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
      const { json: found } = await detect({ content, attestation: true });
      expect(found).toMatchObject({ result: 'mark-refused', findings: [{ status: 'rejected' }] });
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
      const { json: found } = await detect({ content, attestation: true });
      expect(found).toMatchObject({ result: 'not-readable', findings: [] });
      expect(JSON.stringify(found)).toContain('may stand in it that was not found');
      const { attestation } = found as unknown as { readonly attestation: string };
      expect(
        await verifyAttestation(attestation, { keys: attestationKeys, now: NOW }),
      ).toMatchObject({
        status: 'verified',
        attestation: { result: 'not-readable', findings: [] },
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
    const evil = `${signed}<iframe src="https://evil-pay.net/"></iframe>`;
    const ask = async (body: object) =>
      (await detect({ content: { text: evil }, mark: markOf(htmlText(signed)), ...body })).json;
    const check = async (answer: unknown, more: object = {}) =>
      await verifyAttestation((answer as { readonly attestation: string }).attestation, {
        keys: attestationKeys,
        content: [evil],
        now: NOW,
        ...more,
      });
    const compared = await ask({ subject: SUBJECT, attestation: true });
    expect(await check(compared, { subject: SUBJECT })).toMatchObject({
      status: 'verified',
      subject: 'matches',
      attestation: { result: 'mark-verified', findings: [{ id: 'verified', coverage: 'text' }] },
    });
    expect(await check(compared, { subject: 'other' })).toMatchObject({
      reason: 'subject-mismatch',
    });
    expect(await check(await ask({ attestation: true }), { subject: SUBJECT })).toMatchObject({
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
    ['beside a text', { content: { text: DESCRIPTION }, mark: MARK }],
    ['beside JSON', { content: { text: '{"a":1}' }, mark: markOf(json({ a: 1 })) }],
    ['beside words of HTML', { content: { text: product }, mark: [markOf(htmlText(product))] }],
    ['beside bytes', { content: { base64: 'AP8=' }, mark: markOf(raw(Uint8Array.of(0, 255))) }],
    [
      'beside bytes that are text',
      { content: { base64: base64(Buffer.from(DESCRIPTION)) }, mark: MARK },
    ],
    [
      'beside text that was signed as bytes',
      { content: { text: 'a' }, mark: markOf(raw(Uint8Array.of(97))) },
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
        mark: markOf(parts({ title: text('Boot'), image: raw(Uint8Array.of(1)) })),
      },
    ],
  ])('checks a mark %s, in the form that it names', async (_where, body) => {
    const { json: found } = await detect(body);
    expect(found).toMatchObject({
      result: 'mark-verified',
      subject: 'not-compared',
      findings: [{ technique: 'signature', status: 'verified', claims: { issuer: ISSUER } }],
    });
  });

  test('finds a mark in a JSON member, and says that the record without it was signed', async () => {
    const record = embed({ title: 'Boot' }, bytesOf(json({ title: 'Boot' })), memberCarrier());
    const { json: found } = await detect({ content: { text: JSON.stringify(record) } });
    // The member is part of the text, so the text is not what was signed.
    expect(found).toMatchObject({
      result: 'mark-refused',
      findings: [{ reason: 'digest-mismatch' }],
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
          { content: { text: marked }, mark: encodeTextForm(envelope) },
        ]) {
          const { json: found } = await detect(body);
          expect(found).toMatchObject({
            result: 'mark-verified',
            findings: [{ status: 'verified' }],
          });
        }
        const edited = marked.replace(DESCRIPTION, `${DESCRIPTION}!`);
        expect((await detect({ content: { text: edited } })).json).toMatchObject({
          result: 'mark-refused',
          findings: [{ reason: 'digest-mismatch' }],
        });
      },
    );

    test('looks a pointer up in the mark', async () => {
      const body = { content: { text: pointed }, mark: encodeTextForm(envelope) };
      const { json: found } = await detect(body);
      expect(found).toMatchObject({ result: 'mark-verified', findings: [{ status: 'verified' }] });
    });

    test('says of a pointer without its mark that it is one', async () => {
      const { json: found } = await detect({ content: { text: pointed } });
      expect(found).toMatchObject({
        result: 'mark-refused',
        findings: [{ reason: 'malformed', detail: expect.stringContaining('this is a pointer') }],
      });
    });

    test('that is damaged refuses, and within marked HTML is part of that', async () => {
      const marked = embed(DESCRIPTION, envelope, invisibleCarrier());
      expect((await detect({ content: { text: `${marked}!` } })).json).toMatchObject({
        result: 'mark-refused',
        findings: [{ reason: 'malformed' }],
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
        mark: markOf(content),
      });
      expect(found).toMatchObject({ findings: [{ reason: 'content-invalid' }] });
      expect(JSON.stringify(found)).toContain('not UTF-8');
      expect(JSON.stringify(found)).not.toContain('surrogate');
    }
  });

  test('compares the subject where one is named', async () => {
    const body = { content: { text: DESCRIPTION }, mark: MARK };
    expect((await detect({ ...body, subject: SUBJECT })).json).toMatchObject({
      result: 'mark-verified',
      subject: 'compared',
    });
    expect((await detect({ ...body, subject: 'other' })).json).toMatchObject({
      result: 'mark-refused',
      findings: [{ reason: 'subject-mismatch' }],
    });
  });

  test('lists every different mark, and lets none of them stand beside another', async () => {
    const other = markOf(text('b'));
    const { json: found } = await detect({
      content: { text: DESCRIPTION },
      mark: [MARK, other, MARK],
    });
    expect(found).toMatchObject({
      result: 'mark-refused',
      findings: [{ reason: 'ambiguous' }, { reason: 'ambiguous' }],
    });
  });

  test('calls a mark that cannot be read refused, never absent', async () => {
    for (const mark of ['nope', '0oRY', MARK.slice(4)]) {
      const { json: found } = await detect({ content: { text: DESCRIPTION }, mark });
      expect(found).toMatchObject({ result: 'mark-refused', findings: [{ status: 'rejected' }] });
      expect(JSON.stringify(found)).not.toContain('claims');
    }
  });

  test('signs its answer on request, and editing that breaks it', async () => {
    const body = {
      content: { text: DESCRIPTION },
      mark: MARK,
      subject: SUBJECT,
      attestation: true,
    };
    const { json: found } = await detect(body);
    const { attestation } = found as unknown as { attestation: string };
    const checked = await verifyAttestation(attestation, {
      keys: attestationKeys,
      content: [DESCRIPTION],
      now: NOW,
    });
    expect(checked).toMatchObject({
      status: 'verified',
      content: 'matches',
      attestation: {
        result: 'mark-verified',
        subject: expect.any(Uint8Array),
        environment: 'production',
        detectedAt: NOW,
        findings: [{ technique: 'signature', id: 'verified', keyId: shopKey.keyId }],
      },
    });
    const edited =
      attestation.slice(0, -20) +
      (attestation.at(-20) === 'A' ? 'B' : 'A') +
      attestation.slice(-19);
    expect(await verifyAttestation(edited, { keys: attestationKeys, now: NOW })).toMatchObject({
      status: 'rejected',
    });
    expect(
      await verifyAttestation(attestation, { keys: attestationKeys, now: NOW, content: ['other'] }),
    ).toMatchObject({
      reason: 'content-mismatch',
    });
  });

  test('signs a refusal, and that there was nothing', async () => {
    for (const [mark, result] of [
      [MARK.slice(4), 'mark-refused'],
      [null, 'no-mark-found'],
    ] as const) {
      const { json: found } = await detect({ content: { text: 'x' }, mark, attestation: true });
      const { attestation } = found as unknown as { attestation: string };
      expect(
        await verifyAttestation(attestation, { keys: attestationKeys, now: NOW, content: ['x'] }),
      ).toMatchObject({
        status: 'verified',
        attestation: { result },
      });
    }
  });

  test('without a key for attestations says that it has none', async () => {
    const { attestations: _attestations, ...without } = apiOptions;
    const own = createVerificationApi(without);
    const body = { content: { text: 'x' }, attestation: true };
    expect(await detect(body, own)).toMatchObject({
      status: 400,
      json: { code: 'attestations-not-offered' },
    });
    expect((await detect({ ...body, attestation: false }, own)).status).toBe(200);
  });
});
