/**
 * Reading texts on threads: what is hostile holds up nothing else, ends at its deadline, and costs its
 * client a fixed share of one core.
 */

import { text } from 'contentmark';
import type { OwnMarker } from 'contentmark/detect';
import type { Account, TextJob } from 'contentmark/http';
import type { RunningServer, TextThreads, TextThreadsOptions } from 'contentmark/http-node';
import { startServer } from 'contentmark/http-node';
import { createMemoryRegistry, entriesOf } from 'contentmark/registry';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { importBuiltHttpNode } from '../fixtures/built-package.ts';
import { createApi, MARK, post, verifyRequest } from '../fixtures/verification-api.ts';

let built: Awaited<ReturnType<typeof importBuiltHttpNode>>;
beforeAll(async () => {
  built = await importBuiltHttpNode();
});

const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((one) => one.close()));
});

function createThreads(options: TextThreadsOptions = {}): TextThreads {
  const threads = built.createTextThreads(options);
  opened.push(threads);
  return threads;
}

async function start(api: Parameters<typeof createApi>[0]): Promise<RunningServer> {
  const server = await startServer(createApi(api));
  opened.push({ close: () => server.close(0) });
  return server;
}

/** An account that notes what it is charged. */
function createAccount(
  mayWork: () => boolean = () => true,
): Account & { readonly charged: number[] } {
  const charged: number[] = [];
  return {
    charged,
    mayReceive: () => true,
    mayWork,
    secondsUntilOpen: () => (mayWork() ? 0 : 1),
    receive: () => undefined,
    charge: (seconds) => charged.push(seconds),
  };
}

test('finds test data and asks a registry on threads as it does without them', async () => {
  const words = 'Dry boots for wet paths that keep your feet warm in every kind of rain and snow';
  const registry = createMemoryRegistry();
  const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
  await registry.add(entriesOf(text(words), { id, keepUntil: 4_000_000_000 }));
  const marker: OwnMarker = {
    id: 'shop.seed',
    class: 'sku',
    severity: { sku: 'block' },
    rule: { kind: 'whole', values: ['seed-1'] },
  };
  const options = { registry, markers: [marker] };
  const record = { sku: 'SEED-1', email: 'a@example.com', words, long: 'Warm. '.repeat(1000) };
  const body = post({ content: { text: JSON.stringify(record) } });
  const [here, there] = await Promise.all(
    [options, { ...options, textReader: createThreads() }].map(async (given) =>
      (await createApi(given).request('/v1/detect', body)).json(),
    ),
  );
  expect(here.findings.map(({ id }: { readonly id: string }) => id)).toEqual([
    'shop.seed',
    'domain.example',
    'registry.exact',
  ]);
  expect(there).toEqual(here);
});

/** HTML in which a parser moves each word out of a table, past all that it moved before. */
const foster = (length: number): string => {
  const head = `<p data-contentmark=${MARK}><table>`;
  return `${head}${'<b>x'.repeat(Math.floor((length - head.length) / 4))}`;
};

/** More than any deadline here, however fast one text is read. */
const endless: TextJob = {
  find: new Array<string>(5000).fill(foster(4000)),
  hasOthers: false,
  canonicalize: [],
};
const easy: TextJob = {
  find: [`{"contentmark":"${MARK}"}`],
  hasOthers: false,
  canonicalize: [{ profile: 'html-1', text: '<p>Warm</p>' }],
};

describe('threads', () => {
  test('read what the thread that answers would read, and charge for it', async () => {
    const account = createAccount();
    const reading = await createThreads().read(easy, account);
    if (reading.status !== 'read') throw new Error(reading.status);
    const [found] = reading.result.found;
    expect(found).toMatchObject({ isReadable: true });
    expect(Buffer.from(found?.marks[0] ?? []).toString('base64url')).toBe(MARK);
    expect(reading.result.canonical).toEqual([{ form: expect.anything() }]);
    expect(account.charged[0]).toBeGreaterThan(0);
  });

  test('end what takes longer than its deadline, charge for that, and go on', async () => {
    const threads = createThreads({ deadline: 0.3 });
    const account = createAccount();
    // The first one has to start; what waits for it is not charged for that.
    expect((await threads.read(easy, createAccount())).status).toBe('read');
    expect(await threads.read(endless, account)).toEqual({ status: 'too-costly' });
    expect(account.charged[0]).toBeGreaterThan(0.29);
    const other = createAccount();
    expect((await threads.read(easy, other)).status).toBe('read');
    // The thread that had to be started again is on the account of who had it ended.
    expect([account.charged.length, other.charged.length]).toEqual([2, 2]);
    expect(account.charged[1]).toBeGreaterThan(other.charged[1] as number);
  });

  test('let clients take turns, each with one job at a time', async () => {
    const threads = createThreads();
    const [greedy, modest] = [createAccount(), createAccount()];
    const order: string[] = [];
    const ask = async (name: string, account: Account) => {
      await threads.read(easy, account);
      order.push(name);
    };
    await Promise.all([
      ...Array.from({ length: 10 }, () => ask('greedy', greedy)),
      ask('modest', modest),
    ]);
    expect(order.indexOf('modest')).toBeLessThanOrEqual(1);
  });

  test('ask again whether an account is open when its turn comes', async () => {
    const threads = createThreads();
    const account: ReturnType<typeof createAccount> = createAccount(
      () => account.charged.length === 0,
    );
    const readings = await Promise.all(
      Array.from({ length: 5 }, () => threads.read(easy, account)),
    );
    expect(readings.map(({ status }) => status)).toEqual([
      'read',
      ...new Array(4).fill('too-many-requests'),
    ]);
  });

  test('are busy for what would wait too long, of one client and of all', async () => {
    const threads = createThreads();
    const one = createAccount();
    const own = await Promise.all(Array.from({ length: 20 }, () => threads.read(easy, one)));
    expect(own.filter(({ status }) => status === 'busy')).toHaveLength(4);
    const all = await Promise.all(
      Array.from({ length: 300 }, () => threads.read(easy, createAccount())),
    );
    const busy = all.filter(({ status }) => status === 'busy').length;
    expect(busy).toBeGreaterThan(30);
    expect(busy).toBeLessThan(50);
  });

  test.each([
    [{ threads: 0 }, 'options.threads'],
    [{ threads: 1.5 }, 'options.threads'],
    [{ deadline: 0 }, 'options.deadline'],
    [{ dedline: 1 }, 'options.dedline'],
  ])('refuse %j', (options, argument) => {
    expect(() => built.createTextThreads(options as never)).toThrow(
      expect.objectContaining({ code: 'ERR_ARGUMENT', argument }),
    );
  });
});

