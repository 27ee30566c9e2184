/** Profile text-1: plain text, whose canonical form is in canonical-text.ts. */

import { wrongArgument } from '../../errors.ts';
import { decodeEnvelope } from '../envelope/decode.ts';
import { canonicalizeText } from './canonical-text.ts';
import { createContent, type SingleContent, TEXT_1 } from './content.ts';

/** Plain text: titles, alt texts, descriptions without markup. */
export function text(source: string): SingleContent {
  if (typeof source !== 'string') throw wrongArgument('source', 'a string', source);
  return createContent(TEXT_1, source, () => canonicalizeText(source, isEnvelope));
}

function isEnvelope(bytes: Uint8Array): boolean {
  return decodeEnvelope(bytes).reason === undefined;
}
