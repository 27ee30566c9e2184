/**
 * `createVerifier`: everything that does not depend on the item is done once, and
 * what has been checked is remembered within bounds. A verifier holds no connection
 * and reads nothing but its arguments.
 */

import { readOptions, wrongArgument } from '../errors.ts';
import type { Content } from '../format/content/content.ts';
import type { Backend } from '../format/crypto/backend.ts';
import type { CacheStatistics } from './cache.ts';
import { type AddedRoot, createCheck, isOpen, uncheckedOf } from './check.ts';
import { type ItemOptions, type PageItem, readItem, readNow, readPageItem } from './item.ts';
import type { MarkInput } from './mark-input.ts';
import { readVerifierOptions, type VerifierOptions } from './options.ts';
import { isSigned, isSignedSoon, requireSynchronous } from './signature.ts';
import type { Verdict } from './verdict.ts';
import { verifyPage } from './verify-all.ts';

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
 */
export function createVerifier(options: VerifierOptions): Verifier {
  const settings = readVerifierOptions(options);
  const check = createCheck(settings);
  let backend = settings.backend;

  async function load(): Promise<Backend> {
    backend = await settings.loadBackend();
    return backend;
  }

  return Object.freeze({
    verifySync(content: Content, mark: MarkInput, item: ItemOptions): Verdict {
      const expected = readItem(content, item, settings);
      const at = requireSynchronous(backend);
      const step = check.open(mark, at);
      if (!isOpen(step)) return step;
      return check.close(step, isSigned(uncheckedOf(step), at), content, expected, at);
    },
    async verify(content: Content, mark: MarkInput, item: ItemOptions): Promise<Verdict> {
      const expected = readItem(content, item, settings);
      const at = backend ?? (await load());
      const step = check.open(mark, at);
      if (!isOpen(step)) return step;
      const isGood = await isSignedSoon(uncheckedOf(step), at);
      return check.close(step, isGood, content, expected, at);
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
      return verifyPage(page, check, backend ?? (await load()));
    },
    async addRoot(signedRoot: Uint8Array | string): Promise<AddedRoot> {
      requireRoot(signedRoot);
      const at = backend ?? (await load());
      const root = check.openRoot(signedRoot, at);
      return root.status === 'open' ? root.take(await isSignedSoon(root, at)) : root;
    },
    addRootSync(signedRoot: Uint8Array | string): AddedRoot {
      requireRoot(signedRoot);
      const at = requireSynchronous(backend);
      const root = check.openRoot(signedRoot, at);
      return root.status === 'open' ? root.take(isSigned(root, at)) : root;
    },
    statistics: check.statistics,
  });
}

function requireRoot(signedRoot: unknown): void {
  if (typeof signedRoot === 'string' || signedRoot instanceof Uint8Array) return;
  throw wrongArgument('signedRoot', 'Uint8Array or its text form', signedRoot);
}
