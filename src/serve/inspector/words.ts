/** The page's texts for the library's codes. */
import type { CheckState, Checks, PartResult, Verdict } from '../../verify/verdict.ts';

/** What each axis of a check asks. */
export const AXES: readonly (readonly [axis: keyof Checks, name: string, question: string])[] = [
  ['integrity', 'Integrity', 'One well-formed mark with a good signature'],
  ['signer', 'Signer', 'A trusted key, for this issuer, environment and purpose'],
  ['environment', 'Environment', 'Made for this environment and shop'],
  ['time', 'Time', 'Within the times it states'],
  ['subject', 'Record', 'Names the record it stands on'],
  ['content', 'Content', 'The content is what was signed'],
];

/** States of an axis, with a sign that needs no colour. */
export const STATES: Readonly<Record<CheckState, readonly [sign: string, word: string]>> = {
  passed: ['✓', 'passed'],
  failed: ['✕', 'failed'],
  'not-reached': ['–', 'not reached'],
};

/** What a verdict is called at the top. */
export const BADGES: Readonly<Record<Verdict['status'], readonly [sign: string, word: string]>> = {
  verified: ['✓', 'The mark holds'],
  rejected: ['✕', 'The mark does not hold'],
  absent: ['–', 'No mark found'],
};

/** What became of a part. */
export const PARTS: Readonly<Record<PartResult['result'], string>> = {
  match: '✓ is what was signed',
  mismatch: '✕ is not what was signed',
  unsigned: '✕ was never signed',
  'not-shown': '– signed, not shown here, so not checked',
  missing: '✕ signed and required, but not shown',
  'wrong-profile': '✕ is shown in another form than was signed',
  invalid: '✕ cannot be brought into the form that was signed',
};

/** What a verified mark never proves. */
export const LIMITS: readonly string[] = [
  'That what the signer declared is true. A signer can call AI-made text human, and the reverse.',
  'When it was signed: the time is the signer’s own word.',
  'Anything about content without a mark, or about parts that a mark lists and you did not show.',
  'That HTML is harmless, or an image the one a browser received: platforms re-encode.',
  'Compliance with any law, standard or policy of a platform.',
];
