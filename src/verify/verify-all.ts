/** A page of items at once: single marks on the runtime's threads, batches by one signature. */

import { isContentmarkError } from '../errors.ts';
import type { Content } from '../format/content/content.ts';
import { type Backend, checkSoon } from '../format/crypto/backend.ts';
import { type Check, isOpen, type Open, uncheckedOf } from './check.ts';
import type { MarkInput } from './mark-input.ts';
import type { Expectations } from './refusal.ts';
import { reject, type Verdict } from './verdict.ts';

/** One item, its options read. */
export interface ReadItem {
  readonly content: Content;
  readonly mark: MarkInput;
  readonly expected: Expectations;
}

/** Fewer checks than this are over before threads have been woken. */
const WORTH_THREADS = 4;

function isOfBatch(step: Open): boolean {
  return step.status === 'prepared' && step.pending.batch !== undefined;
}

/** What stands in a record's field may be anything; that refuses the record, and not the page. */
function openItem(check: Check, mark: MarkInput, backend: Backend): Open | Verdict {
  try {
    return check.open(mark, backend);
  } catch (error) {
    if (isContentmarkError(error) && error.argument === 'mark')
      return reject('malformed', error.message);
    throw error;
  }
}

/** The verdicts on a page, in the order of its items. */
export async function verifyPage(
  page: readonly ReadItem[],
  check: Check,
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
  for (const [index, { content, mark, expected }] of page.entries()) {
    const step = openItem(check, mark, backend);
    if (!isOpen(step)) {
      verdicts[index] = step;
      continue;
    }
    const unchecked = uncheckedOf(step);
    if (unchecked === undefined) {
      verdicts[index] = check.close(step, true, content, expected, backend);
      continue;
    }
    const { key, signature, message } = unchecked;
    const checkOf = key.check(backend);
    if (page.length < WORTH_THREADS || isOfBatch(step)) {
      // The signature of a batch is waited for, so that the items behind it find the root
      // and most of their path remembered.
      const isSigned = await checkSoon(checkOf, signature, message);
      verdicts[index] = check.close(step, isSigned, content, expected, backend);
    } else {
      left += 1;
      checkOf.aside(signature, message, (error, isSigned) => {
        if (error) return fail(error);
        try {
          verdicts[index] = check.close(step, isSigned, content, expected, backend);
        } catch (thrown) {
          // A recall or trust of the caller's own: nobody stands behind a callback to catch it.
          return fail(thrown);
        }
        settle();
      });
    }
  }
  settle();
  await done;
  return verdicts;
}
