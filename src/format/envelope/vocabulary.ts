/**
 * The words that are written as numbers in the envelope (docs/format.md, "Vocabulary"). Lists are
 * only appended to, so a number never changes its meaning.
 */

const IPTC = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/**
 * IPTC digital source types by their code, from 1. Code 15 is C2PA's, for data a
 * model made. Any other full URI may be used as it is.
 */
export const SOURCE_TYPES: readonly string[] = /* @__PURE__ */ Object.freeze([
  `${IPTC}trainedAlgorithmicMedia`,
  `${IPTC}compositeWithTrainedAlgorithmicMedia`,
  `${IPTC}compositeSynthetic`,
  `${IPTC}algorithmicallyEnhanced`,
  `${IPTC}algorithmicMedia`,
  `${IPTC}humanEdits`,
  `${IPTC}digitalCreation`,
  `${IPTC}digitalCapture`,
  `${IPTC}computationalCapture`,
  `${IPTC}dataDrivenMedia`,
  `${IPTC}composite`,
  `${IPTC}compositeCapture`,
  `${IPTC}virtualRecording`,
  `${IPTC}screenCapture`,
  'http://c2pa.org/digitalsourcetype/trainedAlgorithmicData',
]);

/** What a mark is for, by code from 0. Only `content` may ever be in production. */
export const PURPOSES = ['content', 'fixture', 'seed', 'demo', 'canary'] as const;

/** What a mark is for. */
export type Purpose = (typeof PURPOSES)[number];

/** What is marked, by code from 1. */
export const KINDS = [
  'title',
  'description',
  'review',
  'image',
  'alt-text',
  'price',
  'customer',
  'address',
  'payment',
  'order',
  'settings',
  'user',
  'product',
  'category',
  'page',
  'message',
] as const;

/** What is marked. */
export type Kind = (typeof KINDS)[number];

/** Claims that copy may make and that change what must be disclosed, by code from 0. */
export const TOPICS = ['none', 'health', 'consumer-safety', 'sustainability', 'investor'] as const;

/** A claim topic. */
export type Topic = (typeof TOPICS)[number];

/** What a person did who reviewed the content, by code from 1. An automated check is not a review. */
export const REVIEW_KINDS = ['editorial', 'fact-check', 'legal'] as const;

/** A kind of human review. */
export type ReviewKind = (typeof REVIEW_KINDS)[number];

/**
 * Whether text has the form of a full URI: a scheme in lower case (RFC 3986 §3.1), a colon, and at
 * least one character, all of them printable ASCII. What these say is not looked at.
 */
export function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[!-~]+$/.test(text);
}

/**
 * Environments that are production whatever a policy declares; no key may sign test data for them.
 * One mistake there would otherwise let test data through every guard.
 */
const ALWAYS_PRODUCTION: readonly string[] = ['production', 'prod', 'live'];

/** Whether an environment of this name is production whatever a policy or a trust says. */
export function isAlwaysProduction(environment: string): boolean {
  return ALWAYS_PRODUCTION.includes(environment.toLowerCase());
}
