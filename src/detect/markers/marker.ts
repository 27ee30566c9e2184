/**
 * The `Marker` type: one row of a list of values that only test data has. Rows are data, so that a
 * person can check them against their source, and the tests against their samples.
 */

import type { Severity } from '../finding/finding.ts';

/** What a field holds, told from its name (field-names.ts). A row says where it counts. */
export const FIELDS = [
  'email',
  /** An address on the web. */
  'url',
  /** An address of an image. */
  'image',
  'phone',
  /** A payment card's number, whole or masked. */
  'card',
  /** A key, a nonce, an id that a payment service gave. */
  'token',
  'ip',
  /** A person, a product, a company. */
  'name',
  /** A SKU, a handle, a slug. */
  'sku',
  /** A GTIN, EAN, UPC, ISBN: digits that are never a card. */
  'barcode',
  /** A payment gateway or method. */
  'gateway',
  /** Something that is on or off, or one of a few modes. */
  'switch',
  /** Everything else: descriptions, notes, reviews, values of unknown names. */
  'text',
] as const;

/** One of {@link FIELDS}. */
export type FieldKind = (typeof FIELDS)[number];

/** Families of rows; a caller chooses among them. */
export const MARKER_CLASSES = [
  'domain',
  'address',
  'phone',
  'card',
  'token',
  'payment',
  'faker',
  'filler',
  'identity',
  'sku',
  'word',
  /** Configuration of another environment. Looked for in settings only. */
  'setting',
  /** Keys that work. No test data: a leak where they stand in staging. */
  'live-secret',
  /** Columns and members that flag their record as synthetic. */
  'schema',
  /** What a model says when it refuses, and the gaps that it leaves to be filled in. */
  'model-text',
] as const;

/** One of {@link MARKER_CLASSES}. */
export type MarkerClass = (typeof MARKER_CLASSES)[number];

/** Phone numbers of one country that nobody is given. */
export interface PhoneRange {
  /** Country calling code. */
  readonly country: string;
  /** First digits of the national number, without the trunk 0. */
  readonly prefix: string;
  /** Length of the national number. */
  readonly digits: number;
}

/** How a row is compared. Each kind is exact: a list, or a range with both ends. */
export type Rule =
  /** The host is one of these or below it, at a dot: `cdn.example.com`, never `notexample.com`. */
  | {
      readonly kind: 'domain';
      readonly domains: readonly string[];
      /** `shopper`: as the address of a service behind the shop it is a warning at most. */
      readonly place?: 'shopper';
    }
  /** Host and path begin so. */
  | { readonly kind: 'location'; readonly locations: readonly string[] }
  /** One label of the host, before the last two, is one of these. */
  | { readonly kind: 'host-label'; readonly labels: readonly string[] }
  /** The address lies in one of these (CIDR). */
  | {
      readonly kind: 'network';
      readonly networks: readonly string[];
      /** As above. */
      readonly place?: 'shopper';
    }
  | { readonly kind: 'phone-range'; readonly ranges: readonly PhoneRange[] }
  /** NXX-555-0100 to -0199, in the form that is named. */
  | { readonly kind: 'phone-nanp'; readonly form: 'formatted' | 'bare' | 'local' }
  /** Digits of the whole number, however it is written. */
  | { readonly kind: 'phone'; readonly numbers: readonly string[] }
  /** All digits of a card, with or without spaces and hyphens. */
  | { readonly kind: 'card'; readonly numbers: readonly string[] }
  /** What is left of a masked card. */
  | { readonly kind: 'masked-card'; readonly lastFour: readonly string[] }
  /** The whole value, letter case and surrounding white space aside. */
  | {
      readonly kind: 'whole';
      readonly values: readonly string[];
      /** `card`: only as the number of a payment card, not of a loyalty or a trading card. */
      readonly place?: 'card';
    }
  /** The whole value begins so, letter case aside, and at least `more` characters follow. */
  | { readonly kind: 'beginning'; readonly beginnings: readonly string[]; readonly more?: number }
  /** A word begins so, letter case and all, and at least `more` letters, digits or `_` follow. */
  | { readonly kind: 'prefix'; readonly prefixes: readonly string[]; readonly more: number }
  /** These words in this order, letter case aside, only white space between them. */
  | {
      readonly kind: 'phrase';
      readonly phrases: readonly string[];
      /** So many different ones in one value; one, where left out. */
      readonly least?: number;
    }
  /** The whole value is a stem, or a stem, perhaps a size, and a colour, with hyphens between. */
  | {
      readonly kind: 'variant';
      readonly stems: readonly string[];
      readonly sizes: readonly string[];
      readonly colours: readonly string[];
    }
  /** Three words that follow each other, one of each list. */
  | {
      readonly kind: 'triple';
      readonly lists: readonly [readonly string[], readonly string[], readonly string[]];
    }
  /** The whole text is one of these, with a listed word where `{noun}` stands and any where `{}` does. */
  | {
      readonly kind: 'template';
      readonly templates: readonly string[];
      readonly nouns: readonly string[];
    }
  /** A member that is called so, with one of these values. */
  | {
      readonly kind: 'switch';
      /** Words in a row, at any place in the name: `test mode` is in `STRIPE_TEST_MODE_ENABLED`. */
      readonly names: readonly string[];
      /**
       * Words that mean something else beside others: `test` in `order_test` and `PAYPAL_TEST`,
       * where only words of orders, payments and switches stand beside it, not in `skin_test`.
       */
      readonly bareNames: readonly string[];
      /** The whole of a name, its last step: `is test` is `is_test` and `isTest`, not `is_test_drive`. */
      readonly wholeNames?: readonly string[];
      /** On, off, or a mode: a word in lower case. */
      readonly values: readonly (boolean | string)[];
      /**
       * Where it counts; anywhere, where left out. `payment`: as part of a payment, or where the
       * name says so. `platform`: not where shoppers and merchants choose the names.
       */
      readonly place?: 'payment' | 'platform';
    };

/** One row. */
export interface Marker {
  /** Stable: `class.name`. What a finding is called. */
  readonly id: string;
  readonly class: MarkerClass;
  /** For people, half a line. */
  readonly what: string;
  readonly rule: Rule;
  /** Where it counts, and how much. In a field that is not named it counts nothing. */
  readonly severity: Readonly<Partial<Record<FieldKind, Severity>>>;
  /** Where the values are published. */
  readonly sources: readonly string[];
  /** What legitimate data may look like this. */
  readonly falsePositives: string;
  /** Data in which the row must be found. */
  readonly found: unknown;
  /** Data that comes close, in which it must not. */
  readonly clean: unknown;
}
