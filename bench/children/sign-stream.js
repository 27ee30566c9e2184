/** Signs many items, streamed, and says what it took. */
import { claimsOf } from '../peers/claims.js';
import { loadBuilt } from './ours.js';
import { products } from './products.js';
import { answer, readRequest } from './request.js';

/** Items signed before the clock starts, for the compiler to settle. */
const WARM_UP = 8192;
/** Items signed while the clock runs. */
const AT_LEAST = 20_000;

/** @type {{ readonly count: number, readonly chunkSize: number, readonly texts: readonly string[] }} */
const { count, chunkSize, texts } = readRequest();
const { content, keys, sign } = await loadBuilt();
const signer = keys.localSigner(keys.generateKey());
const { subject: _subject, ...claims } = claimsOf('');

/** @param {number} length */
async function signAll(length) {
  let signed = 0;
  for await (const { envelope } of sign.signBatch(products(content, texts, length), {
    signer,
    claims,
    chunkSize,
  })) {
    if (envelope.length > 0) signed += 1;
  }
  if (signed !== length) throw new Error(`${signed} of ${length} items signed`);
}

await signAll(WARM_UP);
// A few items are too few for the clock: those are signed again and again.
const times = [];
for (let done = 0; done < Math.max(count, AT_LEAST); done += count) {
  const start = performance.now();
  await signAll(count);
  times.push(((performance.now() - start) * 1e6) / count);
}
times.sort((a, b) => a - b);
answer({
  nsPerItem: times[Math.floor(times.length / 2)],
  // In kilobytes on every platform.
  peakBytes: process.resourceUsage().maxRSS * 1024,
});
