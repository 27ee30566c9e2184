/** Reads a gigabyte of one format that is made as it is read, and prints rows and peak memory. */
import { type Format, openRecords } from 'contentmark/records';

const TOTAL = 1024 ** 3;
const format = process.argv[2] as Format;
const text = 'Light and warm, for wet days. '.repeat(14);

function make(index: number): string {
  if (format === 'csv') return `SKU-${index},Boot ${index},"${text}"\n`;
  if (format === 'jsonl')
    return `${JSON.stringify({ sku: `SKU-${index}`, title: 'Boot', text })}\n`;
  return `INSERT INTO t (sku, text) VALUES (${index}, '${text}'), (${index}, 'it''s');\n`;
}

async function* source(): AsyncGenerator<Uint8Array> {
  if (format === 'csv') yield Buffer.from('sku,title,description\n');
  let given = 0;
  let index = 0;
  while (given < TOTAL) {
    let chunk = '';
    while (chunk.length < 64 * 1024) chunk += make(index++);
    const bytes = Buffer.from(chunk);
    given += bytes.length;
    yield bytes;
  }
}

let rows = 0;
for await (const { pieces } of openRecords({ file: `f.${format}`, stream: source() })) {
  for await (const batch of pieces) {
    for (const piece of batch) if (piece.type === 'row') rows += 1;
  }
}
const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ rows, peakMegabytes }));
