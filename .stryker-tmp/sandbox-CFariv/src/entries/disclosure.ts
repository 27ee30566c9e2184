/** `contentmark/disclosure`: what a verified mark calls for, and the forms it is told in. Re-exports only. */
// @ts-nocheck

export { AIGC_LABELS, type AigcLabel, type AigcOptions, aigcLabel } from '../disclosure/aigc.ts';
export { WORDS } from '../disclosure/all-words.ts';
export {
  DISCLOSURE_BASES,
  type DisclosureBasis,
  SOURCE_OF,
  type Source,
} from '../disclosure/bases.ts';
export {
  type C2paAction,
  type C2paAssertionData,
  c2paAssertionData,
} from '../disclosure/c2pa-assertion.ts';
export {
  type CaliforniaFields,
  type CaliforniaOptions,
  californiaFields,
} from '../disclosure/california-fields.ts';
export {
  describeLabel,
  type LabelOptions,
  type LabelText,
  type OwnWords,
} from '../disclosure/describe-label.ts';
export { type Disclosure, disclosure } from '../disclosure/disclosure.ts';
export {
  DISCLOSURE_DECISIONS,
  type DisclosureDecision,
  type Duty,
  type MissingFact,
} from '../disclosure/duty.ts';
export {
  ANSWERS,
  type Answer,
  type DisclosureOptions,
  MARKETS,
  type Market,
  ROLES,
  type Role,
  type Subject,
} from '../disclosure/facts.ts';
export {
  disclosureJsonLd,
  JSON_LD_TYPES,
  type JsonLdNode,
  type JsonLdOptions,
  serializeJsonLd,
} from '../disclosure/json-ld.ts';
export {
  type CheckWord,
  LANGUAGES,
  type Language,
  type Noun,
  type Spoken,
  type Words,
} from '../disclosure/languages.ts';
export { LABELS, type Label, MADE, type Made } from '../disclosure/made.ts';
export { LABEL_CSS, renderLabel } from '../disclosure/render-label.ts';
export { REVIEW_STATES, type ReviewState } from '../disclosure/review.ts';
export { XMP_NAMESPACES } from '../disclosure/xmp-namespaces.ts';
export {
  type IptcFields,
  iptcFields,
  type XmpOptions,
  xmpPacket,
} from '../disclosure/xmp-packet.ts';
