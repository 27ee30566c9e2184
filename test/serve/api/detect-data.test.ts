/** POST /v1/detect: what stands in submitted data beside its mark, and what the attestation says was looked for. */

import { type ClaimsInput, generateKey, localSigner, signSync, text } from 'contentmark';
import { verifyAttestation } from 'contentmark/attestation';
import { encodeTextForm } from 'contentmark/carrier';
import { digestMarkers, type OwnMarker } from 'contentmark/detect';
import { createInspector, createVerificationApi } from 'contentmark/http';
import { createMemoryRegistry, entriesOf } from 'contentmark/registry';
import { describe, expect, test } from 'vitest';
import { attestationKeys } from '../../fixtures/attestations.ts';
import { claimsInput, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { apiOptions, ask, createApi, MARK } from '../../fixtures/verification-api.ts';

type Row = Readonly<Record<string, unknown>>;
interface Answer {
  readonly result: string;
  readonly findings: readonly Row[];
  readonly unlisted: number;
  readonly search: {
    readonly techniques: readonly string[];
    readonly markers: string;
    readonly extent: string;
  };
  readonly attestation?: string;
}

const api = createApi();
const detect = async (body: object, own = api): Promise<Answer> =>
  (await ask(own, '/v1/detect', body)).json as unknown as Answer;
const told = ({ findings }: Answer) =>
  findings.map(
    ({ technique, id, reason, severity, path }) =>
      `${technique} ${id ?? reason} ${severity} ${path}`,
  );
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

test('finds test data in one text, in JSON and in the parts of a record, and moves no result by it', async () => {
  expect(told(await detect({ content: { text: 'Write to jane@example.com' } }))).toEqual([
    'marker domain.example warn ',
  ]);
  const order = { customer: { email: 'jane@example.com' }, is_test: true };
  const answer = await detect({ content: { text: JSON.stringify(order) } });
  expect(answer.result).toBe('no-mark-found');
  expect(told(answer)).toEqual([
    'marker domain.example block /customer/email',
    'schema schema.synthetic block /is_test',
  ]);
  const parts = [
    { name: 'title', text: 'As an AI language model, I cannot name this chair' },
    { name: 'email', base64: Buffer.from('jane@example.com').toString('base64') },
  ];
  expect(told(await detect({ content: { parts } }))).toEqual([
    'marker domain.example block /email',
    'marker model-text.as-a-model warn /title',
  ]);
});

test('holds no value, not even in a name that is one', async () => {
  const card = '4111 1111 1111 1111';
  const body = { content: { text: JSON.stringify({ [card]: { email: 'jane@example.com' } }) } };
  const { text: answer } = await ask(api, '/v1/detect', { ...body, attestation: true });
  expect(answer).toContain('domain.example');
  expect(answer).not.toContain('4111');
  expect(answer).not.toContain('jane');
});

test('names a canary, a mark of another environment and one of test data, of a key that nobody knows', async () => {
  const sign = (more: Partial<ClaimsInput>) =>
    encodeTextForm(
      signSync(text('Seed'), {
        signer: localSigner(generateKey()),
        claims: { ...claimsInput, environment: 'staging', ...more },
      }),
    );
  const canary = sign({ purpose: 'canary', subject: 'crm-seeds-2026' });
  const parts = [{ name: 'note', text: `Seed ${canary}` }];
  const found = await detect({ content: { parts } });
  expect(told(found)).toEqual([
    'signature unknown-key undefined /note',
    'declared mark-of-another-environment block /note',
    'canary canary block /note',
  ]);
  expect(found.findings[2]?.['reason']).toContain('crm-seeds-2026');
  const fixture = await detect({ content: { text: 'Seed' }, mark: sign({ purpose: 'fixture' }) });
  expect(told(fixture).slice(1)).toEqual([
    'declared mark-of-another-environment block ',
    'declared mark-of-test-data block ',
  ]);
});

test('looks for markers of your own, and says which lists it looked with', async () => {
  const own: OwnMarker = {
    id: 'shop.seed',
    class: 'sku',
    severity: { sku: 'block' },
    rule: { kind: 'whole', values: ['seed-1'] },
  };
  const body = { content: { parts: [{ name: 'sku', text: 'SEED-1' }] } };
  const found = await detect(body, createApi({ markers: [own] }));
  expect(told(found)).toEqual(['marker shop.seed block /sku']);
  expect(found.search.markers).toBe(hex(digestMarkers([own])));
  expect((await detect(body)).search.markers).toBe(hex(digestMarkers()));
  expect(hex(digestMarkers([own]))).not.toBe(hex(digestMarkers()));
});

describe('with a registry', () => {
  const words = 'Dry boots for wet paths that keep your feet warm in every kind of rain and snow';
  const registry = createMemoryRegistry();
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  const known = registry.add(entriesOf(text(words), { id, keepUntil: NOW + 10 }));

  test('recognises texts that were signed and lost their mark', async () => {
    await known;
    const value = { a: words, b: words.replaceAll(' ', ', ') };
    const found = await detect(
      { content: { text: JSON.stringify(value) } },
      createApi({ registry }),
    );
    expect(told(found).slice(0, 2)).toEqual([
      'registry registry.exact warn /a',
      'registry registry.near warn /b',
    ]);
    expect(found.search).toMatchObject({ extent: 'all' });
    expect(found.search.techniques).toContain('registry');
  });

  test('asks nothing about what bears a mark, and does not say that it did', async () => {
    await known;
    const own = createApi({ registry });
    const found = await detect({ content: { text: words }, mark: MARK }, own);
    expect(found.findings.map(({ technique }) => technique)).toEqual(['signature']);
    expect(found.search.techniques).not.toContain('registry');
  });

  test('says so where there are more texts than are looked up', async () => {
    const text = JSON.stringify(Array.from({ length: 300 }, (_, i) => `a text number ${i}`));
    const found = await detect({ content: { text } }, createApi({ registry }));
    expect(found.search.extent).toBe('part');
  });

  test('a registry that fails is a fault of the server, told without a word of the text', async () => {
    const errors: object[] = [];
    const recognize = async () => {
      throw new Error(words);
    };
    const own = createApi({ registry: { recognize }, onError: (error) => errors.push(error) });
    const answer = await ask(own, '/v1/detect', { content: { text: words } });
    expect(answer.status).toBe(500);
    expect(JSON.stringify([answer.text, errors])).not.toContain('wet paths');
  });

  test('what is no registry is refused', () => {
    const registry = {} as never;
    expect(() => createVerificationApi({ ...apiOptions, registry })).toThrow('options.registry');
    const markers = [{}] as never;
    expect(() => createVerificationApi({ ...apiOptions, markers })).toThrow('options.markers[0]');
  });
});

describe('the attestation', () => {
  const attest = async (body: object, own = api) => {
    const answer = await detect({ ...body, attestation: true }, own);
    const verdict = await verifyAttestation(answer.attestation as string, {
      keys: attestationKeys,
      now: NOW,
    });
    if (verdict.status !== 'verified') throw new Error(verdict.detail);
    return verdict.attestation;
  };

  test('lists each kind of finding once, and what was looked for', async () => {
    const text = JSON.stringify({
      email: 'jane@example.com',
      customer: { email: 'joe@example.com' },
      is_test: true,
    });
    const { findings, search } = await attest({ content: { text }, subject: SUBJECT });
    expect(findings).toEqual([
      { technique: 'marker', id: 'domain.example', severity: 'block' },
      { technique: 'schema', id: 'schema.synthetic', severity: 'block' },
    ]);
    expect(search).toMatchObject({
      techniques: ['signature', 'canary', 'marker', 'schema', 'declared'],
      extent: 'all',
    });
    expect(hex(search?.markers ?? new Uint8Array())).toBe(hex(digestMarkers()));
  });

  test('says that not all was looked through where that is so', async () => {
    const image = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 255);
    const base64 = Buffer.from(image).toString('base64');
    expect((await attest({ content: { base64 } })).search?.extent).toBe('part');
    const emails = Array.from({ length: 101 }, (_, i) => ({ email: `joe${i}@example.com` }));
    const many = JSON.stringify(emails);
    const answer = await detect({ content: { text: many } });
    expect([answer.findings.length, answer.unlisted]).toEqual([100, 1]);
    expect((await attest({ content: { text: many } })).search?.extent).toBe('part');
  });
});

test('the inspector page shows them by place and marker, escaped and without a value', async () => {
  const send = async (content: string) => {
    const body = new URLSearchParams({ content });
    const response = await createInspector(apiOptions).request('/inspect', {
      method: 'POST',
      body,
    });
    return (await response.text()).replace(/<textarea[\s\S]*?<\/textarea>/g, '');
  };
  const source = await send(JSON.stringify({ customer: { email: '<b>jane@example.com' } }));
  expect(source).toContain('What else was found');
  expect(source).toContain('<code>domain.example</code>, marker');
  expect(source).toContain('/customer/email');
  expect(source).toContain('cannot be live');
  expect(source).not.toContain('jane@');
  expect(source).not.toContain('<b>');
  expect(await send('Warm boots')).not.toContain('What else was found');
});
