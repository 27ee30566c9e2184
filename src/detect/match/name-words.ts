/**
 * Splits a member's name into words, so that names are compared word by word and never in the
 * middle of one: `latestPayment` does not contain `testPayment`, nor `monkey` `key`. It reads names
 * of detectors' rules, paths of SCIM and configuration, and columns of tables:
 *
 * | name | words |
 * |---|---|
 * | `shippingPhone`, `shipping_phone`, `Shipping Phone` | shipping, phone |
 * | `IPAddress`, `oauth2Key`, `TESTMODE` | ip, address; oauth, 2, key; test, mode |
 * | `payment/braintree/environment`, `Transaction: Gateway` | as written; the last step is environment, gateway |
 * | `urn:ietf:params:scim:schemas:core:2.0:User:emails[type eq "work"].value` | …, user, emails; the last step is emails |
 * | `customer[email]`, `images[0].src` | customer, email; images, src |
 * | `Gateway (Transaction)`, `Metafield: custom.phone [text]` | transaction, gateway; metafield, custom, phone |
 */

/** A name, read. */
export interface NameWords {
  /** In lower case and without marks over letters, in the order of the name. */
  readonly words: readonly string[];
  /** Where the words of the last step begin; those before say what it is a part of. */
  readonly last: number;
  /** The words of the last step joined: `username` for `userName`, `user_name` and `User:userName`. */
  readonly plain: string;
}

/** Longest name that is read, in UTF-16 units; a longer one is data, not a name. */
export const MAX_NAME = 256;

const NO_NAME: NameWords = { words: [], last: 0, plain: '' };

/** Reads a name. Never throws; what is no name has no words. */
export function readName(name: string): NameWords {
  if (name === '' || name.length > MAX_NAME) return NO_NAME;
  const steps = stepsOf(withoutMarks(name)).map(wordsOf);
  const named = steps.filter((words, at) => words.length > 0 && !isPlaceholder(words, at));
  if (named.length === 0) return NO_NAME;
  const words = named.flat();
  const step = named[named.length - 1] as readonly string[];
  return { words, last: words.length - step.length, plain: step.join('') };
}

/** A name whose last step is read as part of the one before it: `sandbox/enabled` as `sandbox_enabled`. */
export function joinLastStep(name: string): string {
  let at = name.length - 1;
  while (at >= 0 && !'/.:>|\\'.includes(name[at] as string)) at -= 1;
  return at <= 0 ? name : `${name.slice(0, at)}_${name.slice(at + 1).trimStart()}`;
}

/** The number of an item, and `value` behind the name of what has it: no names of their own. */
function isPlaceholder(words: readonly string[], at: number): boolean {
  const [word = ''] = words;
  return at > 0 && words.length === 1 && (word === 'value' || /^\d+$/.test(word));
}

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** `Téléphone` is compared as `Telephone`, and letters of full width as plain ones. */
function withoutMarks(name: string): string {
  return BEYOND_ASCII.test(name) ? name.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '') : name;
}

/** What divides steps: of paths, of URNs, of columns that name their object, of nested variables. */
const DIVIDES_STEPS = /[/.:>|\\]|__/;
/** Numbers, filters, types, units: what stands in brackets and is no name. */
const NAME_IN_BRACKETS = /^[a-z_][\w-]*$/i;

/** The steps of a name in order; one in round brackets behind it says what the rest is a part of. */
function stepsOf(name: string): string[] {
  const steps: string[] = [];
  const qualifiers: string[] = [];
  let from = 0;
  let at = 0;
  const take = (to: number): void => {
    if (to > from) steps.push(...name.slice(from, to).split(DIVIDES_STEPS));
  };
  while (at < name.length) {
    const open = name[at];
    const close = open === '[' ? ']' : open === '(' ? ')' : '';
    const end = close === '' ? -1 : name.indexOf(close, at + 1);
    if (end === -1) {
      at += 1;
      continue;
    }
    const inside = name.slice(at + 1, end);
    take(at);
    if (open === '(') qualifiers.push(...inside.split(DIVIDES_STEPS));
    // `customer[email]` is a step; behind a space stands a type or a unit.
    else if (name[at - 1] !== ' ' && NAME_IN_BRACKETS.test(inside)) steps.push(inside);
    at = end + 1;
    from = at;
  }
  take(name.length);
  return [...qualifiers, ...steps];
}

/** Letters in a row in one case or beginning with a capital, and digits in a row. */
const PIECES = /(?:[A-Z](?![a-z]))+|[A-Z]?[a-z]+|\d+|[^\x00-\x7f]+/g;

function wordsOf(step: string): readonly string[] {
  const words: string[] = [];
  for (const [piece] of step.matchAll(PIECES)) {
    const word = piece.toLowerCase();
    const parts = word.length >= MIN_JOINED ? partsOf(word) : undefined;
    if (parts === undefined) words.push(word);
    else words.push(...parts);
  }
  return words;
}

/**
 * Words of which names without case and division are made: `customeremail`, `TESTMODE`. Such a
 * name is divided only where all of it is made of these: `latestmode` is one word.
 */
const PARTS: ReadonlySet<string> = /* @__PURE__ */ new Set(
  `access account active address admin adyen api base billing braintree buyer card checkout client
   code company contact country credit customer debit debug demo dev domain email enable enabled
   environment family first flag full gateway given host image is key klarna last link live mail
   merchant method mobile mode mollie name number order pay payer payment payments paypal phone
   private production provider public sandbox secret shipping square staging store stripe switch
   telephone test testing token transaction url use user web website`.split(/\s+/),
);
/** `istest` is the shortest that is made of two. */
const MIN_JOINED = 6;
const MAX_JOINED = 64;
const MAX_PART = 11;

/** The parts of a word, or `undefined` where it is not made of parts alone. */
function partsOf(word: string): readonly string[] | undefined {
  if (word.length > MAX_JOINED || PARTS.has(word)) return undefined;
  /** By position: where the part that ends there begins; -1 where none does. */
  const begins = new Array<number>(word.length + 1).fill(-1);
  for (let end = 2; end <= word.length; end++) {
    // The longest part first: `payments`, not `payment` and a letter.
    for (let begin = Math.max(0, end - MAX_PART); begin <= end - 2; begin++) {
      if (begin !== 0 && begins[begin] === -1) continue;
      if (!PARTS.has(word.slice(begin, end))) continue;
      begins[end] = begin;
      break;
    }
  }
  if (begins[word.length] === -1) return undefined;
  const parts: string[] = [];
  for (let end = word.length; end > 0; end = begins[end] as number) {
    parts.unshift(word.slice(begins[end], end));
  }
  return parts;
}
