/** The tables that a detector looks values up in; compile.ts makes them of rows. */
import type { Severity, Technique } from '../finding/finding.ts';
import type { FieldKind } from '../markers/marker.ts';
import type { Network } from './network.ts';
import type { Phrase } from './phrase.ts';

/** What a finding needs to know of a row. */
export interface Row {
  readonly id: string;
  readonly technique: Technique;
  /** For people, half a line. */
  readonly reason: string;
  readonly severity: Readonly<Partial<Record<FieldKind, Severity>>>;
  /** It counts only there, or there more than elsewhere. */
  readonly place?: 'card' | 'shopper' | undefined;
  /** So many rows of this name must be found in one value. */
  readonly least?: number | undefined;
}

/** A switch to compare by its value. */
export interface Switch {
  readonly row: Row;
  /** Words in a row anywhere in the name, joined. */
  readonly names: ReadonlySet<string>;
  /** Words, joined, that no others than those of orders and switches stand beside. */
  readonly bareNames: ReadonlySet<string>;
  /** The last step of a name, joined. */
  readonly wholeNames: ReadonlySet<string>;
  readonly values: ReadonlySet<boolean | string>;
  /** As in the rule. */
  readonly place: 'payment' | 'platform' | undefined;
}

/** Three words in a row. */
export interface Triple {
  readonly row: Row;
  readonly first: ReadonlySet<string>;
  readonly second: ReadonlySet<string>;
  readonly third: ReadonlySet<string>;
}

/** A sentence in lower case, cut at its listed word and at its other gaps. */
export interface Template {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly nouns: ReadonlySet<string>;
}

/** Everything that is looked up. Keys are in lower case where case does not count. */
export interface Tables {
  readonly whole: ReadonlyMap<string, readonly Row[]>;
  readonly beginnings: readonly {
    readonly text: string;
    readonly more: number;
    readonly row: Row;
  }[];
  readonly variants: readonly {
    readonly row: Row;
    readonly stems: ReadonlySet<string>;
    readonly sizes: ReadonlySet<string>;
    readonly colours: ReadonlySet<string>;
  }[];
  readonly domains: ReadonlyMap<string, readonly Row[]>;
  /** By host. */
  readonly locations: ReadonlyMap<string, readonly { readonly path: string; readonly row: Row }[]>;
  readonly hostLabels: ReadonlyMap<string, readonly Row[]>;
  readonly networks: readonly { readonly network: Network; readonly row: Row }[];
  /** By country code and national number, all digits. */
  readonly phones: ReadonlyMap<string, readonly Row[]>;
  /** By country code. */
  readonly phoneRanges: ReadonlyMap<string, readonly PhoneRanges[]>;
  readonly nanp: Readonly<Partial<Record<'formatted' | 'bare' | 'local', Row>>>;
  readonly cards: ReadonlyMap<string, readonly Row[]>;
  readonly maskedCards: ReadonlyMap<string, readonly Row[]>;
  readonly prefixes: readonly {
    readonly prefix: string;
    readonly more: number;
    readonly row: Row;
  }[];
  /** By the rarest word of each. */
  readonly phrases: ReadonlyMap<string, readonly { readonly phrase: Phrase; readonly row: Row }[]>;
  readonly triples: readonly Triple[];
  readonly templates: readonly { readonly template: Template; readonly row: Row }[];
  readonly switches: readonly Switch[];
}

/** Ranges of one country that are alike: numbers of so many digits, told by their first ones. */
export interface PhoneRanges {
  readonly digits: number;
  readonly prefixLength: number;
  readonly prefixes: ReadonlyMap<string, Row>;
}
