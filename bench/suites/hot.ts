/**
 * A mark that the verifier has seen before: on a page that is asked for again. Every hit still
 * checks time, key state, subject and content.
 */
import { hash } from 'node:crypto';
import { readDescriptions } from '../catalogue.ts';
import { at, createInputs, type Inputs, type Item, openVerifier, require } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import { measureCache } from '../measure-cache.ts';
import { openPeer } from '../peer-case.ts';
import { ENVIRONMENT } from '../peers/claims.js';
import { fastJwt, openVerifier as openFastJwt } from '../peers/fast-jwt.js';
import { jose } from '../peers/jose.js';
import type { Product } from '../peers/peer.ts';
import type { Case, Contest, Suite } from '../suite.ts';

/** Too short to time one by one: the clock itself takes as long. */
const CHECKS = 100;

/**
 * Marks that are gone through in order: what a few pages show. They and what is remembered of
 * them fit the processor's own caches; what happens where they do not, curve cache-size shows.
 */
const MARKS = 256;

/** What a request brings: a mark and the product it is shown with. */
interface Shown extends Product {
  readonly mark: string;
}

/**
 * Runs {@link CHECKS} checks at once. With `isFresh` the strings are parsed from JSON before
 * each run, as a response brings them: equal to those before, never the same objects, and
 * never hashed or compared yet.
 */
function repeated(
  name: string,
  shown: readonly Shown[],
  isFresh: boolean,
  check: (shown: Shown, turn: number) => void | Promise<void>,
): Case {
  const responses = shown.map((one) => JSON.stringify(one));
  const isAwaited = check(at(shown, 0), 0) instanceof Promise;
  let now: readonly Shown[] = [];
  const pick = (place: number): Shown =>
    isFresh ? JSON.parse(at(responses, place)) : at(shown, place);
  return {
    name,
    checks: CHECKS,
    before(turn) {
      now = Array.from({ length: CHECKS }, (_, i) => pick(turn * CHECKS + i));
    },
    run: isAwaited
      ? async (turn) => {
          for (let i = 0; i < CHECKS; i++) await check(now[i] as Shown, turn * CHECKS + i);
        }
      : (turn) => {
          for (let i = 0; i < CHECKS; i++) check(now[i] as Shown, turn * CHECKS + i);
        },
  };
}

/** Room for more marks than there are: a cache that is half full moves its older entries at each hit. */
const roomFor = ({ items }: Inputs) => 4 * items.length;

function remember(inputs: Inputs) {
  return openVerifier(inputs, { cacheSize: roomFor(inputs) });
}

/** Ours, the texts compared with those that matched before. */
function hot(name: string, inputs: Inputs, shown: readonly Shown[], isFresh: boolean): Case {
  const verifier = remember(inputs);
  const { text } = inputs.built.content;
  return repeated(name, shown, isFresh, (one) => {
    const { status } = verifier.verifySync(text(one.text), one.mark, { subject: one.subject });
    require(status === 'verified');
  });
}

/** Ours, where content is bytes: those are hashed again each time. */
function rehash(name: string, inputs: Inputs, isFresh: boolean): Case {
  const { built, items, signRaw } = inputs;
  const verifier = remember(inputs);
  const shown = items.map((item) => ({ ...pickShown(item), mark: signRaw(item) }));
  return repeated(name, shown, isFresh, ({ mark, subject }, turn) => {
    const content = built.content.raw(at(items, turn).bytes);
    require(verifier.verifySync(content, mark, { subject }).status === 'verified');
  });
}

function pickShown({ subject, text, textForm }: Item): Shown {
  return { subject, text, mark: textForm };
}

function bareHash({ items }: Inputs): Case {
  return {
    name: 'bare-hash',
    checks: CHECKS,
    run(turn) {
      for (let i = 0; i < CHECKS; i++) {
        require(hash('sha256', at(items, turn * CHECKS + i).bytes, 'binary').length === 32);
      }
    },
  };
}

/**
 * fast-jwt with its cache. It knows no content, so that is done around it: the text that
 * matched is kept on the payload, which the cache gives back, and compared, as ours does; or the
 * bytes are hashed each time.
 */
