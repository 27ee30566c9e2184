/** Profile text-1: plain text, whose canonical form is in canonical-text.ts. */

import { wrongArgument } from '../../errors.ts';
import { decodeEnvelope } from '../envelope/decode.ts';
import { canonicalizeText } from './canonical-text.ts';
import { createContent, type SingleContent, TEXT_1 } from './content.ts';

/**
 * Plain text: titles, alt texts, descriptions without markup.
 * @example
 * ```ts
 * import { createTrust, generateKey, localSigner, signSync, text, verifySync } from 'contentmark';
 *
 * const key = generateKey();
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(text('Café  crème'), { signer: localSigner(key), claims });
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['production'] },
 * ]);
 * const options = { trust, environment: 'production', subject: 'trail-boot' };
 * // One letter, written in two ways.
 * console.log(verifySync(text('Cafe\u0301  cre\u0300me'), mark, options).status); // verified
 * ```
 */
export function text(source: string): SingleContent {
  if (typeof source !== 'string') throw wrongArgument('source', 'a string', source);
  return createContent(TEXT_1, source, () => canonicalizeText(source, isEnvelope));
}

function isEnvelope(bytes: Uint8Array): boolean {
  return decodeEnvelope(bytes).reason === undefined;
}
