/**
 * What may stand in the texts of an event. The alphabet keeps out sentences, names with spaces and e-mail
 * addresses; the linter, on the way in, what fits the alphabet and is an address, a card or a key all the same.
 */

/** One identifier: also a path, a `gid://` or a version, and never prose. */
const TEXT = /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,127}$/;

/** What is wrong with the form of a text, read or written. */
export function findFormProblem(text: string): string | undefined {
  return TEXT.test(text)
    ? undefined
    : 'expected 1 to 128 characters of A-Z a-z 0-9 . _ : / + -, the first a letter or digit';
}

/** Prefixes that vendors give their keys and tokens, so that scanners find them. */
const KEY_PREFIX =
  /(?:^|[^a-z0-9])(?:(?:sk|rk|pk)_(?:live|test)_|shp(?:at|ss|ca|pa|ua)_|gh[opsur]_|github_pat_|glpat-|xox[abeprs]-|whsec_|npm_|rzp_live_|klarna_live_|key-|AKIA[A-Z0-9]{12}|AIza|eyJ[A-Za-z0-9])/;

/** Lengths and first digits of the card networks (ISO/IEC 7812). */
const CARD =
  /^(?:4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:2[2-9]|[3-6]\d|7[01])\d{13}|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11,13}|35\d{14}|6(?:011|5\d\d|4[4-9]\d)\d{12}(?:\d{3})?)$/;

const IP_ADDRESS = /(?:^|[^0-9.])(?:\d{1,3}\.){3}\d{1,3}(?:$|[^0-9.])/;

/** What a text looks like that must not be logged: `undefined` for none of it. */
export function findSecretProblem(text: string): string | undefined {
  if (hasCard(text)) return 'looks like the number of a payment card';
  if (KEY_PREFIX.test(text) || hasRandomRun(text)) return 'looks like a key or token';
  if (isUuid(text)) return undefined;
  if (IP_ADDRESS.test(text) || /(?:[0-9a-f]{1,4}:){4}/i.test(text))
    return 'looks like an address of a machine';
  if (/(?:^|[^0-9a-z])\+\d[\d.-]{6,}$/i.test(text) || /^00[1-9]\d{7,}$/.test(text))
    return 'looks like a telephone number';
  return undefined;
}

const isUuid = (text: string) =>
  /(?:^|[/:])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

/** Digits in groups are one number: `4111-1111-1111-1111`. */
function hasCard(text: string): boolean {
  for (const [run] of text.matchAll(/\d[\d. -]{10,30}\d/g)) {
    const digits = run.replace(/\D/g, '');
    if (CARD.test(digits) && isLuhn(digits)) return true;
  }
  return false;
}

function isLuhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit;
  }
  return sum % 10 === 0;
}

/** 32 hexadecimal digits or more without a break, or as many characters of base64 in all three classes. */
function hasRandomRun(text: string): boolean {
  if (/[0-9a-f]{32}|[0-9A-F]{32}/.test(text)) return true;
  return (text.match(/[A-Za-z0-9_+-]{32,}/g) ?? []).some(
    (run) => count(run, /[A-Z]/g) > 3 && count(run, /[a-z]/g) > 3 && count(run, /\d/g) > 2,
  );
}

const count = (text: string, of: RegExp) => text.match(of)?.length ?? 0;