/** Asks for health and for a light verdict until told. @returns the longest wait in milliseconds */
async function watch({ url }: RunningServer, until: Promise<unknown>): Promise<number> {
  let longest = 0;
  let isOver = false;
  void until.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const begun = performance.now();
    const health = await fetch(`${url}/healthz`);
    expect(health.status).toBe(200);
    await health.arrayBuffer();
    const verdict = await fetch(`${url}/v1/verify`, post(verifyRequest));
    expect(await verdict.json()).toMatchObject({ status: 'verified' });
    longest = Math.max(longest, performance.now() - begun);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return longest;
}

describe('a server with threads', () => {
  test('answers health checks and light requests while hostile HTML is read', async () => {
    const server = await start({ textReader: createThreads({ deadline: 0.5 }) });
    const attack = Promise.all(
      Array.from({ length: 4 }, async () => {
        const response = await fetch(
          `${server.url}/v1/detect`,
          post({ content: { text: foster(131_072) } }),
        );
        await response.arrayBuffer();
        return response.status;
      }),
    );
    const longest = await watch(server, attack);
    for (const status of await attack) expect([200, 422, 503]).toContain(status);
    // The longest of these texts takes seconds where nothing is bounded; a busy machine takes tenths.
    expect(longest).toBeLessThan(1500);
  });

  test('answers a text over the deadline with a problem, on the page as well', async () => {
    const server = await start({ textReader: { read: async () => ({ status: 'too-costly' }) } });
    const response = await fetch(
      `${server.url}/v1/detect`,
      post({ content: { text: foster(5000) } }),
    );
    expect(response.status).toBe(422);
    expect(response.headers.get('retry-after')).toBeNull();
    expect(await response.json()).toMatchObject({ code: 'too-costly' });
  });

  test('says when to come again where too much waits', async () => {
    const server = await start({ textReader: { read: async () => ({ status: 'busy' }) } });
    const response = await fetch(
      `${server.url}/v1/detect`,
      post({ content: { text: foster(5000) } }),
    );
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
    expect(await response.json()).toMatchObject({ code: 'busy' });
  });

  test('reads a light text at once, whoever reads the others', async () => {
    const server = await start({ textReader: { read: () => new Promise(() => undefined) } });
    const response = await fetch(`${server.url}/v1/verify`, post(verifyRequest));
    expect(await response.json()).toMatchObject({ status: 'verified' });
  });
});

/** Sends table-foster HTML for some seconds. @returns seconds of work that its client was let have */
async function attack(
  options: object,
  seconds: number,
): Promise<{ work: number; refused: number }> {
  let work = 0;
  let refused = 0;
  const rateLimit = { requests: 1e6, seconds: 1, work: 0.1, clientOf: () => 'one' };
  const api = createApi({ ...options, rateLimit });
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const begun = performance.now();
    const response = await api.request('/v1/detect', post({ content: { text: foster(20_000) } }));
    await response.arrayBuffer();
    if (response.status === 429) {
      refused += 1;
      expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
      await new Promise((resolve) => setTimeout(resolve, 5));
    } else work += (performance.now() - begun) / 1000;
  }
  return { work, refused };
}

describe('table-foster HTML of one client takes no more than its share of a core', () => {
  test.each([
    ['on the thread that answers', () => ({})],
    ['on threads', () => ({ textReader: createThreads() })],
  ])('%s', async (_where, options) => {
    const seconds = 2;
    const { work, refused } = await attack(options(), seconds);
    expect(refused).toBeGreaterThan(0);
    // A tenth over time, what one second adds up to at once, and one request that was under way.
    expect(work).toBeLessThan(0.1 * (seconds + 1) + 0.6);
  });
});
