/**
 * Decides what Google Merchant Center asks for, which is a platform's rule and not a law. AI-made
 * titles and descriptions go into structured attributes, AI-made images keep their metadata, and no
 * visible label is asked for.
 */
import type { Kind } from '../../format/envelope/vocabulary.ts';
import { type Duty, duty } from './duty.ts';
import type { Facts } from './facts.ts';

const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/**
 * The types that Merchant Center asks to be kept in image files. It names the first three;
 * the fourth is the same statement about a part of the image, the last C2PA's about what a
 * model made as data. A test holds them to what {@link decideGoogleMachineReadable} asks for.
 */
export const GOOGLE_IMAGE_TYPES: readonly string[] = /* @__PURE__ */ Object.freeze([
  `${IPTC}trainedAlgorithmicMedia`,
  `${IPTC}compositeSynthetic`,
  `${IPTC}algorithmicMedia`,
  `${IPTC}compositeWithTrainedAlgorithmicMedia`,
  'http://c2pa.org/digitalsourcetype/trainedAlgorithmicData',
]);

const STRUCTURED: readonly (Kind | undefined)[] = ['title', 'description'];

/** The visible label: none, because Merchant Center disapproves text laid over a feed image. */
export function decideGoogleVisible(): Duty {
  return duty('not-required', 'google-no-rule');
}

/** What the feed must say. */
export function decideGoogleMachineReadable({ kind, subject }: Facts): Duty {
  if (subject === 'unstated') return duty('needs-assessment', 'kind-not-stated', 'options.kind');
  if (subject === 'image') return duty('platform-rule', 'google-image-metadata');
  return STRUCTURED.includes(kind)
    ? duty('platform-rule', 'google-structured-text')
    : duty('not-required', 'google-no-rule');
}

/** The duty to keep a type in an image file that other rules do not look at. */
export function keepsImageMetadata({ claims, market, subject }: Facts): Duty | undefined {
  const isKept =
    market === 'google' &&
    subject === 'image' &&
    claims.purpose === 'content' &&
    GOOGLE_IMAGE_TYPES.includes(claims.sourceType);
  return isKept ? duty('platform-rule', 'google-image-metadata') : undefined;
}
