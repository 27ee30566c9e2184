/**
 * Writes golden.json: `npx tsx test/vectors/golden/make.ts`. It only adds. A vector that
 * stands there and would come out differently today stops it, because then the format has
 * moved: that needs a new profile or a new version, never a new golden file. `--replace`
 * replaces such vectors all the same, and is for the time before the first release.
 *
 * Vectors that no recipe here makes were made by an independent implementation of docs/format.md,
 * and stay as they are. Everything is fixed: seeds, ids, times. Run twice, it writes the same file.
 */
import { writeFileSync } from 'node:fs';
import { GOLDEN, readGoldenFile } from '../../fixtures/golden.ts';
import { acceptedVectors } from './accepted.ts';
import { batchVectors } from './batch.ts';
import { contentVectors } from './content.ts';
import { htmlVectors } from './html.ts';
import { refusedVectors } from './refused.ts';
import { strictVectors } from './strict.ts';
import { textVectors } from './text-marks.ts';
import { trustVectors } from './trust.ts';
import { verdictVectors } from './verdicts.ts';

const isReplacing = process.argv.includes('--replace');
const existing = readGoldenFile();
const made = [
  ...acceptedVectors(),
  ...refusedVectors(),
  ...htmlVectors(),
  ...batchVectors(),
  ...contentVectors(),
  ...strictVectors(),
  ...trustVectors(),
  ...verdictVectors(),
  ...textVectors(),
];
for (const vector of made) {
  const before = existing.find(({ name }) => name === vector.name);
  if (!isReplacing && before !== undefined && JSON.stringify(before) !== JSON.stringify(vector)) {
    throw new Error(`"${vector.name}" would change: golden vectors never do. Add another one.`);
  }
}
const added = made.filter(({ name }) => !existing.some((vector) => vector.name === name));
const kept = existing.map((vector) => made.find(({ name }) => name === vector.name) ?? vector);
writeFileSync(GOLDEN, `${JSON.stringify([...kept, ...added], null, 1)}\n`);
console.info(`${existing.length} golden vectors kept, ${added.length} added`);
