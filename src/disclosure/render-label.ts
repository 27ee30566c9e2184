/**
 * The visible label as HTML from the server: text in the page, named for a screen reader,
 * with nothing that needs a script, a pointer or an image. No icon of anyone's is used.
 */
import { ContentmarkError, readOptions, requireText, wrongArgument } from '../errors.ts';
import { type Disclosure, requireDisclosure } from './disclosure.ts';
import { escapeMarkup } from './escape.ts';
import type { Subject } from './facts.ts';
import {
  LANGUAGES,
  type Language,
  type Noun,
  type Spoken,
  WORDS,
  type Words,
} from './languages.ts';
import { requireBoolean, requireWord } from './require.ts';

/** Words of the shop's own, all of them. They are shown as text, never as markup. */
export interface OwnWords {
  /** BCP 47 tag of the words. */
  readonly lang: string;
  /** Default `ltr`. */
  readonly dir?: 'ltr' | 'rtl';
  /** The label. Must hold the acronym, in capitals. */
  readonly short: string;
  readonly long: string;
  /** What a screen reader calls the label. */
  readonly name: string;
  /** What this language calls AI. Default `AI`. */
  readonly acronym?: string;
}

/** Options of {@link renderLabel}. */
export interface LabelOptions {
  /** A language of ours. Default `en`. */
  readonly language?: Language;
  /** Words of the shop's own, instead of a language of ours. */
  readonly words?: OwnWords;
  /**
   * `long` shows a sentence beside the label; `short` shows the label and keeps the sentence
   * for screen readers, where {@link LABEL_CSS} is loaded. Default `long`.
   */
  readonly form?: 'short' | 'long';
  /** What the label is about, such as the product's name: told to screen readers. Default nothing. */
  readonly about?: string;
  /** `id` of the element, for `aria-describedby` on the image or text. Default none. */
  readonly id?: string;
  /**
   * Puts the Latin acronym AI in front where the language has another one: what signatories
   * of the EU Code of Practice want (section 2, measure 1.1). Default false.
   */
  readonly latinAcronym?: boolean;
}

const KNOWN = [
  'language',
  'words',
  'form',
  'about',
  'id',
  'latinAcronym',
] as const satisfies readonly (keyof LabelOptions)[];

const KNOWN_WORDS = [
  'lang',
  'dir',
  'short',
  'long',
  'name',
  'acronym',
] as const satisfies readonly (keyof OwnWords)[];

const NOUN_OF: Readonly<Record<Subject, Noun>> = {
  copy: 'text',
  text: 'text',
  image: 'image',
  review: 'content',
  record: 'content',
  unstated: 'content',
};

/** Near black on white, 16.1 to 1, and a rule around it so that it stands apart from what it is about. */
export const LABEL_CSS: string =
  '.contentmark-label{display:block;margin:0 0 .5em;padding:.25em .5em;border:1px solid #1f1f1f;' +
  'background:#ffffff;color:#1f1f1f;font-size:1em;line-height:1.4}' +
  '.contentmark-label-quiet{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;' +
  'clip-path:inset(50%);white-space:nowrap}';

/** A BCP 47 tag, in its shape only. */
const LANG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/;
const ID = /^[A-Za-z][\w-]{0,63}$/;

/** Longer is no label. */
const MAX_SHORT = 60;
const MAX_LONG = 500;

interface Chosen {
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  readonly short: string;
  readonly long: string;
  readonly name: string;
  readonly acronym: string;
}

