/**
 * One check in its two halves, with what a verifier remembers between checks: `open` is
 * everything up to the signature, `close` everything after it. Who tries the signature in
 * between, at once or on another thread, is not known here.
 */
import { encodeBase64url } from '../format/bytes/base64url.ts';
import { encodeSigStructure } from '../format/bytes/cose.ts';
import { learnNodes } from '../format/bytes/merkle-path.ts';
import { createTextMemo } from '../format/bytes/text-memo.ts';
import type { Content } from '../format/content/content.ts';
import type { Backend } from '../format/crypto/backend.ts';
import { MAX_ENVELOPE_BYTES } from '../format/envelope/limits.ts';
import { readSignedRoot } from '../format/envelope/receipt.ts';
import { findRecall } from '../trust/recall.ts';
import { type CacheStatistics, createEnvelopeCache } from './cache.ts';
import { type CacheEntry, createEntry, keepVerdict, repeat, statementOf } from './cache-entry.ts';
import { chooseStatement } from './choose-statement.ts';
import { conclude } from './conclude.ts';
import { copyOf, decodeMark, type MarkInput, readMark } from './mark-input.ts';
import { openMark } from './open.ts';
import type { VerifierSettings } from './options.ts';
import type { Pending } from './prepare.ts';
import { type Expectations, findRefusal } from './refusal.ts';
import { createRootMemory } from './roots.ts';
import { badSignature, type Unchecked } from './signature.ts';
import { type Rejected, reject, type Verdict } from './verdict.ts';

/** A check that is open: a mark that is remembered, or one that has been prepared. */
export type Open = CacheEntry | Prepared;

/** A mark with its key of the cache, where there is one. */
interface Prepared {
  readonly status: 'prepared';
  readonly pending: Pending;
  readonly textForm: string | undefined;
}

/** A signed root whose signature is to be tried. */
export interface OpenRoot extends Unchecked {
  readonly status: 'open';
  /** Remembers the root where its signature has held. */
  take(isSigned: boolean): AddedRoot;
}

/** What became of a signed root. */
export type AddedRoot = { readonly status: 'accepted' } | Rejected;

/** The two halves of every check of one verifier. */
export interface Check {
  open(mark: MarkInput, backend: Backend): Open | Verdict;
  close(
    open: Open,
    isSigned: boolean,
    content: Content,
    expected: Expectations,
    backend: Backend,
  ): Verdict;
  openRoot(signedRoot: Uint8Array | string, backend: Backend): OpenRoot | Rejected;
  statistics(): CacheStatistics;
}

const NO_CACHE: CacheStatistics = { hits: 0, misses: 0, evictions: 0, entries: 0, bytes: 0 };

/** Whether a check is open, and not over already. */
export function isOpen(step: Open | Verdict): step is Open {
  return step.status === 'kept' || step.status === 'prepared';
}

/** The signature that is left to try, where there is one. */
export function uncheckedOf(step: Open): Unchecked | undefined {
  return step.status === 'prepared' ? step.pending.unchecked : undefined;
}

/** Makes the two halves over one memory. */
export function createCheck({ trust, cacheSize, cacheBytes }: VerifierSettings): Check {
  const roots = createRootMemory();
  const lookup = { trust, roots, memo: createTextMemo() };
  const cache = cacheSize > 0 ? createEnvelopeCache(cacheSize, cacheBytes) : undefined;

  function open(mark: MarkInput, backend: Backend): Open | Verdict {
    const found = readMark(mark);
    if (typeof found !== 'string' && !(found instanceof Uint8Array)) return found;
    const textForm = cache && textFormOf(found);
    if (textForm !== undefined) {
      const entry = cache?.find(textForm);
      if (entry !== undefined) return entry;
    }
    const pending = openMark(found, lookup, backend);
    return pending.status === 'pending' ? { status: 'prepared', pending, textForm } : pending;
  }

  function close(
    step: Open,
    isSigned: boolean,
    content: Content,
    expected: Expectations,
    backend: Backend,
  ): Verdict {
    if (step.status === 'kept') {
      const { text } = step;
      const repeated = repeat(step, content, expected, backend);
      if (repeated === undefined) {
        // Another root may be at hand by now, or still count where this one no longer does.
        return step.isThin && findRefusal(statementOf(step), expected, findRecall) !== undefined
          ? reopen(step, content, expected, backend)
          : closeEntry(step, true, content, expected, backend);
      }
      // Another spelling of the same text is remembered in its place.
      if (step.text !== text) cache?.keep(step);
      return repeated;
    }
    const { pending, textForm } = step;
    if (!isSigned) return badSignature(pending.statement.key, pending.statement.claims);
    rememberBatch(pending);
    const statement = chooseStatement(pending.statement, pending.others, expected);
    return textForm === undefined
      ? conclude(statement, content, expected, backend)
      : closeEntry(createEntry(textForm, statement), false, content, expected, backend);
  }

  /** Looks at a thin item as if for the first time. It has no signature of its own to try. */
  function reopen(
    { textForm }: CacheEntry,
    content: Content,
    expected: Expectations,
    backend: Backend,
  ): Verdict {
    const pending = openMark(textForm, lookup, backend);
    return pending.status === 'pending'
      ? close({ status: 'prepared', pending, textForm }, true, content, expected, backend)
      : pending;
  }

  /** Concludes on what is remembered, or will be. */
  function closeEntry(
    entry: CacheEntry,
    isKept: boolean,
    content: Content,
    expected: Expectations,
    backend: Backend,
  ): Verdict {
    const { text, texts } = entry;
    const known = texts?.size;
    const verdict = conclude(statementOf(entry), content, expected, backend, entry);
    keepVerdict(entry, content, verdict);
    if (!isKept || entry.text !== text || entry.texts?.size !== known) cache?.keep(entry);
    return verdict;
  }

  /** Keeps the root of a batch whose signature has held, and what was climbed to it. */
  function rememberBatch({ statement: { key }, batch }: Pending): void {
    if (batch === undefined) return;
    const { climb, root, signed } = batch;
    learnNodes((signed ?? roots.remember(root, key, climb.root)).nodes, climb);
  }

  function openRoot(signedRoot: Uint8Array | string, backend: Backend): OpenRoot | Rejected {
    const bytes = decodeMark(signedRoot, backend.decodeBase64url);
    if (!(bytes instanceof Uint8Array)) return bytes;
    const decoded = readSignedRoot(copyOf(bytes));
    if (typeof decoded === 'string') return reject('malformed', decoded);
    const { statement, root } = decoded;
    const { protectedHeader, signature } = statement;
    const key = trust.find(statement.keyId);
    if (key === undefined) return reject('unknown-key', 'no key in trust has the id it names');
    return {
      status: 'open',
      key,
      signature,
      message: encodeSigStructure(protectedHeader, root),
      take(isSigned) {
        if (!isSigned) return badSignature(key);
        roots.add(statement, key, root);
        return { status: 'accepted' };
      },
    };
  }

  return { open, close, openRoot, statistics: () => cache?.statistics() ?? NO_CACHE };
}

/** The key of the cache: bytes go by their text form, since bytes can change after they were kept. */
function textFormOf(found: string | Uint8Array): string | undefined {
  if (typeof found === 'string') return found;
  return found.length > MAX_ENVELOPE_BYTES ? undefined : encodeBase64url(found);
}
