/** Marks inside of what was submitted, by the carriers that can stand in a text of unknown kind. */
import { extract, memberCarrier } from 'contentmark/carrier';
import { parseJson } from 'contentmark/content';
import { attributeCarrier, scriptCarrier } from 'contentmark/html';

const HTML_CARRIERS = [attributeCarrier(), scriptCarrier()] as const;
const MEMBER_CARRIER = memberCarrier();

/** A record with lists of records: a metafield nests no deeper. */
const MAX_DEPTH = 64;

/** Every mark in a text, as bytes; one that cannot be read as zero bytes, which are malformed. */
export function findMarks(text: string): readonly Uint8Array[] {
  const found = HTML_CARRIERS.flatMap((carrier) => extract(text, carrier));
  if (!/^\s*\{/.test(text)) return found;
  const { value } = { value: undefined, ...parseJson(text, MAX_DEPTH) };
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject
    ? [...found, ...extract(value as Record<string, unknown>, MEMBER_CARRIER)]
    : found;
}