/**
 * The label as one HTML element, or an empty string where none is called for: not required
 * and not wanted, or a review that must go. It is rendered while an assessment is missing,
 * because what it says is true either way. Put it before the text or over the image, in the
 * server's HTML; every value is escaped.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function renderLabel(disclosure: Disclosure, options: LabelOptions = {}): string {
  requireDisclosure('disclosure', disclosure);
  const given = readOptions('options', options, KNOWN);
  const { label } = disclosure;
  const { form = 'long', about, id, latinAcronym = false } = given;
  requireWord('options.form', form, ['short', 'long']);
  if (about !== undefined) requireText('options.about', about);
  if (id !== undefined && !(typeof id === 'string' && ID.test(id))) {
    throw wrongArgument('options.id', 'letters, digits, _ and -, a letter first', id);
  }
  requireBoolean('options.latinAcronym', latinAcronym);
  const chosen = choose(disclosure, given);
  if (label === 'none' || chosen === undefined || !isCalledFor(disclosure)) return '';
  const prefix = latinAcronym && label !== 'synthetic' && chosen.acronym !== 'AI';
  const short = prefix ? `AI: ${chosen.short}` : chosen.short;
  const name = about === undefined ? chosen.name : `${chosen.name}: ${about}`;
  const attributes = [
    'class="contentmark-label"',
    ...(id === undefined ? [] : [`id="${id}"`]),
    'role="note"',
    `lang="${escapeMarkup(chosen.lang)}"`,
    `dir="${chosen.dir}"`,
    `aria-label="${escapeMarkup(name)}"`,
    `data-contentmark-label="${label}"`,
    `data-contentmark-basis="${disclosure.visible.basis}"`,
  ].join(' ');
  const quiet = form === 'short' ? ' class="contentmark-label-quiet"' : '';
  return `<div ${attributes}><strong>${escapeMarkup(short)}</strong> <span${quiet}>${escapeMarkup(chosen.long)}</span></div>`;
}

function isCalledFor({ visible }: Disclosure): boolean {
  switch (visible.decision) {
    case 'required':
    case 'platform-rule':
    case 'needs-assessment':
    case 'voluntary':
      return true;
    case 'not-required':
    case 'remove':
      return false;
  }
}

/** The words to show; they are checked also where no label comes of it, so that a slip shows early. */
function choose(disclosure: Disclosure, options: LabelOptions): Chosen | undefined {
  const { label, subject } = disclosure;
  if (options.words !== undefined) return readOwnWords(label, options);
  const { language = 'en' } = options;
  requireWord('options.language', language, LANGUAGES);
  if (label === 'none') return undefined;
  const words = WORDS[language];
  return {
    lang: language,
    dir: 'ltr',
    short: words.short[label],
    long: words.long[label][NOUN_OF[subject]],
    name: words.name,
    acronym: words.acronym,
  };
}

function readOwnWords(label: Disclosure['label'], options: LabelOptions): Chosen {
  if (options.language !== undefined) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      '"options.language" and "options.words" exclude each other; words have a lang of their own',
      'options.words',
    );
  }
  // Looked at just above: this is only called where words were given.
  const words = readOptions('options.words', options.words as OwnWords, KNOWN_WORDS);
  const { lang, dir = 'ltr', short, long, name, acronym = 'AI' } = words;
  if (typeof lang !== 'string' || !LANG.test(lang)) {
    throw wrongArgument('options.words.lang', 'a BCP 47 tag such as "sv"', lang);
  }
  requireWord('options.words.dir', dir, ['ltr', 'rtl']);
  requireShown('options.words.short', short, MAX_SHORT);
  requireShown('options.words.long', long, MAX_LONG);
  requireShown('options.words.name', name, MAX_SHORT);
  requireShown('options.words.acronym', acronym, MAX_SHORT);
  if (label !== 'none' && label !== 'synthetic') {
    requireCore(label, short, long, acronym);
  }
  return { lang, dir, short, long, name, acronym };
}

/** The acronym is what readers look for, and a change is not a creation: own words keep both rules. */
function requireCore(
  label: Exclude<Spoken, 'synthetic'>,
  short: string,
  long: string,
  acronym: string,
): void {
  if (!short.includes(acronym)) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `"options.words.short" must hold ${acronym} as it is written; set words.acronym for another language's`,
      'options.words.short',
    );
  }
  if (label !== 'ai-modified') return;
  const said = `${short} ${long}`.toLowerCase();
  if (GENERATED.some((stem) => said.includes(stem))) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      '"options.words" say that the content was generated, and the mark says that it was modified',
      'options.words',
    );
  }
}

/** The words for "generated" of every language, since own words may be in any. */
const GENERATED: readonly string[] = /* @__PURE__ */ Object.values(WORDS).flatMap(
  ({ generated }: Words) => generated,
);

function requireShown(argument: string, value: unknown, max: number): asserts value is string {
  requireText(argument, value);
  if (value.trim() === '' || value.length > max) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `"${argument}" expected 1 to ${max} characters to be shown`,
      argument,
    );
  }
}
