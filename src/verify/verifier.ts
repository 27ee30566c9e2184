/**
 * `createVerifier`: everything that does not depend on the item is done once, and
 * what has been checked is remembered within bounds. A verifier holds no connection
 * and reads nothing but its arguments.
 */
import { encodeBase64url } from '../bytes/base64url.ts';
import { encodeSigStructure } from '../bytes/cose.ts';
import { type Content, requireContent } from '../content/content.ts';
import { MAX_ENVELOPE_BYTES } from '../envelope/limits.ts';
import { readSignedRoot } from '../envelope/receipt.ts';
import { readOptions, requireSeconds, wrongArgument } from '../errors.ts';
import { type CacheEntry, type CacheStatistics, createEnvelopeCache } from './cache.ts';
import { conclude, type Expectations } from './conclude.ts';
import { copyOf, decodeEvidence, type Evidence, readEvidence } from './evidence.ts';
import {
  ITEM_OPTIONS,
  type ItemOptions,
  readVerifierOptions,
  requireApplicable,
  requireParts,
  requireSubject,
  type VerifierOptions,
} from './options.ts';
import { type Pending, prepare } from './prepare.ts';
import { createRootMemory } from './roots.ts';
import { type Rejected, reject, type Verdict } from './verdict.ts';

/** One item of a page, for `verifyAll`. */
export interface PageItem extends Omit<ItemOptions, 'now'> {
  readonly content: Content;
  readonly evidence: Evidence;
}

/** Checks marks against one trust in one environment. */
export interface Verifier {
  /**
   * Checks what is about to be shown against the mark found with it. Whatever the
   * evidence holds, the answer is a verdict.
   * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the arguments.
   */
  verify(content: Content, evidence: Evidence, options: ItemOptions): Promise<Verdict>;
  /** The same at once. */
  verifySync(content: Content, evidence: Evidence, options: ItemOptions): Verdict;
  /**
   * Checks a whole page at one time (`now` in Unix seconds, default the verifier's
   * clock): one signature for all items of a batch, the runtime's threads for the others.
   * @returns verdicts in the order of the items.
   */
  verifyAll(items: readonly PageItem[], options?: { readonly now?: number }): Promise<Verdict[]>;
  /**
   * Takes the signed root of a batch, as bytes or text form, so that its thin items can be
   * checked. A root that does not hold is not taken, and the verdict says why.
   */
  addRoot(signedRoot: Uint8Array | string): { readonly status: 'accepted' } | Rejected;
  /** How the cache of checked envelopes is doing. */
  statistics(): CacheStatistics;
}

/** Roots remembered; a catalogue of a million in chunks of 4,096 has 245. */
const ROOT_CAPACITY = 256;

/** Fewer checks than this are over before threads have been woken. */
const WORTH_THREADS = 4;

const PAGE_ITEM: readonly (keyof PageItem)[] = ['content', 'evidence', 'subject', 'requiredParts'];

const NO_CACHE: CacheStatistics = { hits: 0, misses: 0, evictions: 0, entries: 0, bytes: 0 };

/** One item on its way to a verdict. */
interface Opened {
  readonly status: 'opened';
  readonly entry: CacheEntry;
  /** The key of the cache, where there is one. */
  readonly textForm: string | undefined;
  /** Whether the signature holds; `undefined` where it has yet to be tried. */
  readonly isSigned: boolean | undefined;
  /** Whether the cache has it already. */
  readonly isKept: boolean;
}

