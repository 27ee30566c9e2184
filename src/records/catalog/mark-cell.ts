/** Reads and writes the mark in its column, with the carriers of the library. */
import { additionalAttributesCarrier } from '../../carry/additional-attributes.ts';
import { embed, extract } from '../../carry/carrier.ts';
import { memberCarrier } from '../../carry/member.ts';
import type { Cell } from '../piece/piece.ts';
import type { CarrierSpec } from './map.ts';

/** Reads and writes the value that carries a mark. */
export interface MarkCell {
  /** All marks in the value, for `verify`: what cannot be read counts as a damaged one. */
  read(cell: Cell | undefined): readonly Uint8Array[];
  /** The value with this mark; other attributes in it stay. */
  write(cell: Cell | undefined, envelope: Uint8Array): string;
}

/** No envelope is empty, so `verify` calls this malformed and never absent. */
const DAMAGED: readonly Uint8Array[] = [new Uint8Array(0)];

/** Chooses the carrier that the map names. */
export function createMarkCell(spec: CarrierSpec): MarkCell {
  switch (spec.type) {
    case 'column': {
      const [name] = spec.column;
      const carrier = memberCarrier(name);
      return {
        read: (cell) => extract({ [name]: cell?.value }, carrier),
        write: (_cell, envelope) => String(embed({}, envelope, carrier)[name]),
      };
    }
    case 'additional_attributes': {
      const carrier = additionalAttributesCarrier(spec.code);
      return {
        read(cell) {
          const value = cell?.value ?? '';
          return typeof value === 'string' ? extract(value, carrier) : DAMAGED;
        },
        // A value that is not text cannot be kept, and carriers refuse it.
        write: (cell, envelope) => embed((cell?.value ?? '') as string, envelope, carrier),
      };
    }
  }
}
