/** A recall that follows a list, at an address and in a file: what it takes over, and what it keeps to. */
import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createVerifier, localSigner, signSync, text } from 'contentmark';
import { followRecallList, type RecallRefresh } from 'contentmark/recall';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { claimsInput, NOW, SUBJECT } from '../../fixtures/claims.ts';
import { shopKey } from '../../fixtures/keys.ts';
import { createRecallTrust, makeList, openList } from '../../fixtures/recall-lists.ts';

const ID = '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f';
const title = text('Merino crew neck');
const mark = signSync(title, {
  signer: localSigner(shopKey),
  claims: { ...claimsInput, id: ID, issuedAt: NOW - 100 },
});
const trust = createRecallTrust();
const folder = mkdtempSync(join(tmpdir(), 'contentmark-recall-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let time = NOW;
let following: { stop(): void } | undefined;
afterEach(() => {
  following?.stop();
  time = NOW;
});
const clock = () => time;
const judge = (recall: Parameters<typeof createVerifier>[0]['recall']) => {
  const verifier = createVerifier({
    trust,
    environment: 'production',
    clock,
    ...(recall && { recall }),
  });
  const verdict = verifier.verifySync(title, mark, { subject: SUBJECT });
  return verdict.status === 'rejected' ? verdict.reason : verdict.status;
};

describe('at an address', () => {
  let server: Server;
  let url = '';
  let answer: (response: ServerResponse, etag: string | undefined) => void;
  let asked = 0;

  beforeAll(async () => {
    server = createServer((request, response) => {
      asked += 1;
      answer(response, request.headers['if-none-match']);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/recalls.cose`;
  });
  afterAll(() => server.close());

  const send = (list: Uint8Array, etag = '"1"') => {
    answer = (response, known) => {
      if (known === etag) response.writeHead(304).end();
      else {
        const type = 'application/vnd.contentmark.recall+cose';
        response.writeHead(200, { 'content-type': type, etag }).end(list);
      }
    };
  };

  test('refuses every mark until the first list is there, then those that it recalls', async () => {
    send(await makeList({ entries: [] }));
    const followed = await followRecallList(url, { trust, clock });
    expect([judge(followed.recall), followed.status().state]).toEqual(['recall-stale', 'empty']);
    expect(await followed.refresh()).toEqual({ outcome: 'applied', sequence: 1 });
    expect([judge(followed.recall), followed.status().state]).toEqual(['verified', 'fresh']);
    const previous = await openList(await makeList({ entries: [] }));
    send(await makeList({ previous, entries: [{ ids: [ID] }] }), '"2"');
    expect(await followed.refresh()).toEqual({ outcome: 'cooling-down' });
    time += 5;
    expect(await followed.refresh()).toEqual({ outcome: 'applied', sequence: 2 });
    expect(judge(followed.recall)).toBe('recalled');
  });

  test('does not read again what is unchanged', async () => {
    const list = await makeList({ entries: [] });
    send(list);
    const followed = await followRecallList(url, { trust, clock });
    await followed.refresh();
    time += 5;
    asked = 0;
    expect(await followed.refresh()).toEqual({ outcome: 'unchanged', sequence: 1 });
    expect(asked).toBe(1);
  });

  test('goes on with the list it has where the host fails, until the next update is overdue', async () => {
    send(await makeList({ entries: [] }));
    const told: RecallRefresh[] = [];
    const followed = await followRecallList(url, { trust, clock, onRefresh: (r) => told.push(r) });
    await followed.refresh();
    answer = (response) => response.writeHead(500).end();
    for (let i = 0; i < 3; i++) {
      time += 5;
      expect(await followed.refresh()).toMatchObject({ outcome: 'kept', failure: 'bad-status' });
    }
    expect(told.map(({ outcome }) => outcome)).toEqual(['applied', 'kept']);
    expect(judge(followed.recall)).toBe('verified');
    time = NOW + 86_400;
    expect([judge(followed.recall), followed.status().state]).toEqual(['recall-stale', 'expired']);
  });

  test.each<[string, () => Promise<Uint8Array>, string]>([
    ['an older list', () => makeList({ entries: [] }), 'older-sequence'],
    ['a list of a stranger', () => makeList({ entries: [] }, shopKey), 'unknown-key'],
    ['noise', async () => Uint8Array.of(1, 2, 3), 'malformed'],
  ])('refuses %s, and keeps to the one it has', async (_what, make, failure) => {
    const first = await openList(await makeList({ entries: [{ ids: [ID] }] }));
    send(await makeList({ previous: first, entries: [] }));
    const followed = await followRecallList(url, { trust, clock });
    await followed.refresh();
    send(await make(), '"x"');
    time += 5;
    expect(await followed.refresh()).toMatchObject({ outcome: 'kept', failure });
    expect([judge(followed.recall), followed.status().sequence]).toEqual(['recalled', 2]);
  });

  test('a file keeps the list over restarts, for its owner only', async () => {
    const file = join(folder, 'kept.cose');
    const first = await openList(await makeList({ entries: [] }));
    send(await makeList({ previous: first, entries: [{ ids: [ID] }] }));
    await (await followRecallList(url, { trust, clock, file })).refresh();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const later = await followRecallList(url, { trust, clock, file });
    expect([judge(later.recall), later.status().sequence]).toEqual(['recalled', 2]);
    // The host was rolled back meanwhile.
    send(await makeList({ entries: [] }), '"0"');
    expect(await later.refresh()).toMatchObject({ failure: 'older-sequence' });
    writeFileSync(file, readFileSync(file).subarray(1));
    await expect(followRecallList(url, { trust, clock, file })).rejects.toMatchObject({
      code: 'ERR_TRUST',
      argument: 'options.file',
    });
  });

  test.each(['http://shop.example/a', 'https://a:b@shop.example/', 'ftp://shop.example/'])(
    'an address such as %s is the caller’s mistake, or a file that is not there',
    async (source) => {
      const opening = followRecallList(source, { trust });
      if (source.startsWith('http'))
        await expect(opening).rejects.toMatchObject({ argument: 'source' });
      else expect(await (await opening).refresh()).toMatchObject({ failure: 'unreachable' });
    },
  );
});

describe('in a file', () => {
  test('a list that takes its place counts soon, without a restart', async () => {
    const path = join(folder, 'recalls.cose');
    const first = await makeList({ entries: [] });
    writeFileSync(path, first);
    const followed = await followRecallList(path, { trust, clock });
    following = followed;
    await followed.refresh();
    followed.start();
    expect(judge(followed.recall)).toBe('verified');
    const next = await makeList({ previous: await openList(first), entries: [{ ids: [ID] }] });
    writeFileSync(`${path}.new`, next);
    renameSync(`${path}.new`, path);
    await expect.poll(() => judge(followed.recall), { timeout: 20_000 }).toBe('recalled');
  });
});
