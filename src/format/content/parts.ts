/**
 * Makes content of the named parts of one record, which one signature covers: a product's title,
 * description, alt texts and images. Each part keeps its own profile, so a page that shows three of
 * five can check those three.
 */

import { ContentmarkError, requireText, wrongArgument } from '../../errors.ts';
import { encodeUtf8 } from '../bytes/utf8.ts';
import {
  createParts,
  isContent,
  isParts,
  type PartsContent,
  type SingleContent,
} from './content.ts';

// docs/format.md, "Limits". Repeated here because the envelope's folder is above this one.
const MAX_PARTS = 64;
const MAX_NAME_BYTES = 512;

/**
 * Names the parts of a record. Any name of 1 to 512 bytes is allowed; use the ones
 * your platform uses (`title`, `descriptionHtml`, `imageAlt`).
 * @param named a plain object or a Map, at most 64 entries.
 * @example
 * ```ts
 * import { createTrust, generateKey, localSigner, parts, signSync, text, verifySync } from 'contentmark';
 *
 * const key = generateKey();
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const product = parts({ title: text('Trail Boot'), description: text('Light.') });
 * const mark = signSync(product, { signer: localSigner(key), claims });
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['production'] },
 * ]);
 * const shown = parts({ title: text('Trail Boot') });
 * const verdict = verifySync(shown, mark, { trust, environment: 'production', subject: 'trail-boot' });
 * console.log(verdict.status); // verified
 * ```
 */
export function parts(
  named: Readonly<Record<string, SingleContent>> | ReadonlyMap<string, SingleContent>,
): PartsContent {
  if (typeof named !== 'object' || named === null || Array.isArray(named) || isContent(named)) {
    throw wrongArgument('named', 'an object of named content', named);
  }
  const entries = new Map<string, SingleContent>(
    named instanceof Map ? (named as ReadonlyMap<string, SingleContent>) : Object.entries(named),
  );
  if (entries.size === 0 || entries.size > MAX_PARTS) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `has ${entries.size} parts, expected 1 to ${MAX_PARTS}`,
      'named',
    );
  }
  for (const [name, part] of entries) {
    requireText('named (a part name)', name);
    if (encodeUtf8(name).length > MAX_NAME_BYTES) {
      throw new ContentmarkError(
        'ERR_ARGUMENT',
        `has a part name over ${MAX_NAME_BYTES} bytes`,
        'named',
      );
    }
    if (!isContent(part) || isParts(part)) {
      throw wrongArgument(`named.${name}`, 'content made by text, html, json or raw', part);
    }
  }
  return createParts(entries);
}
