/**
 * How often text is recognised after an edit, and how often by mistake: the descriptions of every catalogue
 * that is at hand, by length. Counts, with the interval that holds the true rate in 95 of 100 such samples.
 */

/** A share of something, and where it may really lie (Wilson's interval, 95 %). */
export interface Rate {
  readonly hits: number;
  readonly of: number;
  readonly low: number;
  readonly high: number;
}

const Z = 1.959963984540054;

/** Wilson 1927: it stays within 0 and 1, and says something of 0 hits as well. */
export function rateOf(hits: number, of: number): Rate {
  if (of === 0) return { hits, of, low: 0, high: 1 };
  const share = hits / of;
  const z2 = Z * Z;
  const middle = share + z2 / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of));
  const scale = 1 + z2 / of;
  return { hits, of, low: (middle - spread) / scale, high: (middle + spread) / scale };
}

/** `82 of 101, 81 % (72 to 88)` */
export function printRate({ hits, of, low, high }: Rate): string {
  const percent = (share: number): string => {
    const value = 100 * share;
    return value >= 1 || value === 0 ? value.toFixed(0) : value.toPrecision(2);
  };
  return `${hits} of ${of}, ${percent(of === 0 ? 0 : hits / of)} % (${percent(low)} to ${percent(high)})`;
}

/** What happens to a text on its way; `position` is another one for each text, the same in every run. */
export const EDITS: Readonly<Record<string, (text: string, position: number) => string>> = {
  'a letter is wrong': (text, position) => {
    const at = position % text.length;
    return `${text.slice(0, at)}x${text.slice(at + 1)}`;
  },
  'a word is replaced': (text, position) => {
    const words = text.split(' ');
    return words.with(position % words.length, 'replaced').join(' ');
  },
  'the first sentence stands last': (text) => {
    const [first, ...others] = text.split('. ');
    return [...others, first].join('. ');
  },
  'the second half is cut off': (text) => text.slice(0, text.length / 2),
  'mark-up is taken away': (text) => text.replaceAll(/<[^<>]*>/g, ' '),
  'everything is in capitals': (text) => text.toUpperCase(),
};

/** Words at which one class of length ends and the next begins. */
export const LENGTHS: readonly (readonly [name: string, from: number, to: number])[] = [
  ['12 to 24 words', 12, 24],
  ['25 to 49 words', 25, 49],
  ['50 to 99 words', 50, 99],
  ['100 words and more', 100, Number.POSITIVE_INFINITY],
];

/** Texts of records that are long enough to be recognised, each once. */
export function textsOf(records: readonly unknown[], wordsOf: (text: string) => number): string[] {
  const texts = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      if (wordsOf(value) >= 12) texts.add(value);
    } else if (typeof value === 'object' && value !== null) Object.values(value).forEach(visit);
  };
  records.forEach(visit);
  return [...texts];
}
