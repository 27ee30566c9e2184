/**
 * What a catalogue record says of a product, as facts: found by the words in vocabulary.ts, and
 * nothing added. A generator that is given facts can be held to them.
 */
import { COLOURS, NOUNS, PARTS, QUALITIES, STUFFS } from './vocabulary.ts';

/** A record of examples/catalogue/data/catalog.json. */
export interface CatalogueRecord {
  readonly Id: number;
  readonly Type: string;
  readonly Brand: string;
  readonly Name: string;
  readonly Description: string;
}

/** The facts of one product. Lists may be empty. */
export interface Facts {
  readonly brand: string;
  /** The product's own name, without what it is: `Wanderer`. `''` where it has none. */
  readonly model: string;
  /** What it is: `hiking boots`. */
  readonly noun: string;
  readonly isPlural: boolean;
  /** What it is for: `the trail`. */
  readonly use: string;
  /** `''` where the record names none. */
  readonly colour: string;
  /** Litres. */
  readonly litres: number | undefined;
  /** `waterproof`, `lightweight` … */
  readonly qualities: readonly string[];
  /** `ripstop nylon`, `carbon fibre` … */
  readonly stuffs: readonly string[];
  /** `a padded collar`, `gear loops` … */
  readonly parts: readonly string[];
}

const COLOUR = new RegExp(`\\b(?:${COLOURS.join('|')})\\b`, 'i');
const LITRES = /\b(\d+)(?:L| ?-?liters?)\b/i;

/** Reads a record; `undefined` where it is not among the things that vocabulary.ts knows. */
export function readFacts({ Brand, Name, Description }: CatalogueRecord): Facts | undefined {
  const found = NOUNS.map((noun) => ({ ...noun, match: noun.pattern.exec(Name) })).find(
    ({ match }) => match !== null,
  );
  if (found === undefined) return undefined;
  const { match, noun, isPlural, use } = found;
  // Brands have words of their own: Green Equipment makes blue boots, too.
  const whole = `${Name}. ${Description}`.replaceAll(Brand, '');
  const litres = LITRES.exec(whole)?.[1];
  const all = (rows: readonly (readonly [pattern: RegExp, words: string])[]) =>
    // A watch that is called a GPS watch does not have a GPS besides.
    rows
      .filter(([pattern]) => pattern.test(Description) && !pattern.test(noun))
      .map(([, words]) => words);
  return {
    brand: Brand,
    model: nameOf(Name.replace(match?.[0] ?? '', ''), Brand),
    noun,
    isPlural,
    use,
    colour: (COLOUR.exec(whole)?.[0] ?? '').toLowerCase().replace('gray', 'grey'),
    litres: litres === undefined ? undefined : Number(litres),
    qualities: all(QUALITIES),
    stuffs: all(STUFFS),
    parts: all(PARTS),
  };
}

/** What is left of a name once the thing, its colour, size and material are out of it. */
function nameOf(rest: string, brand: string): string {
  return rest
    .replace(COLOUR, '')
    .replace(LITRES, '')
    .replace(/\b(?:waterproof|insulated|carbon fiber|carbon|gps|hiking|trail|down)\b/gi, '')
    .replace(brand, '')
    .replace(/\s+/g, ' ')
    .trim();
}
