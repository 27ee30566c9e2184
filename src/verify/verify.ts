/**
 * The one-shot forms: nothing is remembered, so nothing of what remembers is loaded. For more
 * than a few items make a verifier and keep it.
 */

import { readOptions } from '../errors.ts';
import type { Content } from '../format/content/content.ts';
import type { Backend } from '../format/crypto/backend.ts';
import { conclude } from './conclude.ts';
import { type ItemOptions, readItem } from './item.ts';
import { type MarkInput, readMark } from './mark-input.ts';
import { openMark } from './open.ts';
import { readVerifierOptions, type VerifierOptions, type VerifierSettings } from './options.ts';
import type { Pending } from './prepare.ts';
import type { Expectations } from './refusal.ts';
import { badSignature, isSigned, isSignedSoon, requireSynchronous } from './signature.ts';
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
  const { settings, expected } = take(content, options);
  const backend = settings.backend ?? (await settings.loadBackend());
  const pending = open(mark, settings, backend);
  if (pending.status !== 'pending') return pending;
  const isGood = await isSignedSoon(pending.unchecked, backend);
  return close(pending, isGood, content, expected, backend);
}

/**
 * {@link verify}, at once.
 * @throws ContentmarkError also `ERR_RUNTIME` where the runtime's cryptography can only be awaited.
 */
export function verifySync(content: Content, mark: MarkInput, options: VerifyOptions): Verdict {
  const { settings, expected } = take(content, options);
  const backend = requireSynchronous(settings.backend);
  const pending = open(mark, settings, backend);
  if (pending.status !== 'pending') return pending;
  return close(pending, isSigned(pending.unchecked, backend), content, expected, backend);
}

function take(content: Content, options: VerifyOptions) {
  const { subject, now, requiredParts, ...rest } = readOptions('options', options, KNOWN);
  const settings = readVerifierOptions(rest);
  const item: ItemOptions = {
    subject,
    ...(now !== undefined && { now }),
    ...(requiredParts !== undefined && { requiredParts }),
  };
  return { settings, expected: readItem(content, item, settings) };
}

function open(mark: MarkInput, { trust }: VerifierSettings, backend: Backend) {
  const found = readMark(mark);
  return typeof found === 'string' || found instanceof Uint8Array
    ? openMark(found, { trust }, backend)
    : found;
}

function close(
  { statement }: Pending,
  isGood: boolean,
  content: Content,
  expected: Expectations,
  backend: Backend,
): Verdict {
  return isGood
    ? conclude(statement, content, expected, backend)
    : badSignature(statement.key, statement.claims);
}
