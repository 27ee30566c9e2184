/** `contentmark/content`: makes content to sign or verify. Re-exports only. */
export { canonicalized } from '../format/content/canonicalized.ts';
export {
  type Canonical,
  type Content,
  type PartsContent,
  PROFILES,
  type Profile,
  type SingleContent,
} from '../format/content/content.ts';
export { json, jsonText } from '../format/content/json.ts';
export { type MemberSpan, type ParsedJson, parseJson } from '../format/content/json-text.ts';
export { numberedParts } from '../format/content/numbered-parts.ts';
export { parts } from '../format/content/parts.ts';
export { imageDigest, type RawOptions, raw } from '../format/content/raw.ts';
export { text } from '../format/content/text.ts';
