/**
 * Reads the Chinese label as generators write it: JSON with the seven fields, alone or under
 * `AIGC`.
 */

import { trimEnd } from '../../format/bytes/trim.ts';
import { ownMember } from '../../members.ts';

/** Where a label was found. */
export type AigcPlace = 'xmp' | 'exif' | 'png-text';

/** A label found on an image. Nothing of it is verified. */
export interface AigcFound {
  readonly where: AigcPlace;
  /** The fields that could be read, by their own names; none where the text is no such JSON. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The names of the fields. */
export const AIGC_FIELDS: readonly string[] = [
  'Label',
  'ContentProducer',
  'ProduceID',
  'ReservedCode1',
  'ContentPropagator',
  'PropagateID',
  'ReservedCode2',
];

/** A label is some hundred characters. */
const MAX_TEXT = 65_536;
const MAX_FIELD = 1024;

/** Reads a label's text. Never throws; text that is no label gives no fields. */
export function readAigcText(where: AigcPlace, text: string): AigcFound {
  const fields = new Map<string, string>();
  const parsed = parse(text);
  const holder = ownMember(parsed, 'AIGC') ?? parsed;
  for (const name of AIGC_FIELDS) {
    const value = ownMember(holder, name);
    if (typeof value === 'string' || typeof value === 'number') {
      fields.set(name, String(value).slice(0, MAX_FIELD));
    }
  }
  return { where, fields: Object.fromEntries(fields) };
}

/** Whether text of a general field, such as a comment, is such a label at all. */
export function looksLikeAigc(text: string): boolean {
  return (
    text.length <= MAX_TEXT && text.includes('AIGC') && ownMember(parse(text), 'AIGC') !== undefined
  );
}

function parse(text: string): unknown {
  if (text.length > MAX_TEXT) return undefined;
  try {
    return JSON.parse(trimEnd(text.slice(Math.max(0, text.indexOf('{'))), '\0'));
  } catch {
    return undefined;
  }
}
