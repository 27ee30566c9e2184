/** Validates who approves content for production and the reason given. */

import { ContentmarkError, requireText } from '../../errors.ts';
import { MAX_TEXT_BYTES } from '../../format/envelope/limits.ts';

/** The longest reason, in characters. */
const MAX_REASON = 2000;

/**
 * Refuses a name that is blank, longer than a text claim, or an e-mail address: it goes into
 * a record that is kept for years and shown to auditors.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function requireName(argument: string, name: unknown): asserts name is string {
  requireText(argument, name);
  requireMore(argument, name, MAX_TEXT_BYTES);
  if (isAddress(name.trim())) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'looks like an e-mail address; give a role or the id of the person in your own directory',
      argument,
    );
  }
}

/**
 * Refuses a reason that says nothing.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function requireReason(argument: string, reason: unknown): asserts reason is string {
  requireText(argument, reason);
  requireMore(argument, reason, MAX_REASON);
}

/**
 * Whether a name looks like an e-mail address: something before an `@`, and a dot behind it with
 * something on both sides.
 */
function isAddress(name: string): boolean {
  const at = name.indexOf('@', 1);
  return at > 0 && name.lastIndexOf('.', name.length - 2) > at + 1 && !/\s/.test(name);
}

function requireMore(argument: string, value: string, limit: number): void {
  if (value.trim() !== '' && value.length <= limit) return;
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    `expected 1 to ${limit} characters that are not all white space`,
    argument,
  );
}

/**
 * Whether two names look the same to a reader. Case, width, spaces, invisible characters, and
 * letters of another alphabet that are drawn alike do not make them different. That a name is
 * really that person's is for your own login to find out.
 */
export function isSameName(a: string, b: string | undefined): boolean {
  return b !== undefined && fold(a) === fold(b);
}

/**
 * Letters that are drawn like a Latin one, of the alphabets that names are typed in beside it
 * (UTS #39 has thousands; these are the small letters of Cyrillic and Greek among them).
 */
const LOOKALIKES: ReadonlyMap<string, string> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ 'аa вb еe гr ԁd һh нh іi јj кk ӏl мm оo пn рp ԛq сc ѕs тt уy ѵv ԝw хx αa βb εe ηn ιi κk νv οo ρp τt υu χx ωw'
    .split(' ')
    .map((pair): [string, string] => [pair.charAt(0), pair.charAt(1)]),
);

function fold(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return Array.from(plain, (letter) => LOOKALIKES.get(letter) ?? letter).join('');
}
