/**
 * The heavy part: texts that are dear to read, from as many clients as there is room for, and health
 * checks meanwhile. What it measures is whether anything else waits for them.
 */
import { quantile } from '../quantile.ts';
import type { Served } from './served.ts';

/** What came of it. */
export interface Heavy {
  readonly seconds: number;
  /** Answers by status: read (200), over the deadline (422), turned away (503). */
  readonly got: Readonly<Record<string, number>>;
  /** Seconds of processor that the server took. */
  readonly processor: number;
  /** Health checks made, and what they waited, in milliseconds. */
  readonly checks: number;
  readonly p99: number;
  readonly longest: number;
}

/** As much text as `/v1/detect` reads, of JSON around it. */
const LENGTH = 131_000;

/** Words that a parser moves out of a table one by one, and white space that a careless expression reads again and again. */
const TEXTS: readonly string[] = [
  fill('<p data-contentmark=0oRY><table>', '<b>x', ''),
  fill('<script type="application/vnd.contentmark+cose">x', ' ', 'x</script>'),
  fill('<p data-contentmark=0oRY>', '<a><p>', ''),
];

function fill(head: string, unit: string, tail: string): string {
  const count = Math.floor((LENGTH - head.length - tail.length) / unit.length);
  return head + unit.repeat(count) + tail;
}

/** Sends them over so many connections for so many seconds. */
export async function runHeavy(
  served: Served,
  { seconds, connections }: { readonly seconds: number; readonly connections: number },
): Promise<Heavy> {
  const before = await served.look();
  const begun = performance.now();
  const end = begun + seconds * 1000;
  const got: Record<string, number> = {};
  const waits: number[] = [];
  const attack = async (first: number) => {
    for (let i = first; performance.now() < end; i++) {
      const text = TEXTS[i % TEXTS.length];
      const status = await post(`${served.url}/v1/detect`, JSON.stringify({ content: { text } }));
      got[status] = (got[status] ?? 0) + 1;
    }
  };
  const watch = async () => {
    while (performance.now() < end) {
      const asked = performance.now();
      const response = await fetch(`${served.url}/healthz`);
      if ((await response.text()) !== '{"status":"ok"}') throw new Error('no health');
      waits.push(performance.now() - asked);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all([watch(), ...Array.from({ length: connections }, (_one, i) => attack(i))]);
  const took = (performance.now() - begun) / 1000;
  const after = await served.look();
  return {
    seconds: took,
    got,
    processor: after.seconds - before.seconds,
    checks: waits.length,
    p99: quantile(waits, 0.99),
    longest: Math.max(...waits),
  };
}

async function post(url: string, body: string): Promise<number> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method: 'POST', headers, body });
  await response.arrayBuffer();
  return response.status;
}