async function fastJwtHot(inputs: Inputs, marks: readonly string[]): Promise<readonly Case[]> {
  const { items, publicKey } = inputs;
  const shown = items.map((item, i) => ({ ...pickShown(item), mark: at(marks, i) }));
  const comparing = await openFastJwt(publicKey, roomFor(inputs));
  const hashing = await openFastJwt(publicKey, roomFor(inputs));
  return [
    repeated('fast-jwt', shown, true, ({ mark, subject, text }) => {
      const payload = comparing(mark);
      require(payload['sub'] === subject && payload['environment'] === ENVIRONMENT);
      if (payload['matched'] === text) return;
      require(payload['digest'] === hash('sha256', text, 'base64url'));
      payload['matched'] = text;
    }),
    repeated('fast-jwt-rehash', shown, true, ({ mark, subject }, turn) => {
      const payload = hashing(mark);
      require(payload['sub'] === subject && payload['environment'] === ENVIRONMENT);
      require(payload['digest'] === hash('sha256', at(items, turn).bytes, 'base64url'));
    }),
  ];
}

export const suite: Suite = {
  name: 'hot',
  notes: [
    `${CHECKS} checks are timed at once; times are of one, p99 of such a hundred.`,
    'hot: mark, text and subject parsed anew from JSON before each run (not timed), so nothing is the same object; the text is compared with the one that matched before. same-string: the very same string objects.',
    `${MARKS} marks (64 with --short) are gone through in order, what a few pages show: they fit the processor’s own caches. Curve cache-size shows what a hit costs where they do not.`,
    'rehash: content as bytes, which are hashed again at each hit; the mark is the same string. rehash-fresh: the mark parsed anew.',
    'bare-hash: SHA-256 of the content alone, by crypto.hash.',
    'jose: its whole check, for it has no cache: hot/jose and rehash/jose compare a cached case with an uncached one.',
    'cache entry: heap bytes of one remembered mark, beside the two strings that the caller gave, its content and the mark; mark in the cache: the latter, which is the key. Over 10,000 entries (1,000 with --short).',
    'fast-jwt: its own cache on (keyed by SHA-512 of the token, its default), token and text parsed anew; the text compared with the one that matched before, kept by us on its payload: the same work as hot. fast-jwt-rehash: the bytes hashed each time, the same work as rehash-fresh. Its cache checks times at each hit; ours also key state, subject and content, which are compared by us around it.',
  ],
  async prepare(settings): Promise<readonly Contest[]> {
    const { short, catalogue } = settings;
    const texts = readDescriptions(catalogue, short ? 64 : MARKS);
    const inputs = createInputs(await importBuilt(), texts);
    const { items } = inputs;
    const shown = items.map(pickShown);
    const openJose = await openPeer(jose, inputs);
    const marked = items.map((item, i) => ({ ...pickShown(item), mark: at(openJose.marks, i) }));
    const { marks } = await openPeer(fastJwt, inputs);
    return [
      {
        cases: [
          hot('hot', inputs, shown, true),
          hot('same-string', inputs, shown, false),
          rehash('rehash', inputs, false),
          rehash('rehash-fresh', inputs, true),
          bareHash(inputs),
          ...(await fastJwtHot(inputs, marks)),
          repeated('jose', marked, false, (one) => openJose.check(one.mark, one)),
        ],
        turns: short ? 16 : 64,
        ratios: [
          ['hot', 'jose'],
          ['rehash', 'jose'],
          ['same-string', 'bare-hash'],
          ['rehash', 'bare-hash'],
          ['rehash-fresh', 'bare-hash'],
          ['hot', 'fast-jwt'],
          ['rehash-fresh', 'fast-jwt-rehash'],
        ],
        async figures() {
          const { bytesPerEntry, markBytes } = await measureCache(settings, short ? 1000 : 10_000);
          return [
            { name: 'cache entry', value: bytesPerEntry, unit: 'bytes' },
            { name: 'mark in the cache', value: markBytes, unit: 'bytes' },
          ];
        },
      },
    ];
  },
};
