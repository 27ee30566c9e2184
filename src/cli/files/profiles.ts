/**
 * Profiles by the names users type. HTML brings a parser with it, so it is loaded only
 * when a command asks for it: `contentmark --help` and text signing start without.
 */
import {
  jsonText,
  PROFILES,
  type Profile,
  raw,
  type SingleContent,
  text,
} from 'contentmark/content';
import { usage } from '../terminal/failure.ts';
import { decodeDamaged, decodeUtf8 } from './utf8.ts';

/** The names on the command line and in maps. */
export const PROFILE_NAMES = ['text', 'html', 'html-text', 'json', 'raw'] as const;

/** One of {@link PROFILE_NAMES}. */
export type ProfileName = (typeof PROFILE_NAMES)[number];

/** A profile that reads text; `raw` reads bytes. */
type TextProfile = Exclude<ProfileName, 'raw'>;

/** Makes content of text, for each of the profiles that were asked for. */
export type ContentMaker = (profile: TextProfile, source: string) => SingleContent;

/** Prepares the profiles that a command will need. */
export async function loadProfiles(names: Iterable<ProfileName>): Promise<ContentMaker> {
  const wanted = new Set(names);
  const markup =
    wanted.has('html') || wanted.has('html-text') ? await import('contentmark/html') : undefined;
  return (profile, source) => {
    switch (profile) {
      case 'text':
        return text(source);
      case 'json':
        return jsonText(source);
      case 'html':
      case 'html-text':
        if (markup === undefined) throw new Error(`profile ${profile} was not loaded`);
        return profile === 'html' ? markup.html(source) : markup.htmlText(source);
    }
  };
}

/** The name users type for a profile of the format: `html-1` is `html`. */
export function nameOfProfile(profile: Profile): ProfileName {
  return PROFILE_NAMES[PROFILE_OF.indexOf(profile)] as ProfileName;
}

/** In the order of PROFILE_NAMES. */
const PROFILE_OF: readonly Profile[] = [
  PROFILES[1],
  PROFILES[3],
  PROFILES[4],
  PROFILES[2],
  PROFILES[0],
];

/** The content of a file as it is: a byte order mark or a last line end is content. */
export async function contentOfFile(
  profile: ProfileName,
  bytes: Uint8Array,
  file: string,
  mediaType?: string,
): Promise<SingleContent> {
  if (profile === 'raw') return raw(bytes, mediaType === undefined ? {} : { mediaType });
  if (mediaType !== undefined) {
    throw usage(
      '--media-type goes with --profile raw; other profiles imply theirs',
      '--media-type',
    );
  }
  const source = decodeUtf8(bytes);
  if (source === undefined) {
    throw usage(
      `${file}: not UTF-8, so it is no text; convert it, or sign its bytes with --profile raw`,
      'FILE',
    );
  }
  return (await loadProfiles([profile]))(profile, source);
}

/**
 * The content of a file that is about to be checked. It comes from outside, so bytes that
 * are not text give a verdict (`content-invalid`), not an error.
 */
export async function shownFile(profile: ProfileName, bytes: Uint8Array): Promise<SingleContent> {
  if (profile === 'raw') return raw(bytes);
  const source = decodeUtf8(bytes) ?? decodeDamaged(Buffer.from(bytes).toString('latin1'));
  return (await loadProfiles([profile]))(profile, source);
}
