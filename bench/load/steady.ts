/**
 * The steady part: so many requests a second for so many seconds, each answer looked at. A mix
 * of what a storefront and an inspector send: eight checks, one of them of a forged mark, a
 * batch of ten, and a detection with a signed attestation.
 */
import autocannon from 'autocannon';
import type { Built } from '../install.ts';
import { quantile } from '../quantile.ts';
import { ENVIRONMENT, ISSUER, type Served } from './served.ts';

export interface Steady {
  readonly seconds: number;
  readonly requests: number;
  /** Answers that were none: broken connections and those that took over ten seconds. */
  readonly errors: number;
  /** Answers with another status or verdict than the request calls for. */
  readonly wrong: number;
  /** Milliseconds from sending to the whole answer. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** One request, and words that stand in a right answer to it and in no wrong one. */
export interface Ask {
  readonly path: string;
  readonly body: string;
  readonly expected: string;
}

/** Makes requests over the texts, ten for each ten of them. */
export function createAsks(
  { keys, sign }: Pick<Built, 'keys' | 'sign'>,
  text: Built['content']['text'],
  signing: ReturnType<Built['keys']['generateKey']>,
  texts: readonly string[],
): readonly Ask[] {
  const signer = keys.localSigner(signing);
  const marked = texts.map((description, index) => {
    const subject = `products/${index}`;
    const envelope = sign.signSync(text(description), {
      signer,
      claims: { issuer: ISSUER, subject, environment: ENVIRONMENT },
    });
    const mark = Buffer.from(envelope).toString('base64url');
    return { content: { profile: 'text', text: description }, mark, subject };
  });
  return marked.map((request, index): Ask => {
    const verify = (body: object, expected: string) => ({
      path: '/v1/verify',
      body: JSON.stringify(body),
      expected,
    });
    switch (index % 10) {
      case 7:
        return verify({ ...request, subject: 'products/other' }, '"reason":"subject-mismatch"');
      case 8: {
        const items = marked.slice(index - 8, index + 2);
        const body = JSON.stringify({ items });
        return { path: '/v1/verify/batch', body, expected: '{"results":[{"status":"verified"' };
      }
      case 9: {
        const { mark, content } = request;
        const body = JSON.stringify({ content: { text: content.text }, mark, attestation: true });
        return { path: '/v1/detect', body, expected: '"attestation":"' };
      }
      default:
        return verify(request, '{"status":"verified"');
    }
  });
}

/** Puts the server under load, and counts. */
export async function runSteady(
  { url }: Pick<Served, 'url'>,
  asks: readonly Ask[],
  { seconds, rate }: { readonly seconds: number; readonly rate: number },
): Promise<Steady> {
  const times: number[] = [];
  let wrong = 0;
  const requests = asks.map(({ path, body, expected }) => ({
    method: 'POST' as const,
    path,
    headers: { 'content-type': 'application/json' },
    body,
    onResponse(status: number, answer: string) {
      if (status !== 200 || !answer.includes(expected)) wrong += 1;
    },
  }));
  const result = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(
      { url, connections: 50, overallRate: rate, duration: seconds, timeout: 10, requests },
      (error: unknown, done) => (error ? reject(error) : resolve(done)),
    );
    running.on('response', (_client, _status, _bytes, time) => times.push(time));
  });
  return {
    seconds: result.duration,
    requests: times.length,
    errors: result.errors + result.timeouts,
    wrong,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
    max: quantile(times, 1),
  };
}
