/**
 * Prints the golden vectors and all mutations of their envelopes as JSONL, with the verdicts of this
 * package: `npx tsx test/vectors/golden/export-cases.ts > cases.jsonl` (README.md). Arguments name
 * the mutations wanted; default all.
 */
// @ts-nocheck

import { once } from 'node:events';
import { linesOf, type Mutation, openAll } from './cases.ts';

const ALL: readonly Mutation[] = ['none', 'bit', 'cut', 'resigned-bit'];
const wanted = process.argv.slice(2);
const opened = await openAll();
let id = 0;
for (const mutation of ALL.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  for (const line of linesOf(opened, mutation, id)) {
    if ('id' in line) id = line.id + 1;
    if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
  }
}
