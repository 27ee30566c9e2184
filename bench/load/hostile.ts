/** The hostile part: what holds a server up, and the status or limit that each of it meets. */
import { execFileSync } from 'node:child_process';
import { type Connection, type Heard, headOf, open } from './connection.ts';
import type { Served } from './served.ts';
import type { Ask } from './steady.ts';

/** What came of one kind of attack. */
export interface Met {
  readonly what: string;
  readonly count: number;
  /** What each of them got, and how many of them: a status, or `closed` without one. */
  readonly got: Readonly<Record<string, number>>;
  /** What they should all have got. */
  readonly expected: string;
  readonly milliseconds: number;
  /** Longest that a well-meaning client waited for a verdict meanwhile; undefined where nobody asked. */
  readonly bystander?: number;
}

const MEGABYTE = 1024 * 1024;

/** The server's own bounds: docs/http.md has them all. */
const BODY_SECONDS = 10;
const MAX_CONNECTIONS = 10_000;

/** Files that this process needs beside connections. */
const OTHER_FILES = 300;

/** So many connections can be held from here: half of all files, for the server has the same limit. */
export function countAffordable(): number {
  if (process.platform === 'win32') return MAX_CONNECTIONS;
  // Node has raised its own limit to this one when it started.
  const limit = execFileSync('sh', ['-c', 'ulimit -Hn'], { encoding: 'utf8' }).trim();
  const files = limit === 'unlimited' ? Number.POSITIVE_INFINITY : Number(limit);
  return Math.max(0, Math.min(MAX_CONNECTIONS, files - OTHER_FILES));
}

/** Attacks one after another; `idle` connections at most. */
export async function runHostile(
  served: Served,
  ask: Ask,
  { idle, show }: { readonly idle: number; readonly show: (met: Met) => void },
): Promise<readonly Met[]> {
  const all: Met[] = [];
  const add = async (
    what: string,
    expected: string,
    attack: () => Promise<readonly (number | undefined)[]>,
  ) => {
    const begun = performance.now();
    const got = await attack();
    const met = {
      what,
      expected,
      count: got.length,
      got: count(got),
      milliseconds: performance.now() - begun,
    };
    show(met);
    all.push(met);
  };
  const post = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`${served.url}/v1/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }).then(async (response) => {
      await response.arrayBuffer();
      return response.status;
    });
  await add('malformed JSON', '400', () => inTurn(200, () => post('{"content":')));
  await add('JSON of the wrong types', '400', () =>
    inTurn(200, () => post('{"content":[],"mark":7,"subject":{}}')),
  );
  await add('JSON nested 100,000 deep', '400', () => inTurn(50, () => post('['.repeat(100_000))));
  await add('10 MB bodies, declared', '413', () => atOnce(20, () => sendLarge(served, false)));
  await add('10 MB bodies, in chunks', '413', () => atOnce(20, () => sendLarge(served, true)));
  all.push(...(await holdOpen(served, ask, idle, show)));
  return all;
}

/** Sends ten megabytes without listening first, as a client does that knows no limit. */
async function sendLarge({ port }: Served, isChunked: boolean): Promise<number | undefined> {
  const { socket, ended } = open(port);
  const chunk = Buffer.alloc(MEGABYTE, 0x20);
  const headers: Record<string, string | number> = isChunked
    ? { 'transfer-encoding': 'chunked' }
    : { 'content-length': 10 * MEGABYTE };
  socket.write(headOf('/v1/verify', headers));
  for (let i = 0; i < 10; i++) {
    if (isChunked) socket.write(`${MEGABYTE.toString(16)}\r\n`);
    socket.write(chunk);
    if (isChunked) socket.write('\r\n');
  }
  return (await ended).status;
}

/** Slow bodies and silent connections at the same time, then more connections than are taken. */
async function holdOpen(
  served: Served,
  ask: Ask,
  idle: number,
  show: (met: Met) => void,
): Promise<readonly Met[]> {
  const begun = performance.now();
  const slow = Array.from({ length: 100 }, () => drip(served));
  // Room for slow bodies and whoever asks meanwhile.
  const silent = await openMany(served, idle - slow.length - 20);
  const bystander = await askFor(served, ask, 20);
  const isFull = idle === MAX_CONNECTIONS;
  const surplus = isFull ? await openMany(served, 500) : [];
  const heard = async (connections: readonly Connection[]) =>
    await Promise.all(connections.map(({ ended }) => ended));
  const toMet = (what: string, expected: string, ends: readonly Heard[]): Met => ({
    what,
    expected,
    count: ends.length,
    got: count(ends.map(({ status }) => status)),
    milliseconds: performance.now() - begun,
  });
  const slowEnds = await heard(slow);
  const silentEnds = await heard(silent);
  const met: Met[] = [
    toMet('slow bodies, a byte every half second', '408', slowEnds),
    { ...toMet('idle connections', '408', silentEnds), bystander },
  ];
  const surplusEnds = await heard(surplus);
  if (isFull) {
    // Some of them find room: 10,000 is the bound, and not all of it was taken.
    const over = surplusEnds.filter(({ status }) => status === undefined);
    const found = `closed at once, beyond ${MAX_CONNECTIONS.toLocaleString('en-US')}`;
    met.push(toMet(`connections ${found}`, 'closed', over));
  }
  for (const one of met) show(one);
  return met;
}

/** A body of which a byte comes every half second. */
function drip({ port }: Served): Connection {
  const connection = open(port);
  const { socket } = connection;
  socket.write(headOf('/v1/verify', { 'content-length': 1000 }));
  const timer = setInterval(() => socket.write(' '), 500);
  socket.once('close', () => clearInterval(timer));
  return connection;
}

/** Connections that say nothing, opened in waves that the system's queue can take. */
async function openMany({ port }: Served, wanted: number): Promise<readonly Connection[]> {
  const connections: Connection[] = [];
  while (connections.length < wanted) {
    const wave = Array.from({ length: Math.min(250, wanted - connections.length) }, () =>
      open(port),
    );
    await Promise.all(wave.map(({ opened }) => opened));
    connections.push(...wave);
  }
  return connections;
}

/** Asks for a verdict some times in turn. @returns the longest wait, in milliseconds */
async function askFor({ url }: Served, ask: Ask, times: number): Promise<number> {
  let longest = 0;
  for (let i = 0; i < times; i++) {
    const begun = performance.now();
    const response = await fetch(`${url}${ask.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: ask.body,
      signal: AbortSignal.timeout(BODY_SECONDS * 1000),
    });
    if (!(await response.text()).includes(ask.expected))
      throw new Error('a well-meaning client got a wrong answer');
    longest = Math.max(longest, performance.now() - begun);
  }
  return longest;
}

async function inTurn<T>(times: number, run: () => Promise<T>): Promise<readonly T[]> {
  const results: T[] = [];
  for (let i = 0; i < times; i++) results.push(await run());
  return results;
}

function atOnce<T>(times: number, run: () => Promise<T>): Promise<readonly T[]> {
  return Promise.all(Array.from({ length: times }, run));
}

function count(statuses: readonly (number | undefined)[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const status of statuses) {
    const name = status === undefined ? 'closed' : String(status);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
