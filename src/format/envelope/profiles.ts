/** The canonicalization profiles by name and number. */

/** Canonicalization profiles by their number in the envelope (docs/format.md, "Profiles"). */
export const PROFILES = ['raw-1', 'text-1', 'json-1', 'html-1', 'html-text-1'] as const;

/** A canonicalization profile. */
export type Profile = (typeof PROFILES)[number];

/** The numbers of {@link PROFILES}. */
export const RAW_1 = 0;
export const TEXT_1 = 1;
export const JSON_1 = 2;
export const HTML_1 = 3;
/** The one profile that does not cover markup. */
export const HTML_TEXT_1 = 4;
