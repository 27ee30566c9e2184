/** The inspector page: what it shows, how it escapes, and that it loads nothing from anywhere. */
import { createHash } from 'node:crypto';
import { type Content, localSigner, parts, raw, signSync, text } from 'contentmark';
import { verifyAttestation } from 'contentmark/attestation';
import { decodeTextForm, embed, encodeTextForm } from 'contentmark/carrier';
import { attributeCarrier, html } from 'contentmark/html';
import { createInspector } from 'contentmark/http';
import { invisibleCarrier, pointerTo } from 'contentmark/invisible';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { attestationKeys } from '../fixtures/attestations.ts';
import { claimsInput, DESCRIPTION, NOW, SUBJECT } from '../fixtures/claims.ts';
import { shopKey } from '../fixtures/keys.ts';
import { apiOptions, MARK } from '../fixtures/verification-api.ts';

const inspector = createInspector(apiOptions);
const sign = (content: Content, more: object = {}) =>
  signSync(content, { signer: localSigner(shopKey), claims: { ...claimsInput, ...more } });
const markOf = (content: Content, more: object = {}) => encodeTextForm(sign(content, more));

type Fields = Readonly<Record<string, string | Blob | readonly (string | Blob)[]>>;

function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, given] of Object.entries(fields))
    for (const value of Array.isArray(given) ? given : [given])
      if (typeof value === 'string') form.append(name, value);
      else form.append(name, value, 'a file');
  return form;
}

/** Sends the form, and reads the page as a person would: tags away, entities back. */
async function send(fields: Fields, own = inspector, path = '/inspect') {
  const response = await own.request(path, { method: 'POST', body: formOf(fields) });
  const source = await response.text();
  return { status: response.status, source, page: readPage(source), response };
}

