/**
 * `createVerifier`: everything that does not depend on the item is done once, and
 * what has been checked is remembered within bounds. A verifier holds no connection
 * and reads nothing but its arguments.
 */

import { readOptions, wrongArgument } from '../errors.ts';
import type { Content } from '../format/content/content.ts';
import type { Backend } from '../format/crypto/backend.ts';
import type { CacheStatistics } from './cache.ts';
import { type ItemOptions, type PageItem, readItem, readNow, readPageItem } from './item.ts';
import type { MarkInput } from './mark-input.ts';
import { readVerifierOptions, type VerifierOptions } from './options.ts';
import { checkPage } from './page.ts';
import { type AddedRoot, createRememberingCheck } from './remembering.ts';
import { requireSynchronous, signedNow, signedSoon } from './signature.ts';
import type { Verdict } from './verdict.ts';

/** Checks marks against one trust in one environment. */
export interface Verifier {
  /**
   * Checks what is about to be shown against the mark found with it. Whatever the
   * mark holds, the answer is a verdict.
   * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the arguments, `ERR_RUNTIME`
   * where the runtime lacks the backend that was asked for.
   */
  verify(content: Content, mark: MarkInput, options: ItemOptions): Promise<Verdict>;
  /**
   * The same at once.
   * @throws ContentmarkError also `ERR_RUNTIME` where the runtime's cryptography can only be awaited.
   */
  verifySync(content: Content, mark: MarkInput, options: ItemOptions): Verdict;
  /**
   * Checks a whole page at one time (`now` in Unix seconds, default the verifier's
   * clock): one signature for all items of a batch, the runtime's threads for the others.
   * One record's fault (an empty or ill-formed `subject`, a mark that is neither text nor
   * bytes) refuses that item alone: `subject-mismatch`, `malformed`.
   * @returns verdicts in the order of the items.
   */
  verifyAll(items: readonly PageItem[], options?: { readonly now?: number }): Promise<Verdict[]>;
  /**
   * Takes the signed root of a batch, as bytes or text form, so that its thin items can be
   * checked. A root that does not hold is not taken, and the answer says why.
   */
  addRoot(signedRoot: Uint8Array | string): Promise<AddedRoot>;
  /**
   * The same at once.
   * @throws ContentmarkError also `ERR_RUNTIME` where the runtime's cryptography can only be awaited.
   */
  addRootSync(signedRoot: Uint8Array | string): AddedRoot;
  /** How the cache of checked envelopes is doing. */
  statistics(): CacheStatistics;
}

/**
 * Makes a verifier. Unknown options are refused.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_RUNTIME`; `ERR_TRUST` where no key in trust may
 * speak for the environment.
 * @example
 * ```ts
 * import { createTrust, createVerifier, generateKey, localSigner, signSync, text } from 'contentmark';
 *
 * const key = generateKey();
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(text('Light.'), { signer: localSigner(key), claims });
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['production'] },
 * ]);
 * const verifier = createVerifier({ trust, environment: 'production' });
 * const item = { content: text('Light.'), mark, subject: 'trail-boot' };
 * const page = await verifier.verifyAll([item, { ...item, content: text('Heavy.') }]);
 * console.log(page.map(({ status }) => status).join(' ')); // verified rejected
 * ```
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = readVerifierOptions(options);
  const remembering = createRememberingCheck(settings);
  let { backend } = settings;

  async function load(): Promise<Backend> {
    backend = await settings.loadBackend();
    return backend;
  }

  return Object.freeze({
    verifySync(content: Content, mark: MarkInput, options: ItemOptions): Verdict {
      const item = readItem(content, mark, options, settings);
      return remembering.check(item, requireSynchronous(backend), signedNow);
    },
    async verify(content: Content, mark: MarkInput, options: ItemOptions): Promise<Verdict> {
      const item = readItem(content, mark, options, settings);
      return remembering.check(item, backend ?? (await load()), signedSoon);
    },
    async verifyAll(
      items: readonly PageItem[],
      pageOptions: { readonly now?: number } = {},
    ): Promise<Verdict[]> {
      if (!Array.isArray(items)) throw wrongArgument('items', 'an array of items', items);
      const now = readNow(readOptions('options', pageOptions, ['now']).now, settings);
      // Array.from visits holes too, so that they are refused and not skipped.
      const page = Array.from(items as readonly PageItem[], (item, index) =>
        readPageItem(item, `items[${index}]`, now, settings),
      );
      return checkPage(page, remembering, backend ?? (await load()));
    },
    async addRoot(signedRoot: Uint8Array | string): Promise<AddedRoot> {
      requireRoot(signedRoot);
      return remembering.addRoot(signedRoot, backend ?? (await load()), signedSoon);
    },
    addRootSync(signedRoot: Uint8Array | string): AddedRoot {
      requireRoot(signedRoot);
      return remembering.addRoot(signedRoot, requireSynchronous(backend), signedNow);
    },
    statistics: remembering.statistics,
  });
}

function requireRoot(signedRoot: unknown): void {
  if (typeof signedRoot === 'string' || signedRoot instanceof Uint8Array) return;
  throw wrongArgument('signedRoot', 'Uint8Array or its text form', signedRoot);
}
