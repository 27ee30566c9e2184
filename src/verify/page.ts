/**
 * Checks all items of a page together: single marks on the runtime's threads, and a batch by its
 * one signature.
 */

import { isContentmarkError } from '../errors.ts';
import type { Backend } from '../format/crypto/backend.ts';
import type { Item } from './item.ts';
import type { RememberingCheck } from './remembering.ts';
import { signedSoon, type TrySignature } from './signature.ts';
import { reject, type Verdict } from './verdict.ts';

/** The fewest checks for which threads are used; fewer are done before threads have started. */
const WORTH_THREADS = 4;

/** The verdicts on a page, in the order of its items. */
export async function checkPage(
  page: readonly Item[],
  remembering: RememberingCheck,
  backend: Backend,
): Promise<Verdict[]> {
  const verdicts: Verdict[] = new Array(page.length);
  // One promise for all: fifty of them would cost as much as two signatures.
  let left = 1;
  let settle: () => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const done = new Promise<void>((resolve, reject) => {
    settle = () => {
      left -= 1;
      if (left === 0) resolve();
    };
    fail = reject;
  });
  // Where an item throws, nobody awaits the threads that are still at work.
  done.catch(() => undefined);
  let index = 0;

  /** Tries the signature beside those of the other items, and then puts the verdict in its place. */
  const signedAside: TrySignature<Verdict, Promise<Verdict> | undefined> = (
    unchecked,
    _backend,
    then,
  ) => {
    // The signature of a batch is waited for, so that the items behind it find the root and most
    // of their path remembered.
    if (unchecked === undefined || unchecked.isOfRoot || page.length < WORTH_THREADS) {
      return signedSoon(unchecked, backend, then);
    }
    const { key, signature, message } = unchecked;
    const place = index;
    left += 1;
    key.check(backend).aside(signature, message, (error, isSigned) => {
      if (error) return fail(error);
      try {
        verdicts[place] = then(isSigned);
      } catch (thrown) {
        // A recall or trust of the caller's own: nobody stands behind a callback to catch it.
        return fail(thrown);
      }
      settle();
    });
    return undefined;
  };

  for (const [at, item] of page.entries()) {
    index = at;
    const verdict = checkItem(remembering, item, backend, signedAside);
    if (verdict !== undefined) verdicts[at] = verdict instanceof Promise ? await verdict : verdict;
  }
  settle();
  await done;
  return verdicts;
}

/**
 * Checks one item. A field of a record may hold anything, so a bad one refuses that record and not
 * the page.
 */
function checkItem<T>(
  remembering: RememberingCheck,
  item: Item,
  backend: Backend,
  trySignature: TrySignature<Verdict, T>,
): Verdict | T {
  try {
    return remembering.check(item, backend, trySignature);
  } catch (error) {
    if (isContentmarkError(error) && error.argument === 'mark')
      return reject('malformed', error.message);
    throw error;
  }
}
