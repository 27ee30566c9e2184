/**
 * Profiles by the names that users type. The HTML profiles need a parser, so they are loaded only
 * when a command uses them; `contentmark --help` and text signing start without it.
 */
import { PROFILES, type Profile, type SingleContent } from '../../format/content/content.ts';
import { jsonText } from '../../format/content/json.ts';
import { text } from '../../format/content/text.ts';

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
  const markup = wanted.has('html') || wanted.has('html-text') ? await loadMarkup() : undefined;
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

/** The profiles that need an HTML parser. */
async function loadMarkup() {
  const [{ html }, { htmlText }] = await Promise.all([
    import('../../format/content/html/html.ts'),
    import('../../format/content/html/html-text.ts'),
  ]);
  return { html, htmlText };
}
