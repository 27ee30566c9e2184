/**
 * Adds a memory to the check of check.ts: marks whose signature has held, so that the next request
 * for the same product decodes nothing, and the signed roots of batches.
 */
import { encodeBase64url } from '../format/bytes/base64url.ts';
import { encodeSigStructure } from '../format/bytes/cose.ts';
import { createTextMemo } from '../format/bytes/text-memo.ts';
import type { Backend, Hashing } from '../format/crypto/backend.ts';
import { MAX_ENVELOPE_BYTES } from '../format/envelope/limits.ts';
import { readSignedRoot } from '../format/envelope/receipt.ts';
import { type CacheStatistics, createEnvelopeCache, type EnvelopeCache } from './cache.ts';
import { CacheEntry, repeat } from './cache-entry.ts';
import { check } from './check.ts';
import { compareContent, type SeenTexts } from './compare-content.ts';
import { holdAgainst } from './hold-against.ts';
import type { Item } from './item.ts';
import { copyOf, decodeForm, findMark } from './mark-input.ts';
import type { VerifierSettings } from './options.ts';
import { createRootMemory } from './roots.ts';
import { badSignature, type TrySignature } from './signature.ts';
import { type Rejected, reject, type Verdict } from './verdict.ts';

/** What became of a signed root. */
export type AddedRoot = { readonly status: 'accepted' } | Rejected;

/** The checks of one verifier, over one memory. */
export interface RememberingCheck {
  /** As `check` in check.ts. */
  check<T>(item: Item, backend: Backend, trySignature: TrySignature<Verdict, T>): Verdict | T;
  /** Remembers a signed root where its signature holds. */
  addRoot<T>(
    signedRoot: Uint8Array | string,
    backend: Backend,
    trySignature: TrySignature<AddedRoot, T>,
  ): AddedRoot | T;
  statistics(): CacheStatistics;
}

const NO_CACHE: CacheStatistics = { hits: 0, misses: 0, evictions: 0, entries: 0, bytes: 0 };

/** Makes an empty memory. */
export function createRememberingCheck(settings: VerifierSettings): RememberingCheck {
  const { trust, cacheSize, cacheBytes } = settings;
  const roots = createRootMemory();
  const lookup = { trust, roots, memo: createTextMemo() };
  const cache = cacheSize > 0 ? createEnvelopeCache(cacheSize, cacheBytes) : undefined;

  function checkCached<T>(
    cache: EnvelopeCache,
    item: Item,
    backend: Backend,
    trySignature: TrySignature<Verdict, T>,
  ): Verdict | T {
    const mark = findMark(item.mark);
    if (typeof mark !== 'string' && !(mark instanceof Uint8Array)) return mark;
    const textForm = textFormOf(mark);
    if (textForm === undefined) return check(item, lookup, backend, trySignature);
    const entry = cache.find(textForm);
    const known = entry && checkAgain(entry, item, backend, cache);
    if (known !== undefined) return known;
    const seen: SeenTexts = { text: undefined, texts: undefined, units: 0 };
    return check(item, lookup, backend, trySignature, {
      seen,
      keep(statement, verdict) {
        const fresh = new CacheEntry(textForm, statement, seen);
        fresh.keep(verdict);
        cache.keep(fresh);
      },
    });
  }

  return {
    check: (item, backend, trySignature) =>
      cache === undefined
        ? check(item, lookup, backend, trySignature)
        : checkCached(cache, item, backend, trySignature),
    addRoot(signedRoot, backend, trySignature) {
      const bytes = decodeForm(signedRoot, backend.decodeBase64url);
      if (!(bytes instanceof Uint8Array)) return bytes;
      const decoded = readSignedRoot(copyOf(bytes));
      if (typeof decoded === 'string') return reject('malformed', decoded);
      const { statement, root } = decoded;
      const { protectedHeader, signature } = statement;
      const key = trust.find(statement.keyId);
      if (key === undefined) return reject('unknown-key', 'no key in trust has the id it names');
      const message = encodeSigStructure(protectedHeader, root);
      return trySignature({ key, signature, message, isOfRoot: true }, backend, (isSigned) => {
        if (!isSigned) return badSignature(key);
        roots.add(statement, key, root);
        return { status: 'accepted' };
      });
    },
    statistics: () => cache?.statistics() ?? NO_CACHE,
  };
}

/**
 * Steps 4 and 5 once more, on a mark that is remembered: time, key state, recall, subject and
 * content may have changed. `undefined` for a thin item that is refused: another root may be at
 * hand by now, or still count where this one no longer does.
 */
function checkAgain(
  entry: CacheEntry,
  { content, expected }: Item,
  hashing: Hashing,
  cache: EnvelopeCache,
): Verdict | undefined {
  const { units } = entry;
  let verdict: Verdict | undefined = repeat(entry, content, expected, hashing);
  if (verdict === undefined) {
    const { refused } = holdAgainst([entry], expected);
    if (refused !== undefined) return entry.isThin ? undefined : refused;
    verdict = compareContent(entry, content, expected, hashing, entry);
    entry.keep(verdict);
  }
  // Another text that matches is remembered too, or in the place of another spelling.
  if (entry.units !== units) cache.recount(entry);
  return verdict;
}

/** The key of the cache: bytes go by their text form, since bytes can change after they were kept. */
function textFormOf(mark: string | Uint8Array): string | undefined {
  if (typeof mark === 'string') return mark;
  return mark.length > MAX_ENVELOPE_BYTES ? undefined : encodeBase64url(mark);
}
