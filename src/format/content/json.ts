/**
 * Profile json-1: RFC 8785 (JCS). Duplicate keys, lone surrogates, numbers that are not
 * finite and whole numbers beyond 2^53 - 1 are refused, because two readers would
 * understand them differently.
 */
import { wrongArgument } from '../../errors.ts';
import { type Canonical, createContent, JSON_1, type SingleContent } from './content.ts';
import { readJson } from './json-text.ts';

/** Deeper values are an attack on the stack, not a catalogue. */
export const MAX_JSON_DEPTH = 128;

/**
 * A JSON value: plain objects, arrays, strings, finite numbers, booleans, null. Whole numbers
 * beyond 2^53 - 1 belong into strings. Anything `JSON.stringify` would drop or convert (`undefined`, `Date`, `toJSON`,
 * functions, bigint, symbol keys) has no canonical form. Do not change the value
 * until `sign` or `verify` returns.
 * @example
 * ```ts
 * import { createTrust, generateKey, json, localSigner, signSync, verifySync } from 'contentmark';
 *
 * const key = generateKey();
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(json({ size: 42, colours: ['red'] }), { signer: localSigner(key), claims });
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['production'] },
 * ]);
 * const options = { trust, environment: 'production', subject: 'trail-boot' };
 * // The order of members does not count.
 * console.log(verifySync(json({ colours: ['red'], size: 42 }), mark, options).status); // verified
 * ```
 */
export function json(value: unknown): SingleContent {
  // A string value is not its own JSON text, so no source: jsonText('[]') is another content.
  return createContent(JSON_1, undefined, () => canonicalizeJson(value));
}

/** A JSON document as text. Unlike `json(JSON.parse(text))` it sees duplicate keys. */
export function jsonText(source: string): SingleContent {
  if (typeof source !== 'string') throw wrongArgument('source', 'a string of JSON', source);
  return createContent(JSON_1, source, () => {
    const parsed = readJson(source, MAX_JSON_DEPTH, true);
    return parsed.problem === undefined ? canonicalizeJson(parsed.value) : parsed;
  });
}

/** The canonical form of json-1. */
export function canonicalizeJson(value: unknown): Canonical {
  try {
    return { form: writeValue(value, 0) };
  } catch (error) {
    // A getter or proxy of the caller's may throw anything; content never does.
    const problem = error instanceof NotJson ? error.message : 'the value cannot be read';
    return { problem: `not canonical JSON: ${problem}` };
  }
}

class NotJson extends Error {}

function writeValue(value: unknown, depth: number): string {
  if (depth > MAX_JSON_DEPTH) throw new NotJson(`nested deeper than ${MAX_JSON_DEPTH}`);
  switch (typeof value) {
    case 'string':
      return writeString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new NotJson('a number is not finite');
      if (isInexact(value)) throw new NotJson('a whole number is beyond 2^53 - 1');
      // ECMAScript's own number-to-string is what RFC 8785 §3.2.2.3 prescribes; -0 becomes 0.
      return String(value);
    case 'boolean':
      return String(value);
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? writeArray(value, depth) : writeObject(value, depth);
    default:
      throw new NotJson(`${typeof value} is not a JSON value`);
  }
}

/**
 * Whether a number is written as a whole one (from 1e21 on it has an exponent, and no reader takes
 * it for an integer) that has neighbours which this runtime cannot tell from it.
 */
function isInexact(value: number): boolean {
  const magnitude = Math.abs(value);
  return magnitude > Number.MAX_SAFE_INTEGER && magnitude < 1e21;
}

function writeString(value: string): string {
  if (!value.isWellFormed()) throw new NotJson('a string has a lone surrogate');
  // For well-formed strings JSON.stringify escapes exactly as RFC 8785 §3.2.2.2 does.
  return JSON.stringify(value);
}

function writeArray(value: readonly unknown[], depth: number): string {
  let written = '[';
  for (let i = 0; i < value.length; i++) {
    if (i > 0) written += ',';
    written += writeValue(value[i], depth + 1);
  }
  return `${written}]`;
}

function writeObject(value: object, depth: number): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new NotJson('an object is an instance of a class');
  }
  if (Object.getOwnPropertySymbols(value).length > 0)
    throw new NotJson('an object has a symbol key');
  // RFC 8785 §3.2.3 sorts by UTF-16 code units, which is what sort() compares.
  const keys = Object.keys(value).sort();
  let written = '{';
  for (const key of keys) {
    if (written.length > 1) written += ',';
    written += `${writeString(key)}:${writeValue((value as Record<string, unknown>)[key], depth + 1)}`;
  }
  return `${written}}`;
}
