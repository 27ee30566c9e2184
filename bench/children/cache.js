/** Fills a verifier's cache, weighs it, and times hits. Runs with --expose-gc. */
import { AUDIENCE, claimsOf, ENVIRONMENT, ISSUER, NOW, require } from '../peers/claims.js';
import { loadBuilt } from './ours.js';
import { createRandom } from './random.js';
import { answer, readRequest } from './request.js';

/** Hits timed at once. */
const CHECKS = 100;
/** Marks made and checked before anything is weighed. */
const WARM_UP = 2000;

/** @type {{ readonly entries: number, readonly text: string, readonly runs: number }} */
const { entries, text, runs } = readRequest();
const { content, keys, sign, verify } = await loadBuilt();
const key = keys.generateKey();
const signer = keys.localSigner(key);
const trust = verify.createTrust([
  { publicKey: key.publicKey, issuers: [ISSUER], environments: [ENVIRONMENT] },
]);

/** @param {number} cacheSize */
function open(cacheSize) {
  return verify.createVerifier({
    trust,
    environment: ENVIRONMENT,
    audience: AUDIENCE,
    clock: () => NOW,
    cacheSize,
    cacheBytes: Number.MAX_SAFE_INTEGER,
  });
}

/** Bytes that are still needed, on the heap and beside it. */
function weigh() {
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/**
 * @param {import('contentmark/verify').Verifier} verifier
 * @param {string} mark
 * @param {number} i
 */
function check(verifier, mark, i) {
  const verdict = verifier.verifySync(content.text(text), mark, { subject: `product-${i}` });
  require(verdict.status === 'verified');
}

/** @param {readonly number[]} values an odd number of them */
function middle(values) {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2];
}

/** @param {number} i */
function markOf(i) {
  const claims = claimsOf(`product-${i}`);
  const envelope = sign.signSync(content.text(text), { signer, claims });
  return Buffer.from(envelope).toString('base64url');
}

// What the compiler and the first verifier take is not what an entry takes.
const other = open(2 * WARM_UP);
for (let i = 0; i < WARM_UP; i++) check(other, markOf(i), i);

/** Signs marks, remembers them in a new verifier, and weighs both. */
function fill() {
  /** @type {string[]} */
  const marks = new Array(entries).fill('');
  // Twice the entries, or hits would move the older generation into the younger until it overflows.
  const verifier = open(2 * entries);
  const empty = weigh();
  for (let i = 0; i < entries; i++) marks[i] = markOf(i);
  const signed = weigh();
  for (let i = 0; i < entries; i++) check(verifier, /** @type {string} */ (marks[i]), i);
  const filled = weigh();
  require(verifier.statistics().entries === entries);
  return {
    marks,
    verifier,
    bytesPerEntry: (filled - signed) / entries,
    markBytes: (signed - empty) / entries,
  };
}

// In a small cache, what else happened on the heap counts; the middle of several fills leaves it out.
const fills = Array.from({ length: entries <= 10_000 ? 3 : 1 }, fill);
const { marks, verifier } = /** @type {ReturnType<typeof fill>} */ (fills.at(-1));

const random = createRandom(entries);
/** @type {{ same: number[], fresh: number[] }} */
const times = { same: [], fresh: [] };
for (let run = 0; run < runs; run++) {
  for (const kind of /** @type {const} */ (['same', 'fresh'])) {
    const places = Array.from({ length: CHECKS }, random);
    const subjects = places.map((place) => `product-${place}`);
    const shown = places.map((place) => {
      const mark = /** @type {string} */ (marks[place]);
      return kind === 'same' ? mark : Buffer.from(mark).toString('latin1');
    });
    const start = performance.now();
    for (let i = 0; i < CHECKS; i++) {
      const { status } = verifier.verifySync(content.text(text), /** @type {string} */ (shown[i]), {
        subject: /** @type {string} */ (subjects[i]),
      });
      require(status === 'verified');
    }
    times[kind].push(((performance.now() - start) * 1e6) / CHECKS);
  }
}
require(verifier.statistics().misses === entries);

answer({
  bytesPerEntry: middle(fills.map(({ bytesPerEntry }) => bytesPerEntry)),
  markBytes: middle(fills.map(({ markBytes }) => markBytes)),
  sameNs: times.same,
  freshNs: times.fresh,
});
