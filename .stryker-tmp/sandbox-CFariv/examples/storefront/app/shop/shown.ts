/** What pages are given of a product: what was checked, and nothing else. */
// @ts-nocheck

import type { Provenance } from 'contentmark/provenance';

export interface ShownPicture {
  /** File name under `/media/`. */
  readonly file: string;
  readonly alt: string;
  readonly provenance: Provenance;
}

export interface ShownProduct {
  readonly handle: string;
  readonly name: string;
  readonly brand: string;
  readonly type: string;
  readonly price: number;
  /** Absent where it is withheld. */
  readonly description?: string;
  /** Of the description. */
  readonly provenance: Provenance;
  /** Absent where it is withheld. */
  readonly picture?: ShownPicture;
}
