/** Signs many items, streamed, and says what it took. */
import { claimsOf } from '../peers/claims.js';
import { loadBuilt } from './ours.js';
import { answer, readRequest } from './request.js';

/** Items signed before the clock starts, for the compiler to settle. */
const WARM_UP = 8192;

/** @type {{ readonly count: number, readonly chunkSize: number, readonly texts: readonly string[] }} */
const { count, chunkSize, texts } = readRequest();
const { content, keys, sign } = await loadBuilt();
const signer = keys.localSigner(keys.generateKey());
const { subject: _subject, ...claims } = claimsOf('');

/** @param {number} length */
function* items(length) {
  for (let i = 0; i < length; i++) {
    const text = /** @type {string} */ (texts[i % texts.length]);
    yield { content: content.text(text), subject: `product-${i}` };
  }
}

/** @param {number} length */
async function signAll(length) {
  let signed = 0;
  let bytes = 0;
  for await (const { envelope } of sign.signBatch(items(length), { signer, claims, chunkSize })) {
    signed += 1;
    bytes += envelope.length;
  }
  if (signed !== length) throw new Error(`${signed} of ${length} items signed`);
  return bytes;
}

await signAll(WARM_UP);
const start = performance.now();
const bytes = await signAll(count);
const ns = (performance.now() - start) * 1e6;
// In kilobytes on every platform.
const peakBytes = process.resourceUsage().maxRSS * 1024;
answer({ nsPerItem: ns / count, bytesPerItem: bytes / count, peakBytes });
