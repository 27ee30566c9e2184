/**
 * Plausible orders, customers, products and settings, as platforms send them. Each says at which
 * places a value of which kind belongs, so that test data can be planted there.
 */
import type { FieldKind } from 'contentmark/detect';
import type { RegionCode } from './phones.ts';
import type { Random } from './random.ts';
import * as words from './words.ts';

export type Path = readonly (string | number)[];
/** Where a value of a kind belongs; `switch`: objects in which a switch may stand. */
export type Places = Readonly<
  Partial<Record<FieldKind | 'full-name' | 'payment-switch', readonly Path[]>>
>;

export interface Plausible {
  readonly shape: string;
  readonly kind: 'order' | 'customer' | 'product' | 'settings';
  readonly region: RegionCode;
  readonly record: object;
  readonly places: Places;
}

/** What a person is made of. */
export interface Person {
  readonly region: RegionCode;
  readonly given: string;
  readonly family: string;
  readonly company: string;
  readonly email: string;
  readonly phone: string;
  readonly street: string;
  readonly city: string;
  readonly zip: string;
  readonly ip: string;
}

export function createPerson(random: Random, region: RegionCode, phone: string): Person {
  const given = random.pick(words.GIVEN_NAMES);
  const family = random.pick(words.FAMILY_NAMES);
  const local = `${given}.${family}${random.below(90)}`.normalize('NFKD').replace(/[^\w.]/g, '');
  return {
    region,
    given,
    // A person of the same word twice is a placeholder's name.
    family: family === given ? 'Lindgren' : family,
    company: random.pick(words.COMPANIES),
    email: `${local.replace(/^\./, 'x.').toLowerCase()}@${random.pick(words.MAIL_DOMAINS)}`,
    phone,
    street: random.pick(words.STREETS),
    city: random.pick(words.CITIES),
    zip: random.digits(5),
    ip: random.pick(words.ADDRESSES_IP),
  };
}

/** A shape of a platform: fills it with a person and chance. */
export type Shape = (random: Random, person: Person) => Omit<Plausible, 'region'>;

/** Digits of a masked card; any real card may end so. */
export const lastFour = (random: Random): string => random.digits(4);
export const price = (random: Random): string => `${1 + random.below(300)}.${random.digits(2)}`;
export const line = (random: Random) => ({
  title: random.pick(words.PRODUCTS),
  sku: random.pick(words.SKUS),
  barcode: `4006381${random.digits(6)}`,
  quantity: 1 + random.below(3),
  price: price(random),
  image: `https://cdn.${random.pick(words.HOSTS)}/p/${random.digits(6)}.jpg`,
});
