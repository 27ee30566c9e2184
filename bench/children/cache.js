/** Fills a verifier's cache, weighs it, and times hits. Runs with --expose-gc. */
import { AUDIENCE, claimsOf, ENVIRONMENT, ISSUER, NOW, require } from '../peers/claims.js';
import { loadBuilt } from './ours.js';
import { createRandom } from './random.js';
import { answer, readRequest } from './request.js';

/** Hits timed at once. */
const CHECKS = 100;
/** Marks made and checked before anything is weighed. */
const WARM_UP = 2000;
/** Marks weighed together at least. */
const LEAST_ENTRIES = 2000;

/** @typedef {import('contentmark/verify').Verifier} Verifier */

/** @type {{ readonly entries: number, readonly text: string, readonly runs: number }} */
const { entries, text, runs } = readRequest();
const { content, keys, sign, verify } = await loadBuilt();
const key = keys.generateKey();
const signer = keys.localSigner(key);
const trust = verify.createTrust([
  { publicKey: key.publicKey, issuers: [ISSUER], environments: [ENVIRONMENT] },
]);

/**
 * Flat strings: what a template has joined would be put together at its first comparison.
 * @type {readonly string[]}
 */
const subjects = JSON.parse(
  JSON.stringify(Array.from({ length: Math.max(entries, WARM_UP) }, (_, i) => `product-${i}`)),
);

/** @param {number} i */
function subjectOf(i) {
  return /** @type {string} */ (subjects[i]);
}

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
 * @param {Verifier} verifier
 * @param {string} mark
 * @param {number} i
 */
function check(verifier, mark, i) {
  const verdict = verifier.verifySync(content.text(text), mark, { subject: subjectOf(i) });
  require(verdict.status === 'verified');
}

/** @param {readonly number[]} values an odd number of them */
function middle(values) {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2];
}

/** @param {number} i */
function markOf(i) {
  const claims = claimsOf(subjectOf(i));
  const envelope = sign.signSync(content.text(text), { signer, claims });
  return Buffer.from(envelope).toString('base64url');
}

// What the compiler and the first verifier take is not what an entry takes.
const other = open(4 * WARM_UP);
for (let i = 0; i < WARM_UP; i++) check(other, markOf(i), i);

/** Caches filled together, so that what else happens on the heap is small beside them. */
const caches = Math.ceil(LEAST_ENTRIES / entries);
const total = caches * entries;

/** Signs marks, remembers them in new verifiers, and weighs both. */
function fill() {
  /** @type {string[]} */
  const marks = new Array(total).fill('');
  // Room for more than there are: a cache that is half full moves its older entries at each hit.
  const verifiers = Array.from({ length: caches }, () => open(4 * entries));
  const empty = weigh();
  for (let i = 0; i < total; i++) marks[i] = markOf(i % entries);
  const signed = weigh();
  for (let i = 0; i < total; i++) {
    const verifier = /** @type {Verifier} */ (verifiers[Math.floor(i / entries)]);
    check(verifier, /** @type {string} */ (marks[i]), i % entries);
  }
  const filled = weigh();
  const [verifier] = /** @type {[Verifier]} */ (verifiers);
  require(verifier.statistics().entries === entries);
  return {
    marks,
    verifier,
    verifiers,
    bytesPerEntry: (filled - signed) / total,
    markBytes: (signed - empty) / total,
  };
}

// The middle of three where that is quick: a heap is never quite still.
const fills = Array.from({ length: total <= 10_000 ? 3 : 1 }, fill);
const { marks, verifier } = /** @type {ReturnType<typeof fill>} */ (fills.at(-1));

const random = createRandom(entries);
/** @type {{ same: number[], fresh: number[] }} */
const times = { same: [], fresh: [] };
for (let run = 0; run < runs; run++) {
  for (const kind of /** @type {const} */ (['same', 'fresh'])) {
    const places = Array.from({ length: CHECKS }, random);
    const same = places.map((place) => [marks[place], subjectOf(place)]);
    // Strings that come out of JSON are flat, and have never been hashed.
    const shown = kind === 'same' ? same : JSON.parse(JSON.stringify(same));
    const start = performance.now();
    for (let i = 0; i < CHECKS; i++) {
      const [mark, subject] = shown[i];
      const { status } = verifier.verifySync(content.text(text), mark, { subject });
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
