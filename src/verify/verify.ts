/** The one-shot forms. For more than a few items make a verifier and keep it. */
import type { Content } from '../content/content.ts';
import { readOptions } from '../errors.ts';
import type { Evidence } from './evidence.ts';
import type { ItemOptions } from './item.ts';
import type { VerifierOptions } from './options.ts';
import type { Verdict } from './verdict.ts';
import { createVerifier, type Verifier } from './verifier.ts';

/** Everything at once: {@link VerifierOptions} and {@link ItemOptions}. */
export interface VerifyOptions
  extends Omit<VerifierOptions, 'cacheSize' | 'cacheBytes'>,
    ItemOptions {}

const KNOWN = [
  'trust',
  'environment',
  'audience',
  'clockTolerance',
  'clock',
  'backend',
  'subject',
  'now',
  'requiredParts',
] as const satisfies readonly (keyof VerifyOptions)[];

/**
 * Checks one content against its mark.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_RUNTIME`
 */
export async function verify(
  content: Content,
  evidence: Evidence,
  options: VerifyOptions,
): Promise<Verdict> {
  const { verifier, item } = take(options);
  return verifier.verify(content, evidence, item);
}

/**
 * {@link verify}, at once.
 * @throws ContentmarkError also `ERR_RUNTIME` where the runtime's cryptography can only be awaited.
 */
export function verifySync(content: Content, evidence: Evidence, options: VerifyOptions): Verdict {
  const { verifier, item } = take(options);
  return verifier.verifySync(content, evidence, item);
}

function take(options: VerifyOptions): { readonly verifier: Verifier; readonly item: ItemOptions } {
  const { subject, now, requiredParts, ...rest } = readOptions('options', options, KNOWN);
  const item: ItemOptions = {
    subject,
    ...(now !== undefined && { now }),
    ...(requiredParts !== undefined && { requiredParts }),
  };
  return { verifier: createVerifier({ ...rest, cacheSize: 0 }), item };
}
