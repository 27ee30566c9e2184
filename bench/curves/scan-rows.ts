/** Product tables from a thousand rows to thirty-two thousand. */
import { importEntry } from '../built-entry.ts';
import { readDescriptions } from '../catalogue.ts';
import { type CurveFamily, measureSizes } from '../curve.ts';
import { at } from '../inputs.ts';
import { parsing, scanning, writeTable } from '../scan-files.ts';

const SIZES = [1000, 2000, 4000, 8000, 16_000, 32_000];

export const family: CurveFamily = {
  name: 'scan-rows',
  notes: ['Cases as in suite scan; times are of one row. Texts of more than 8,192 rows repeat.'],
  async measure({ short, catalogue }, rounds) {
    const scan = await importEntry<typeof import('contentmark/scan')>('scan');
    const texts = readDescriptions(catalogue, short ? 64 : 8192);
    const sizes = short ? [100, 200] : SIZES;
    const { series, ratios } = await measureSizes(
      sizes,
      (size) => {
        const file = writeTable(
          Array.from({ length: size }, (_, i) => ({ text: `${at(texts, i)} ${i}`, mark: '' })),
        );
        return {
          cases: [
            scanning('unmarked', scan, file, { rows: size, checked: 0 }),
            parsing('parse', file, size),
          ],
          turns: short ? 1 : 2,
          stint: 1,
          ratios: [['unmarked', 'parse']],
        };
      },
      rounds,
      'scan-rows',
      () => 1,
    );
    return {
      curves: [
        {
          name: 'scan-rows',
          title: 'A row of a scan, by rows of the table',
          x: { label: 'table', unit: 'rows' },
          y: { label: 'time', unit: 'µs' },
          sizes,
          series,
          ratios,
        },
      ],
    };
  },
};
