/**
 * The types of the labels' words, which are data in one file a language, because a page uses one.
 * Each label has the language's established capital acronym, which readers know, and none says that
 * a rule asks for it.
 */
import type { Label } from '../rules/made.ts';

/** Languages with words of ours, by BCP 47 tag. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'zh-Hans'] as const;

/** One of {@link LANGUAGES}. */
export type Language = (typeof LANGUAGES)[number];

/** A label that says something. */
export type Spoken = Exclude<Label, 'none'>;

/** What a long text calls the content. */
export type Noun = 'text' | 'image' | 'content';

/**
 * The texts of a check in the browser: that it runs, the three verdicts (`verified` is followed by
 * the issuer), that it could not run, and what it proves.
 */
export type CheckWord = 'busy' | 'verified' | 'rejected' | 'absent' | 'failed' | 'note';

/** The words of one language. */
export interface Words {
  /** What the language calls AI: `AI`, `KI`, `IA`. */
  readonly acronym: string;
  /** What a screen reader calls the label. */
  readonly name: string;
  readonly short: Readonly<Record<Spoken, string>>;
  readonly long: Readonly<Record<Spoken, Readonly<Record<Noun, string>>>>;
  /** Stems that say that the whole was generated: none of them may stand in the label `ai-modified`. */
  readonly generated: readonly string[];
  /** The texts of a check in the browser. */
  readonly check: Readonly<Record<CheckWord, string>>;
}