function readPage(source: string): string {
  const [, title = ''] = /<title>([^<]*)<\/title>/.exec(source) ?? [];
  const [, body = ''] = /<main id="main">([\s\S]*)<\/main>/.exec(source) ?? [];
  const words = body
    .replace(/<textarea[\s\S]*?<\/textarea>/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
  return `${title} | ${words}`;
}

describe('the page', () => {
  test('has a form, and says what a pass never proves', async () => {
    const response = await inspector.request('/');
    expect(response.status).toBe(200);
    const source = await response.text();
    expect(source).toContain('<form class="card" method="post" action="/inspect"');
    expect(readPage(source)).toContain('That what the signer declared is true');
    expect(source).toContain('lang="en"');
  });

  test('loads nothing: no address of another host or file, and no more inline than its policy names', async () => {
    const response = await inspector.request('/');
    const source = await response.text();
    const addresses = [
      ...source.matchAll(/\b(?:src|href|action|srcset|poster|data)="([^"]*)"/g),
    ].map(([, address]) => address);
    expect(addresses).toEqual([
      'data:,',
      '#main',
      '/inspect',
      '/openapi.json',
      '/.well-known/contentmark-keys.json',
      '/.well-known/contentmark-attestation-keys.json',
    ]);
    expect(source).not.toMatch(/url\(|@import|<iframe|<img|<object|<embed/);
    expect(source).not.toMatch(/\son[a-z]+=|\sstyle=/);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    for (const element of ['style', 'script']) {
      const found = [
        ...source.matchAll(new RegExp(`<${element}[^>]*>([\\s\\S]*?)</${element}>`, 'g')),
      ];
      expect(found).toHaveLength(1);
      const digest = createHash('sha256')
        .update(found[0]?.[1] ?? '')
        .digest('base64');
      expect(policy).toContain(`${element}-src 'sha256-${digest}'`);
    }
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('x-frame-options')).toBe('DENY');
  });

  test('each field has a label, and each hint is tied to its field', async () => {
    const source = await (await inspector.request('/')).text();
    const ids = [...source.matchAll(/<(?:input|textarea)[^>]*\bid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(4);
    for (const id of ids) expect(source).toContain(`<label for="${id}">`);
    for (const [, hint] of source.matchAll(/aria-describedby="([^"]+)"/g))
      expect(source).toContain(`id="${hint}"`);
  });

  test('works under another path', async () => {
    const app = new Hono().route('/tools/marks', inspector);
    const response = await app.request('/tools/marks');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('action="/tools/marks/inspect"');
    const { status, page } = await send({ content: 'x' }, app as never, '/tools/marks/inspect');
    expect([status, page]).toEqual([200, expect.stringContaining('No mark found')]);
  });
});

describe('an address without its form', () => {
  test('leads to the form, under another path too', async () => {
    const app = new Hono().route('/tools/marks', inspector);
    for (const [own, path, form] of [
      [inspector, '/inspect', '/'],
      [app, '/tools/marks/inspect', '/tools/marks'],
    ] as const) {
      const response = await own.request(path);
      expect([response.status, response.headers.get('location')]).toEqual([303, form]);
      expect((await own.request(form)).status).toBe(200);
      expect((await own.request(path, { method: 'PUT' })).status).toBe(405);
    }
  });
});

test('who asks too often is told so by a page', async () => {
  const rateLimit = { requests: 1, clientOf: () => 'a' };
  const own = new Hono().route('/marks', createInspector({ ...apiOptions, rateLimit }));
  expect((await own.request('/marks')).status).toBe(200);
  for (const [path, method] of [
    ['/marks/inspect', 'POST'],
    ['/marks', 'GET'],
  ] as const) {
    const response = await own.request(path, { method });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(response.headers.get('content-security-policy')).toContain('style-src');
    const source = await response.text();
    expect(readPage(source)).toContain('too many checks');
    expect(source).toContain('action="/marks/inspect"');
  }
});

describe('an answer', () => {
  test('shows that a mark holds, what it says, each axis, and what that does not prove', async () => {
    const { status, page, source } = await send({
      content: DESCRIPTION,
      mark: MARK,
      subject: SUBJECT,
    });
    expect(status).toBe(200);
    expect(page).toMatch(/^The mark holds/);
    for (const axis of ['Integrity', 'Signer', 'Environment', 'Time', 'Record', 'Content'])
      expect(page).toMatch(new RegExp(`${axis} [^✓✕–]*✓ passed`));
    expect(page).toContain('What the mark says');
    expect(page).toContain('Issuer https://brand.example');
    expect(page).toContain('2026-01-01 00:00:00 UTC by the signer’s own clock');
    expect(page).toContain('does not prove that the declaration is true');
    expect(source).toContain('class="card verdict verified"');
    expect(page).not.toContain('Signed attestation');
  });

  test('says plainly where the record was not compared', async () => {
    const { page } = await send({ content: DESCRIPTION, mark: MARK });
    expect(page).toMatch(/^The mark holds/);
    expect(page).toContain('The record was not compared');
    expect(page).toMatch(/Record [^✓✕–]*– not compared/);
  });

  test('shows which axis failed, and calls the claims of a refused mark unverified', async () => {
    const { page, source } = await send({ content: 'other', mark: MARK });
    expect(page).toMatch(/^The mark does not hold/);
    expect(page).toMatch(/Content [^✓✕–]*✕ failed/);
    expect(page).toContain('digest-mismatch');
    expect(page).toContain('What the mark claims, unverified');
    expect(source).toContain('class="card verdict rejected"');
  });

  test('calls the absence of a mark no proof', async () => {
    const { page } = await send({ content: 'Nobody marked this.' });
    expect(page).toMatch(/^No mark found/);
    expect(page).toContain('absence of a mark proves nothing');
  });

  test('shows what a mark without content says, and that nothing was held against it', async () => {
    for (const fields of [{ mark: MARK }, { content: ` ${MARK}\n` }]) {
      const { page } = await send(fields);
      expect(page).toMatch(/^What the mark says/);
      expect(page).toContain('no content to hold it against');
      expect(page).toMatch(/Integrity [^✓✕–]*✓ passed/);
      expect(page).toMatch(/Content [^✓✕–]*– not given/);
      expect(page).not.toContain('The mark holds');
    }
  });

  test('says what is wrong with a damaged mark, pasted into either field', async () => {
    const damaged = MARK.slice(0, -9);
    for (const fields of [{ mark: damaged }, { content: damaged }]) {
      const { page } = await send(fields);
      expect(page).toContain('It cannot be read');
      expect(page).not.toContain('No mark found');
    }
  });

  test('finds the mark inside HTML', async () => {
    const product = '<div><p>Light &amp; <b>warm</b></p></div>';
    const { page } = await send({
      content: embed(product, sign(html(product)), attributeCarrier()),
    });
    expect(page).toMatch(/^The mark holds/);
  });

  test('takes line ends as they were signed: a form sends others', async () => {
    const { page } = await send({ content: DESCRIPTION.replaceAll('\n', '\r\n'), mark: MARK });
    expect(page).toMatch(/^The mark holds/);
  });

  test('shows text that looks like another as what it is', async () => {
    const issuer = 'https://brand.example/\u202emoc.live';
    const { source } = await send({
      content: DESCRIPTION,
      mark: markOf(text(DESCRIPTION), { issuer }),
    });
    expect(source).not.toContain('\u202e');
    expect(source).toContain('\\u{202e}');
  });

  test('escapes everything that was sent or signed', async () => {
    const attack = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'';
    const mark = markOf(parts({ [attack]: text('a') }), {
      subject: attack,
      generator: { name: attack },
      extensions: new Map([[attack, attack]]),
    });
    for (const fields of [
      { content: attack, mark: attack, subject: attack },
      { content: attack, mark },
      { mark, subject: attack },
      { mark, 'part-name': attack, 'part-text': attack },
    ]) {
      const { source, status } = await send(fields);
      expect(status).toBe(200);
      expect(source).not.toContain('<script>alert');
      expect(source).not.toContain('<img');
      expect(source).not.toContain('onerror=alert(1)>');
    }
  });

  test('makes no link of an address that a mark names', async () => {
    const detectionUrl = 'https://evil.example/';
    const { source } = await send({
      content: DESCRIPTION,
      mark: markOf(text(DESCRIPTION), { detectionUrl }),
    });
    expect(source).toContain(detectionUrl);
    expect(source).not.toContain(`href="${detectionUrl}`);
  });
});

describe('files', () => {
  const bytes = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0xff);
  const file = (content: Uint8Array | string) => new Blob([content as string]);

  test('are content, or a mark in either form, in any order', async () => {
    const envelope = sign(raw(bytes));
    for (const files of [
      [file(bytes), file(envelope)],
      [file(`${encodeTextForm(envelope)}\n`), file(bytes)],
    ]) {
      expect((await send({ content: '', file: files })).page).toMatch(/^The mark holds/);
    }
    const other = Uint8Array.from(bytes).fill(0, 4);
    expect((await send({ file: [file(other), file(envelope)] })).page).toMatch(
      /^The mark does not hold/,
    );
  });

  test('are a mark in whatever encoding a shell wrote it', async () => {
    const utf16 = (bom: string) => Buffer.from(`${bom}${MARK}\r\n`, 'utf16le');
    for (const mark of [
      `\ufeff${MARK}\r\n`,
      utf16('\ufeff'),
      utf16('\ufeff').swap16(),
      `\n${MARK}  `,
    ]) {
      const { page } = await send({ file: [file(DESCRIPTION), file(mark)] });
      expect(page).toMatch(/^The mark holds/);
    }
  });

  test('of text that begins as an envelope does are content', async () => {
    for (const words of ['Қазақ тілі', 'Ғарыш']) {
      expect((await send({ file: file(words) })).page).toMatch(/^No mark found/);
      const mark = markOf(text(words));
      expect((await send({ file: file(words), mark })).page).toMatch(/^The mark holds/);
    }
    const large = Uint8Array.from({ length: 8193 }, (_byte, at) => (at === 0 ? 0xd2 : 0x84));
    expect((await send({ file: file(large), mark: markOf(raw(large)) })).page).toMatch(
      /^The mark holds/,
    );
  });

  test('that are content must be one: none is passed over in silence', async () => {
    const { status, page } = await send({ file: [file('a'), file('b')], mark: MARK });
    expect([status, page]).toEqual([400, expect.stringContaining('More than one file is content')]);
  });

  test('of text are read as text', async () => {
    expect((await send({ file: file(DESCRIPTION), mark: MARK })).page).toMatch(/^The mark holds/);
  });

  test('that are only a mark are shown', async () => {
    expect((await send({ file: file(decodeTextForm(MARK) as Uint8Array) })).page).toMatch(
      /^What the mark says/,
    );
  });

  test('of more text than is looked into are not called unmarked', async () => {
    const product = `<p>${'word '.repeat(30_000)}</p>`;
    const marked = embed(product, sign(html(product)), attributeCarrier());
    for (const fields of [{ file: file(marked) }, { file: file(product), mark: MARK }]) {
      const { status, page } = await send(fields);
      expect([status, page]).toEqual([413, expect.stringContaining('more text than this page')]);
    }
  });

  test('with an invisible mark are checked; a pointer is called what it is', async () => {
    const marked = embed(DESCRIPTION, sign(text(DESCRIPTION)), invisibleCarrier());
    expect((await send({ file: file(marked) })).page).toMatch(/^The mark holds/);
    const pointed = embed(DESCRIPTION, pointerTo(sign(text(DESCRIPTION))), invisibleCarrier());
    expect((await send({ content: pointed })).page).toContain('this is a pointer');
  });

  test('of megabytes are hashed', async () => {
    const image = new Uint8Array(9_000_000).fill(7);
    expect((await send({ file: file(image), mark: markOf(raw(image)) })).page).toMatch(
      /^The mark holds/,
    );
  });
});

describe('a mark of a record', () => {
  const record = parts({
    title: text('Trail Boot'),
    descriptionHtml: html('<p>Warm</p>'),
    image: raw(Uint8Array.of(1)),
  });
  const mark = markOf(record);

  test('asks for its parts by name, each in its form', async () => {
    const { source, page } = await send({ mark });
    expect(page).toContain('The parts that this mark covers');
    for (const name of ['title', 'descriptionHtml', 'image'])
      expect(source).toContain(`name="part-name" value="${name}"`);
    expect(source.match(/type="file"/g)).toHaveLength(1);
    expect(source.match(/<textarea[^>]*name="part-text"/g)).toHaveLength(2);
  });

  test('is checked with those that were filled in', async () => {
    const names = ['title', 'descriptionHtml', 'image'];
    const filled = { mark, 'part-name': names, 'part-text': ['Trail Boot', '<P>Warm</p>', ''] };
    const { page, source } = await send(filled);
    expect(page).toMatch(/^The mark holds/);
    expect(page).toContain('title ✓ is what was signed');
    expect(page).toContain('image – signed, not shown here, so not checked');
    expect(source).toContain('Trail Boot</textarea>');
    const image = { ...filled, 'part-file-2': new Blob([Uint8Array.of(2)]) };
    expect((await send(image)).page).toContain('image ✕ is not what was signed');
  });
});

describe('an attestation', () => {
  test('is a download of this very answer', async () => {
    const { source } = await send({
      content: DESCRIPTION,
      mark: MARK,
      subject: SUBJECT,
      attestation: 'yes',
    });
    const [, base64 = ''] = /href="data:application\/cose;base64,([^"]+)"/.exec(source) ?? [];
    const attestation = new Uint8Array(Buffer.from(base64, 'base64'));
    expect(
      await verifyAttestation(attestation, {
        keys: attestationKeys,
        content: [DESCRIPTION],
        now: NOW,
      }),
    ).toMatchObject({
      status: 'verified',
      content: 'matches',
      attestation: { result: 'mark-verified', subject: expect.any(Uint8Array) },
    });
    expect(source).toContain(`${Buffer.from(attestation).toString('base64url')}</textarea>`);
  });

  test('is not offered without a key, nor made where there is no content', async () => {
    const { attestations: _attestations, ...without } = apiOptions;
    const own = createInspector(without);
    expect(await (await own.request('/')).text()).not.toContain('name="attestation"');
    expect((await send({ content: 'a', attestation: 'yes' }, own)).status).toBe(400);
    expect((await send({ mark: MARK, attestation: 'yes' })).page).not.toContain(
      'Signed attestation',
    );
  });
});

