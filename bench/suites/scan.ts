/** Scanning product tables in one thread, against a plain parse of the same file by csv-parse. */
import { importEntry } from '../built-entry.ts';
import { readDescriptions } from '../catalogue.ts';
import { createInputs, openVerifier } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import { ENVIRONMENT } from '../peers/claims.js';
import { parsing, type ScanRow, scanning, writeTable } from '../scan-files.ts';
import type { Contest, Suite } from '../suite.ts';

const ROWS = 8192;

export const suite: Suite = {
  name: 'scan',
  notes: [
    'Times are of one row of a product table, its text a real description of about 1 KiB. parse: csv-parse reads every cell of the same file, and nothing is done with them.',
    'unmarked: no row has a mark. marked: each has a mark of one batch over its text, and a verifier checks it; the root is checked once. html: the same, the mark in an attribute of the text, which is HTML. The marks are not held against the texts: that is what catalog verify does.',
  ],
  async prepare({ short, catalogue }): Promise<readonly Contest[]> {
    const inputs = createInputs(
      await importBuilt(),
      readDescriptions(catalogue, short ? 64 : ROWS),
    );
    const scan = await importEntry<typeof import('contentmark/scan')>('scan');
    const { attributeCarrier } = await importEntry<typeof import('contentmark/html')>('html');
    const marks = await inputs.signMany(inputs.items);
    const rows = inputs.items.length;
    const verifier = openVerifier(inputs, {});
    const options = { environment: ENVIRONMENT, verifier };
    const carrier = attributeCarrier();
    const contest = (
      name: string,
      table: readonly ScanRow[],
      checked: number,
      more: Partial<typeof options>,
    ): Contest => {
      const file = writeTable(table);
      return {
        cases: [
          scanning(name, scan, file, { rows, checked }, { environment: ENVIRONMENT, ...more }),
          parsing(`parse-${name}`, file, rows),
        ],
        turns: short ? 1 : 4,
        stint: 1,
        ratios: [[name, `parse-${name}`]],
      };
    };
    const texts = inputs.items.map(({ text }) => text);
    const htmls = texts.map((text) => `<p>${text.replaceAll('\n\n', '</p>\n<p>')}</p>`);
    const markOf = (i: number): string => marks[i] as string;
    return [
      contest(
        'unmarked',
        texts.map((text) => ({ text, mark: '' })),
        0,
        {},
      ),
      contest(
        'marked',
        texts.map((text, i) => ({ text, mark: markOf(i) })),
        rows,
        options,
      ),
      contest(
        'html',
        htmls.map((text, i) => ({ text: carrier.write(text, markOf(i)), mark: '' })),
        rows,
        options,
      ),
    ];
  },
};
