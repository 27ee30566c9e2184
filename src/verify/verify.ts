/**
 * `verify` and `verifySync`: check one content without remembering anything. For more than a few
 * items make a verifier and keep it.
 */

import { readOptions } from '../errors.ts';
import type { Content } from '../format/content/content.ts';
import { check } from './check.ts';
import { ITEM_OPTIONS, type ItemOptions, readItem } from './item.ts';
import type { MarkInput } from './mark-input.ts';
import { readVerifierOptions, UNREMEMBERED_OPTIONS, type VerifierOptions } from './options.ts';
import { requireSynchronous, signedNow, signedSoon } from './signature.ts';
import type { Verdict } from './verdict.ts';

/** Everything at once: {@link VerifierOptions} and {@link ItemOptions}. */
export interface VerifyOptions
  extends Omit<VerifierOptions, 'cacheSize' | 'cacheBytes'>,
    ItemOptions {}

const KNOWN: readonly (keyof VerifyOptions)[] = [...UNREMEMBERED_OPTIONS, ...ITEM_OPTIONS];

/**
 * Checks one content against its mark.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_RUNTIME`, `ERR_TRUST`
 * @example
 * ```ts
 * import { createTrust, generateKey, localSigner, sign, text, verify } from 'contentmark';
 *
 * const key = generateKey();
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = await sign(text('Light.'), { signer: localSigner(key), claims });
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['production'] },
 * ]);
 * const options = { trust, environment: 'production', subject: 'trail-boot' };
 * console.log((await verify(text('Light.'), mark, options)).status); // verified
 * console.log((await verify(text('Heavy.'), mark, options)).status); // rejected
 * console.log((await verify(text('Light.'), undefined, options)).status); // absent
 * ```
 */
export async function verify(
  content: Content,
  mark: MarkInput,
  options: VerifyOptions,
): Promise<Verdict> {
  const { settings, item } = take(content, mark, options);
  return check(item, settings, settings.backend ?? (await settings.loadBackend()), signedSoon);
}

/**
 * {@link verify}, at once.
 * @throws ContentmarkError also `ERR_RUNTIME` where the runtime's cryptography can only be awaited.
 * @example
 * ```ts
 * import { createTrust, generateKey, localSigner, signSync, text, verifySync } from 'contentmark';
 *
 * const key = generateKey();
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(text('Light.'), { signer: localSigner(key), claims });
 * const trust = createTrust([
 *   { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['production'] },
 * ]);
 * const verdict = verifySync(text('Light.'), mark, {
 *   trust,
 *   environment: 'production',
 *   subject: 'another-boot',
 * });
 * if (verdict.status === 'rejected') console.log(verdict.reason); // subject-mismatch
 * ```
 */
export function verifySync(content: Content, mark: MarkInput, options: VerifyOptions): Verdict {
  const { settings, item } = take(content, mark, options);
  return check(item, settings, requireSynchronous(settings.backend), signedNow);
}

function take(content: Content, mark: MarkInput, options: VerifyOptions) {
  const { subject, now, requiredParts, ...rest } = readOptions('options', options, KNOWN);
  const settings = readVerifierOptions(rest);
  const given = { subject, now, requiredParts } as ItemOptions;
  return { settings, item: readItem(content, mark, given, settings) };
}
