/** Telephone numbers of every region, as libphonenumber has them for examples, in every format. */

import { MARKERS } from 'contentmark/detect';
import phoneNumbers from 'google-libphonenumber';

const { PhoneNumberFormat, PhoneNumberType, PhoneNumberUtil } = phoneNumbers;
const library = PhoneNumberUtil.getInstance();

export type RegionCode = string;
export interface ExampleNumber {
  readonly region: RegionCode;
  /** As people in the region write it. */
  readonly national: string;
  /** Every format: national, its digits, international, E.164, with 00, `tel:`. */
  readonly formats: readonly string[];
}

const TYPES = Object.values(PhoneNumberType).filter((type) => typeof type === 'number');

/** Ranges and numbers that nobody is given: an example among these is test data. */
const LISTED = MARKERS.flatMap(({ rule }) =>
  rule.kind === 'phone-range'
    ? rule.ranges.map(({ country, prefix }) => country + prefix)
    : rule.kind === 'phone'
      ? [...rule.numbers]
      : [],
);
const FICTION = /^1\d{3}55501\d\d$/;

function readAll(): readonly ExampleNumber[] {
  return [...library.getSupportedRegions()].sort().flatMap((region) => {
    const seen = new Map<string, ExampleNumber>();
    for (const type of TYPES) {
      const number = library.getExampleNumberForType(region, type);
      if (!number) continue;
      const e164 = library.format(number, PhoneNumberFormat.E164);
      const digits = e164.slice(1);
      if (FICTION.test(digits) || LISTED.some((listed) => digits.startsWith(listed))) continue;
      const national = library.format(number, PhoneNumberFormat.NATIONAL);
      const formats = [
        national,
        national.replace(/\D/g, ''),
        national.replace(/[\s()]+/g, '-').replace(/^-/, ''),
        e164,
        `00${digits}`,
        library.format(number, PhoneNumberFormat.INTERNATIONAL),
        library.format(number, PhoneNumberFormat.RFC3966),
      ];
      seen.set(e164, { region, national, formats: [...new Set(formats)] });
    }
    return [...seen.values()];
  });
}

/** Of every region and type. */
export const EXAMPLE_NUMBERS: readonly ExampleNumber[] = readAll();
