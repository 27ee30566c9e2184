/**
 * Reads ratings of reviews within the bounds of their scale (schema.org `Rating`), and computes
 * their mean.
 */
import { ownMember } from '../../members.ts';

/** schema.org `Rating`, with as much of it as a mean needs. */
export interface Rating {
  readonly ratingValue: number;
  /** Default 5. */
  readonly bestRating?: number;
  /** Default 1. */
  readonly worstRating?: number;
}

/** A rating whose value lies on its scale. */
export interface ScaledRating {
  readonly value: number;
  readonly worst: number;
  readonly best: number;
}

/** The scale that schema.org assumes where a rating names none. */
const WORST = 1;
const BEST = 5;
/** The furthest bound of a scale in either direction; percentages go to 100. */
const FURTHEST = 1000;

const VALUE_MEMBERS: readonly string[] = [
  'rating',
  'ratingValue',
  'rating_value',
  'score',
  'stars',
];

/**
 * The rating of a stored review: a number, or a text that is one, in a member that platforms use
 * for it, of the review itself or of its `reviewRating`. `undefined` where there is none, where it
 * lies outside of its scale, and where reading it throws.
 */
export function readRating(review: unknown): ScaledRating | undefined {
  try {
    return readHolder(review) ?? readHolder(firstOf(ownMember(review, 'reviewRating')));
  } catch {
    return undefined;
  }
}

/** Reads the rating that a caller's own function gives a review. */
export function readGivenRating(given: unknown): ScaledRating | undefined {
  return typeof given === 'number' ? toScaled(given, undefined, undefined) : readRating(given);
}

/** The value itself, or the only one in a list, which JSON-LD allows. */
function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

function readHolder(holder: unknown): ScaledRating | undefined {
  for (const name of VALUE_MEMBERS) {
    const value = toNumber(ownMember(holder, name));
    if (value === undefined) continue;
    return toScaled(value, ownMember(holder, 'worstRating'), ownMember(holder, 'bestRating'));
  }
  return undefined;
}

function toScaled(value: number, lowest: unknown, highest: unknown): ScaledRating | undefined {
  const worst = lowest === undefined ? WORST : toNumber(lowest);
  const best = highest === undefined ? BEST : toNumber(highest);
  if (worst === undefined || best === undefined || worst >= best) return undefined;
  if (worst < -FURTHEST || best > FURTHEST) return undefined;
  return value >= worst && value <= best ? { value, worst, best } : undefined;
}

function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' && /^-?\d{1,4}(?:\.\d{1,4})?$/.test(value)
    ? Number(value)
    : undefined;
}

/** The mean of ratings on their common scale; of several scales, on that from 1 to 5. */
export function meanOf(ratings: readonly ScaledRating[]): ScaledRating | undefined {
  const [first] = ratings;
  if (first === undefined) return undefined;
  const isOneScale = ratings.every(
    ({ worst, best }) => worst === first.worst && best === first.best,
  );
  const { worst, best } = isOneScale ? first : { worst: WORST, best: BEST };
  const values = isOneScale ? ratings.map(({ value }) => value) : ratings.map(toDefaultScale);
  return { value: values.reduce((sum, value) => sum + value, 0) / values.length, worst, best };
}

function toDefaultScale({ value, worst, best }: ScaledRating): number {
  return WORST + ((value - worst) / (best - worst)) * (BEST - WORST);
}
