/**
 * The one-shot forms: nothing is remembered, so nothing of what remembers is loaded. For more
 * than a few items make a verifier and keep it.
 */

import { readOptions } from '../errors.ts';
import type { Content } from '../format/content/content.ts';
import { check } from './check.ts';
import { type ItemOptions, readItem } from './item.ts';
import type { MarkInput } from './mark-input.ts';
import { readVerifierOptions, type VerifierOptions } from './options.ts';
import { requireSynchronous, signedNow, signedSoon } from './signature.ts';
import type { Verdict } from './verdict.ts';

/** Everything at once: {@link VerifierOptions} and {@link ItemOptions}. */
export interface VerifyOptions
  extends Omit<VerifierOptions, 'cacheSize' | 'cacheBytes'>,
    ItemOptions {}

const KNOWN = [
  'trust',
  'environment',
  'audience',
  'recall',
  'clockTolerance',
  'clock',
  'backend',
  'subject',
  'now',
  'requiredParts',
] as const satisfies readonly (keyof VerifyOptions)[];

/**
 * Checks one content against its mark.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_RUNTIME`, `ERR_TRUST`
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
 */
export function verifySync(content: Content, mark: MarkInput, options: VerifyOptions): Verdict {
  const { settings, item } = take(content, mark, options);
  return check(item, settings, requireSynchronous(settings.backend), signedNow);
}

function take(content: Content, mark: MarkInput, options: VerifyOptions) {
  const { subject, now, requiredParts, ...rest } = readOptions('options', options, KNOWN);
  const settings = readVerifierOptions(rest);
  const given: ItemOptions = {
    subject,
    ...(now !== undefined && { now }),
    ...(requiredParts !== undefined && { requiredParts }),
  };
  return { settings, item: readItem(content, mark, given, settings) };
}
