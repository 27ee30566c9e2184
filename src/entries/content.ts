/** `contentmark/content`: what can be marked. Re-exports only. */
export { canonicalized } from '../content/canonicalized.ts';
export {
  type Canonical,
  type Content,
  type PartsContent,
  PROFILES,
  type Profile,
  type SingleContent,
} from '../content/content.ts';
export { json, jsonText } from '../content/json.ts';
export { type MemberSpan, type ParsedJson, parseJson } from '../content/json-text.ts';
export { numberedParts } from '../content/numbered-parts.ts';
export { parts } from '../content/parts.ts';
export { imageDigest, type RawOptions, raw } from '../content/raw.ts';
export { text } from '../content/text.ts';
