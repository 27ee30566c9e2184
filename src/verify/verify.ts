/** The one-shot forms. For more than a few items make a verifier and keep it. */
import type { Content } from '../content/content.ts';
import { readOptions } from '../errors.ts';
import type { Evidence } from './evidence.ts';
import type { ItemOptions, VerifierOptions } from './options.ts';
import type { Verdict } from './verdict.ts';
import { createVerifier } from './verifier.ts';

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
  return verifySync(content, evidence, options);
}

/** {@link verify}, at once. */
export function verifySync(content: Content, evidence: Evidence, options: VerifyOptions): Verdict {
  const { subject, now, requiredParts, ...rest } = readOptions('options', options, KNOWN);
  return createVerifier({ ...rest, cacheSize: 0 }).verifySync(content, evidence, {
    subject,
    ...(now !== undefined && { now }),
    ...(requiredParts !== undefined && { requiredParts }),
  });
}