/**
 * Makes a verifier. Unknown options are refused.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_RUNTIME`
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = readVerifierOptions(options);
  const { trust, environment, audience, clockTolerance, clock, backend } = settings;
  const { sha256 } = backend;
  const roots = createRootMemory(ROOT_CAPACITY);
  const lookup = { trust, roots, sha256 };
  const cache =
    settings.cacheSize > 0
      ? createEnvelopeCache(settings.cacheSize, settings.cacheBytes)
      : undefined;

  /** Everything up to the signature. */
  function open(evidence: Evidence): Opened | Verdict {
    const found = readEvidence(evidence);
    if (typeof found !== 'string' && !(found instanceof Uint8Array)) return found;
    const textForm = cache && textFormOf(found);
    const kept = textForm === undefined ? undefined : cache?.find(textForm);
    if (kept !== undefined) {
      return { status: 'opened', entry: kept, textForm, isSigned: true, isKept: true };
    }
    const bytes = decodeEvidence(found);
    if (!(bytes instanceof Uint8Array)) return bytes;
    // What is decoded keeps views of its bytes, and the caller may reuse theirs. Not slice():
    // a Buffer's is a view.
    const pending = prepare(bytes === found ? copyOf(bytes) : bytes, lookup);
    if (pending.status !== 'pending') return pending;
    const isSigned = pending.batch?.signed === undefined ? undefined : true;
    if (isSigned) rememberBatch(pending);
    const entry = { pending, seen: new Map<string, string>() };
    return { status: 'opened', entry, textForm, isSigned, isKept: false };
  }

  /** Everything after the signature; what has held is remembered. */
  function close(
    { entry, textForm, isKept }: Opened,
    isSigned: boolean,
    content: Content,
    expected: Expectations,
  ): Verdict {
    const { pending, seen } = entry;
    const known = seen.size;
    const verdict = conclude(pending, isSigned, content, expected, sha256, cache && seen);
    if (isSigned && textForm !== undefined && (!isKept || seen.size !== known)) {
      cache?.keep(textForm, entry);
    }
    return verdict;
  }

  /** Keeps the root of a batch whose signature has held, and what was climbed to it. */
  function rememberBatch({ key, batch }: Pending): void {
    if (batch === undefined) return;
    const { climb, receipt, signed } = batch;
    const root = signed ?? roots.remember({ statement: receipt, key, root: climb.root });
    roots.rememberNodes(root, climb);
  }

  function expect(item: ItemOptions): Expectations {
    const { subject, now, requiredParts = [] } = readOptions('options', item, ITEM_OPTIONS);
    requireSubject('options.subject', subject);
    requireParts('options.requiredParts', requiredParts);
    const time = readNow(now);
    return { environment, audience, clockTolerance, subject, requiredParts, now: time };
  }

  function readNow(now: number | undefined): number {
    const time = now === undefined ? clock() : now;
    // Also the clock's: every comparison with NaN is false, and a mark would never expire.
    requireSeconds(now === undefined ? 'options.clock()' : 'options.now', time);
    return time;
  }

  function verifySync(content: Content, evidence: Evidence, item: ItemOptions): Verdict {
    requireContent('content', content);
    const expected = expect(item);
    requireApplicable('options.requiredParts', content, expected.requiredParts);
    const step = open(evidence);
    if (step.status !== 'opened') return step;
    return close(step, step.isSigned ?? trySignature(step.entry.pending), content, expected);
  }

  /** Tries a signature on this thread; the root of a batch is remembered where it holds. */
  function trySignature(pending: Pending): boolean {
    const { key, signature, message } = pending;
    const isSigned = key.check(backend).now(signature, message);
    if (isSigned) rememberBatch(pending);
    return isSigned;
  }

  async function verifyAll(
    items: readonly PageItem[],
    options: { readonly now?: number } = {},
  ): Promise<Verdict[]> {
    if (!Array.isArray(items)) throw wrongArgument('items', 'an array of items', items);
    const now = readNow(readOptions('options', options, ['now']).now);
    // Array.from visits holes too, so that they are refused and not skipped.
    const page = Array.from(items as readonly PageItem[], (item, index) =>
      readPageItem(item, `items[${index}]`, now),
    );
    const steps = page.map(({ evidence }) => openForPage(evidence));
    const alone = steps.filter((step) => step.status === 'opened' && step.isSigned === undefined);
    return Promise.all(
      steps.map(async (step, index) => {
        const { content, expected } = page[index] as (typeof page)[number];
        if (step.status !== 'opened') return step;
        const isSigned =
          step.isSigned ??
          (alone.length < WORTH_THREADS
            ? trySignature(step.entry.pending)
            : await trySignatureAside(step.entry.pending));
        return close(step, isSigned, content, expected);
      }),
    );
  }

  /**
   * The signature of a batch is tried at once, so that the items behind it find the root and
   * most of their path remembered. Those of single marks are left for the threads.
   */
  function openForPage(evidence: Evidence): Opened | Verdict {
    const step = open(evidence);
    if (step.status !== 'opened' || step.isSigned !== undefined) return step;
    const { pending } = step.entry;
    return pending.batch === undefined ? step : { ...step, isSigned: trySignature(pending) };
  }

  function trySignatureAside({ key, signature, message }: Pending): Promise<boolean> {
    return key.check(backend).aside(signature, message);
  }

  function readPageItem(item: PageItem, name: string, now: number) {
    const { content, evidence, subject, requiredParts = [] } = readOptions(name, item, PAGE_ITEM);
    requireContent(`${name}.content`, content);
    requireSubject(`${name}.subject`, subject);
    requireParts(`${name}.requiredParts`, requiredParts);
    requireApplicable(`${name}.requiredParts`, content, requiredParts);
    const expected: Expectations = {
      environment,
      audience,
      clockTolerance,
      subject,
      requiredParts,
      now,
    };
    return { content, evidence, expected };
  }

  function addRoot(signedRoot: Uint8Array | string): { readonly status: 'accepted' } | Rejected {
    if (typeof signedRoot !== 'string' && !(signedRoot instanceof Uint8Array)) {
      throw wrongArgument('signedRoot', 'Uint8Array or its text form', signedRoot);
    }
    const bytes = decodeEvidence(signedRoot);
    if (!(bytes instanceof Uint8Array)) return bytes;
    const decoded = readSignedRoot(copyOf(bytes));
    if (typeof decoded === 'string') return reject('malformed', decoded);
    const { statement, root } = decoded;
    const key = trust.find(statement.keyId);
    if (key === undefined) return reject('unknown-key', 'no key in trust has the id it names');
    const message = encodeSigStructure(statement.protectedHeader, root);
    if (!key.check(backend).now(statement.signature, message)) {
      return reject('bad-signature', `the signature does not verify under ${key.keyId}`);
    }
    if (roots.findSigned(statement) === undefined) roots.remember({ statement, key, root });
    return { status: 'accepted' };
  }

  return Object.freeze({
    verifySync,
    verify: async (content: Content, evidence: Evidence, item: ItemOptions) =>
      verifySync(content, evidence, item),
    verifyAll,
    addRoot,
    statistics: () => cache?.statistics() ?? NO_CACHE,
  });
}

/** The key of the cache: bytes go by their text form, since bytes can change after they were kept. */
function textFormOf(found: string | Uint8Array): string | undefined {
  if (typeof found === 'string') return found;
  return found.length > MAX_ENVELOPE_BYTES ? undefined : encodeBase64url(found);
}
