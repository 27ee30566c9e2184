/** Events: what is written reads back, and what must not be logged is not. */
import {
  type AuditInput,
  createAuditLog,
  createMemoryLogStore,
  EVENTS,
  openLogReader,
} from 'contentmark/audit';
import { decodeEvent } from 'contentmark/audit-proof';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVENT, ORIGIN, SIGNER } from '../../fixtures/audit-log.ts';
import { runs } from '../../fixtures/runs.ts';

/** Logs one event, and gives its entry. */
async function log(event: AuditInput): Promise<Uint8Array> {
  const store = createMemoryLogStore();
  const writer = await createAuditLog({
    store,
    signer: SIGNER,
    origin: ORIGIN,
    clock: () => 1_800_000_000,
  });
  await writer.append(event);
  await writer.close();
  for await (const { bytes } of (await openLogReader(store)).entries()) return bytes;
  throw new Error('no entry');
}

test('an event reads back as it was given, with its time, clock, id and format', async () => {
  const given: AuditInput = {
    ...EVENT,
    id: '0f8fad5b-d9cb-469f-a165-70867728950e',
    policy: new Uint8Array(32).fill(7),
    software: { name: 'contentmark', version: '0.1.0' },
    counts: { records: 0, findings: 2 ** 32 - 1 },
  };
  expect(decodeEvent(await log(given)).event).toEqual({
    ...given,
    format: 'contentmark-audit-1',
    time: 1_800_000_000,
    clock: 'system',
  });
});

test.each(EVENTS)('%s is an event', async (event) => {
  expect(decodeEvent(await log({ ...EVENT, event })).event?.event).toBe(event);
});

describe('refuses what must not be logged, and does not repeat it', () => {
  test.each([
    ['jane.roe@shop.example', 'an e-mail address'],
    ['Jane Roe', 'a name with a space'],
    ['order/4111111111111111', 'a card'],
    ['4111-1111-1111-1111', 'a card in groups'],
    ['378282246310005', 'a card of 15 digits'],
    ['sk_live_abcdefghijklmnop', 'a key with its vendor’s prefix'],
    ['x/eyJhbGciOiJIUzI1NiJ9.e30.abc', 'a token'],
    ['0123456789abcdef0123456789abcdef', 'hexadecimal that may be a key'],
    ['nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'a private key in base64url'],
    ['client/192.168.7.12', 'the address of a machine'],
    ['2001:db8:0:0:0:0:0:1', 'an IPv6 address'],
    ['user/+4915112345678', 'a telephone number'],
    ['Wasserdichte Stiefel für den Winter', 'content'],
    ['a'.repeat(129), 'what is too long for an id'],
    ['', 'nothing at all'],
  ])('%s: %s', async (id) => {
    const promise = log({ ...EVENT, object: { type: 'product', id } });
    await expect(promise).rejects.toMatchObject({
      code: 'ERR_ARGUMENT',
      argument: 'event.object.id',
    });
    if (id !== '') await expect(promise).rejects.not.toThrow(id);
  });
});

test.each([
  'product/alpine-fusion-goggles-2024-limited-edition',
  'gid://shopify/Product/8123456789012',
  'gid://shopify/ProductVariant/45123456789012',
  '0f8fad5b-d9cb-469f-a165-70867728950e',
  'render.production.rejected.environment-mismatch',
  'floor.checkout.marker',
  '24-MB01',
])('takes %s for the id that it is', async (id) => {
  expect(
    decodeEvent(await log({ ...EVENT, object: { type: 'product', id } })).event?.object?.id,
  ).toBe(id);
});

test('a member that no event has is refused', async () => {
  const event = { ...EVENT, prompt: 'Write a text about boots' } as AuditInput;
  await expect(log(event)).rejects.toMatchObject({
    code: 'ERR_ARGUMENT',
    argument: 'event.prompt',
  });
});

test('what is no entry is a problem with its byte, whatever it holds', async () => {
  const entry = await log(EVENT);
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      (bytes) => decodeEvent(bytes).event === undefined,
    ),
    { numRuns: runs(500) },
  );
  fc.assert(
    fc.property(fc.nat(entry.length - 1), fc.integer({ min: 1, max: 255 }), (at, xor) => {
      const changed = entry.slice();
      changed[at] = (changed[at] as number) ^ xor;
      const { event, problem } = decodeEvent(changed);
      return event !== undefined || /at byte \d+$/.test(problem);
    }),
    { numRuns: runs(500) },
  );
  expect(decodeEvent(Uint8Array.of(...entry, 0)).problem).toMatch(/trailing bytes/);
});
