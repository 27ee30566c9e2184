/**
 * `contentmark/disclosure`: decides what a verified mark requires to be disclosed, and writes it.
 * Re-exports only.
 */

export { XMP_NAMESPACES } from '../detect/foreign/xmp-namespaces.ts';
export {
  AIGC_LABELS,
  type AigcLabel,
  type AigcOptions,
  aigcLabel,
} from '../disclose/forms/aigc.ts';
export {
  type C2paAction,
  type C2paAssertionData,
  c2paAssertionData,
} from '../disclose/forms/c2pa-assertion.ts';
export {
  type CaliforniaFields,
  type CaliforniaOptions,
  californiaFields,
} from '../disclose/forms/california-fields.ts';
export {
  describeLabel,
  type LabelOptions,
  type LabelText,
  type OwnWords,
} from '../disclose/forms/describe-label.ts';
export {
  disclosureJsonLd,
  JSON_LD_TYPES,
  type JsonLdNode,
  type JsonLdOptions,
  serializeJsonLd,
} from '../disclose/forms/json-ld.ts';
export { LABEL_CSS, renderLabel } from '../disclose/forms/render-label.ts';
export {
  type IptcFields,
  iptcFields,
  type XmpOptions,
  xmpPacket,
} from '../disclose/forms/xmp-packet.ts';
export {
  DISCLOSURE_BASES,
  type DisclosureBasis,
  SOURCE_OF,
  type Source,
} from '../disclose/rules/bases.ts';
export { type Disclosure, disclosure } from '../disclose/rules/disclosure.ts';
export {
  DISCLOSURE_DECISIONS,
  type DisclosureDecision,
  type Duty,
  type MissingFact,
} from '../disclose/rules/duty.ts';
export {
  ANSWERS,
  type Answer,
  type DisclosureOptions,
  MARKETS,
  type Market,
  ROLES,
  type Role,
  type Subject,
} from '../disclose/rules/facts.ts';
export { LABELS, type Label, MADE, type Made } from '../disclose/rules/made.ts';
export { REVIEW_STATES, type ReviewState } from '../disclose/rules/review.ts';
export { WORDS } from '../disclose/words/all-words.ts';
export {
  type CheckWord,
  LANGUAGES,
  type Language,
  type Noun,
  type Spoken,
  type Words,
} from '../disclose/words/languages.ts';