describe('what cannot be checked is told, with its status and an empty form:', () => {
  const own = createInspector({
    ...apiOptions,
    limits: { htmlCharacters: 100, fileBytes: 4096, bodySeconds: 0.1 },
  });
  const post = (body: string, type: string) =>
    own.request('/inspect', { method: 'POST', headers: { 'content-type': type }, body });

  test.each<readonly [string, () => Response | Promise<Response>, number]>([
    [
      'too much text',
      () => own.request('/inspect', { method: 'POST', body: formOf({ content: 'x'.repeat(101) }) }),
      413,
    ],
    [
      'too large a file',
      () =>
        own.request('/inspect', {
          method: 'POST',
          body: formOf({ file: new Blob(['x'.repeat(5000)]) }),
        }),
      413,
    ],
    ['JSON', () => post('{}', 'application/json'), 415],
    [
      'a form cut off',
      () =>
        post(
          '--x\r\ncontent-disposition: form-data; name="content"\r\n\r\nabc',
          'multipart/form-data; boundary=x',
        ),
      400,
    ],
    ['a form without a boundary', () => post('abc', 'multipart/form-data'), 400],
    [
      '300 fields',
      () => post(new Array(300).fill('a=b').join('&'), 'application/x-www-form-urlencoded'),
      400,
    ],
    [
      '300 parts',
      () =>
        post(
          `${new Array(300).fill('--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n').join('')}--x--`,
          'multipart/form-data; boundary=x',
        ),
      413,
    ],
  ])('%s', async (_what, request, status) => {
    const response = await request();
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('text/html');
    const source = await response.text();
    expect(readPage(source)).toMatch(/^Not checked/);
    expect(source).not.toContain('xxxx');
  });

  test('fields are counted before they are made', async () => {
    const wide = createInspector(apiOptions);
    const body = `${new Array(300).fill('--x\r\ncontent-DISPOSITION: form-data; name="a"\r\n\r\n\r\n').join('')}--x--`;
    const response = await wide.request('/inspect', {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
      body,
    });
    expect(response.status).toBe(400);
  });

  test('a form of the other kind is read as well', async () => {
    const body = new URLSearchParams({ content: DESCRIPTION, mark: MARK, subject: SUBJECT });
    const response = await inspector.request('/inspect', { method: 'POST', body });
    expect(readPage(await response.text())).toMatch(/^The mark holds/);
  });

  test('an empty form is answered: there is no mark', async () => {
    expect((await send({})).page).toMatch(/^No mark found/);
  });
});
