/**
 * A small text generator that needs no key and no network: a grammar over the facts of a task.
 * The same seed and task always give the same text.
 *
 * Its marks say `algorithmicMedia`, and that is why it is a grammar. IPTC keeps that term for
 * what an algorithm makes without sampled training data. A Markov chain over the bundled
 * descriptions would be trained on them, and they were written by a model: its marks would have
 * to say `trainedAlgorithmicMedia`, however small the chain.
 */
import type { Facts } from '../tasks/facts.ts';
import type { Task } from '../tasks/task.ts';
import { ALGORITHMIC_MEDIA, type TextGenerator } from '../text-generator.ts';
import { createChoice } from './choice.ts';

/** Options of {@link createGrammar}. */
export interface GrammarOptions {
  /** Default 1. */
  readonly seed?: number;
  /** Milliseconds between two pieces, so that one can watch. Default 0. */
  readonly pause?: number;
}

/** Makes the generator. */
export function createGrammar({ seed = 1, pause = 0 }: GrammarOptions = {}): TextGenerator {
  return {
    claim: { name: 'contentmark example grammar', version: '1' },
    sourceType: ALGORITHMIC_MEDIA,
    async *generate({ handle, facts }: Task, { signal } = {}) {
      // In pieces of a word, as models answer, so that what reads the stream is really tried.
      for (const piece of write(facts, `${seed} ${handle}`).match(/\s*\S+|\s+$/g) ?? []) {
        if (pause > 0) await new Promise((resolve) => setTimeout(resolve, pause));
        signal?.throwIfAborted();
        yield piece;
      }
    },
  };
}

function write(facts: Facts, seed: string): string {
  const choose = createChoice(seed);
  const { brand, model, noun, isPlural, use, colour, litres, qualities, stuffs, parts } = facts;
  const [these, it, is, has, come] = isPlural
    ? ['These', 'They', 'are', 'have', 'come']
    : ['This', 'It', 'is', 'has', 'comes'];
  const title = [brand, model, noun].filter(Boolean).join(' ');

  const first = choose([
    `${these} ${noun} by ${brand} ${is} made for ${use}.`,
    `${brand} makes ${these.toLowerCase()} ${noun} for ${use}.`,
    `For ${use}: ${model === '' ? noun : `${model}, ${noun}`} by ${brand}.`,
  ]);
  const about = [
    list(qualities) &&
      choose([`${it} ${is} ${list(qualities)}.`, `${it} ${is} built to be ${list(qualities)}.`]),
    list(stuffs) &&
      choose([`The material: ${list(stuffs)}.`, `${it} ${is} made with ${list(stuffs)}.`]),
    litres === undefined
      ? ''
      : choose([
          `${it} ${isPlural ? 'hold' : 'holds'} ${litres} litres.`,
          `There is room for ${litres} litres.`,
        ]),
  ].filter(Boolean);
  const last = [
    list(parts) && choose([`${it} ${has} ${list(parts)}.`, `Among the details: ${list(parts)}.`]),
    colour && choose([`${it} ${come} in ${colour}.`, `The colour is ${colour}.`]),
  ].filter(Boolean);
  const features = [...qualities, ...stuffs, ...parts].map(
    (words) => `- ${capital(words.replace(/^an? /, ''))}`,
  );
  const inColour = colour === '' ? '' : ` in ${colour}`;
  const short = [...qualities, ...parts].slice(0, 3).join(', ');
  return [
    `Title: ${capital(title)}`,
    `SEO title: ${capital(title)}${title.length + inColour.length <= 70 ? inColour : ''}`,
    `SEO description: ${capital(noun)} by ${brand}${inColour}, for ${use}${short && `: ${short}`}.`,
    'Description:',
    [first, ...about].join(' '),
    ...(last.length > 0 ? ['', last.join(' ')] : []),
    ...(features.length > 0 ? ['', ...features] : []),
  ].join('\n');
}

/** `a, b and c`; `''` for none. */
function list(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
