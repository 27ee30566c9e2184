/**
 * Writes golden.json: `npx tsx test/vectors/receipt/make.ts`. It only adds. A receipt that stands
 * there and would come out differently today stops it: people keep receipts. While the package is
 * unreleased a wrong one is replaced: remove the file first.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { encodeTextForm } from 'contentmark/carrier';
import { type ReceiptInput, signReceipt } from 'contentmark/receipt';
import { receiptInput, signOptions } from '../../fixtures/receipts.ts';

const file = new URL('golden.json', import.meta.url);
const { environment: _environment, subject: _subject, ...bare } = receiptInput;
const inputs: Readonly<Record<string, ReceiptInput>> = {
  'a mark that holds, and a marker': receiptInput,
  'nothing found': { ...bare, result: 'no-mark-found', evidence: [] },
  'nothing found, for not all could be looked through': {
    ...bare,
    result: 'not-readable',
    evidence: [],
  },
  'a refused mark in two contents': {
    ...bare,
    content: ['title', new Uint8Array([0, 255])],
    result: 'mark-refused',
    evidence: [
      { technique: 'signature', finding: 'digest-mismatch', mark: new Uint8Array(32).fill(7) },
    ],
  },
};

const golden = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
  : {};
for (const [name, input] of Object.entries(inputs)) {
  const made = encodeTextForm(await signReceipt(input, signOptions));
  if (golden[name] !== undefined && golden[name] !== made) throw new Error(`${name} has changed`);
  golden[name] = made;
}
writeFileSync(file, `${JSON.stringify(golden, null, 2)}\n`);
