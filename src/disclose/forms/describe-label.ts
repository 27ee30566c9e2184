/**
 * `describeLabel`: gives the words of a visible label, and its name for screen readers, as data.
 * HTML, React and the custom element all print these words.
 */
import { ContentmarkError, readOptions, requireText, wrongArgument } from '../../errors.ts';
import type { DisclosureBasis } from '../rules/bases.ts';
import { type Disclosure, requireDisclosure } from '../rules/disclosure.ts';
import type { Subject } from '../rules/facts.ts';
import { requireBoolean, requireWord } from '../rules/require.ts';
import { WORDS } from '../words/all-words.ts';
import {
  LANGUAGES,
  type Language,
  type Noun,
  type Spoken,
  type Words,
} from '../words/languages.ts';

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

/** Options of `renderLabel` and {@link describeLabel}. */
export interface LabelOptions {
  /** A language of ours. Default `en`. */
  readonly language?: Language;
  /** Words of the shop's own, instead of a language of ours. */
  readonly words?: OwnWords;
  /**
   * `long` shows a sentence beside the label; `short` shows the label and keeps the sentence
   * for screen readers, where `LABEL_CSS` is loaded. Default `long`.
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

/** Every option of a label. */
export const LABEL_OPTIONS: readonly (keyof LabelOptions)[] = [
  'language',
  'words',
  'form',
  'about',
  'id',
  'latinAcronym',
];

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

/** A BCP 47 tag, in its shape only. */
const LANG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}$/;
const ID = /^[A-Za-z][\w-]{0,63}$/;

/** The longest label, in characters. */
const MAX_SHORT = 60;
const MAX_LONG = 500;

/** A label, ready to be printed. Strings only: it survives JSON. */
export interface LabelText {
  /** `id` of the element. */
  readonly id?: string;
  /** BCP 47 tag of the words. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
  /** What a screen reader calls the label. */
  readonly name: string;
  /** The label proper. */
  readonly short: string;
  /** The sentence beside it. */
  readonly long: string;
  /** `short` keeps the sentence for screen readers. */
  readonly form: 'short' | 'long';
  readonly label: Spoken;
  readonly basis: DisclosureBasis;
}

interface Chosen extends Pick<LabelText, 'lang' | 'dir' | 'short' | 'long' | 'name'> {
  readonly acronym: string;
}

/**
 * The label as data, or `undefined` where none is called for: not required and not wanted, or a
 * review that must go. It is there while an assessment is missing, because what it says is true
 * either way.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function describeLabel(
  disclosure: Disclosure,
  options: LabelOptions = {},
): LabelText | undefined {
  requireDisclosure('disclosure', disclosure);
  return labelFor(disclosure, readOptions('options', options, LABEL_OPTIONS));
}

/**
 * {@link describeLabel}, for a disclosure and options that have been read. Members of `given` that
 * are no option are passed over.
 */
export function labelFor(disclosure: Disclosure, given: LabelOptions): LabelText | undefined {
  const { label } = disclosure;
  const { form = 'long', about, id, latinAcronym = false } = given;
  requireWord('options.form', form, ['short', 'long']);
  if (about !== undefined) requireText('options.about', about);
  if (id !== undefined && !(typeof id === 'string' && ID.test(id))) {
    throw wrongArgument('options.id', 'letters, digits, _ and -, a letter first', id);
  }
  requireBoolean('options.latinAcronym', latinAcronym);
  const chosen = choose(disclosure, given);
  if (label === 'none' || chosen === undefined || !isCalledFor(disclosure)) return undefined;
  const { lang, dir, short, long, name, acronym } = chosen;
  const isPrefixed = latinAcronym && label !== 'synthetic' && acronym !== 'AI';
  return Object.freeze({
    ...(id !== undefined && { id }),
    lang,
    dir,
    name: about === undefined ? name : `${name}: ${about}`,
    short: isPrefixed ? `AI: ${short}` : short,
    long,
    form,
    label,
    basis: disclosure.visible.basis,
  });
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

/**
 * Chooses the words to show. They are validated even where no label is called for, so that a
 * mistake shows early.
 */
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
      'cannot stand beside "options.language"; words have a lang of their own',
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

/** Refuses a shop's own words that lack the acronym, or that call changed content generated. */
function requireCore(
  label: Exclude<Spoken, 'synthetic'>,
  short: string,
  long: string,
  acronym: string,
): void {
  if (!short.includes(acronym)) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `must hold ${acronym} as it is written; set words.acronym for another language's`,
      'options.words.short',
    );
  }
  if (label !== 'ai-modified') return;
  const said = `${short} ${long}`.toLowerCase();
  if (GENERATED.some((stem) => said.includes(stem))) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'say that the content was generated, and the mark says that it was modified',
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
      `expected 1 to ${max} characters to be shown`,
      argument,
    );
  }
}
