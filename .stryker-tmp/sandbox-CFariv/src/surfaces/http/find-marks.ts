/** Marks inside of what was submitted, by the carriers that can stand in a text of unknown kind. */
// @ts-nocheck

import { extract, memberCarrier } from 'contentmark/carrier';
import { parseJson } from 'contentmark/content';
import { attributeCarrier, scriptCarrier } from 'contentmark/html';
import { invisibleCarrier } from 'contentmark/invisible';

const HTML_CARRIERS = [attributeCarrier(), scriptCarrier()] as const;
const MEMBER_CARRIER = memberCarrier();
/** Reads both encodings, whichever it would write. */
const INVISIBLE_CARRIER = invisibleCarrier();

/** A record with lists of records: a metafield nests no deeper. */
const MAX_DEPTH = 64;

/**
 * Every mark in a text, as bytes; one that cannot be read as zero bytes, which are malformed.
 * An invisible one may be a pointer (`isPointer`).
 * @param hasOthers whether a mark is known already. An invisible one in the middle of the text is
 * then part of the text that the other is about, and that one's digest says whether it belongs there.
 */
export function findMarks(text: string, hasOthers: boolean): readonly Uint8Array[] {
  const found = [
    ...HTML_CARRIERS.flatMap((carrier) => extract(text, carrier)),
    ...findMember(text),
  ];
  const isAlone = !hasOthers && found.length === 0;
  const invisible = extract(text, INVISIBLE_CARRIER);
  return [...found, ...invisible.filter(({ length }) => isAlone || length > 0)];
}

function findMember(text: string): readonly Uint8Array[] {
  if (!/^\s*\{/.test(text)) return [];
  const { value } = { value: undefined, ...parseJson(text, MAX_DEPTH) };
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? extract(value as Record<string, unknown>, MEMBER_CARRIER) : [];
}
