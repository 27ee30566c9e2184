/** One word a thing: words that were replaced do not come back where they had the old meaning. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

const filesOf = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => join(folder, file));

const sources = filesOf('src', /\.(ts|tsx)$/);
const pages = [...filesOf('docs', /\.md$/), 'README.md', 'SECURITY.md', 'CHANGELOG.md'];

/** Where RFC 9942's word, or that of payment services, is the right one. */
const OF_BATCHES =
  /^(src\/(format|verify|sign|carry|detect\/match)\/|src\/decide\/policy\/reason|src\/reasons)|^docs\/(format|markers|errors)\.md/;

/** A replaced word, what stands in its place, and where the old one keeps another meaning. */
const REPLACED: readonly (readonly [old: RegExp, word: string, except: RegExp])[] = [
  [/\bevidence\b/i, 'mark or finding', /^$/],
  [/\bsurfaces?\b/i, 'place', /^$/],
  [/--envelope\b/, '--mark', /^$/],
  [/\breceipts?\b(?!-mismatch)/i, 'attestation', OF_BATCHES],
  [/\b[a-z]+Receipts?\b|\bReceipts?[A-Z]\w+/, 'attestation', OF_BATCHES],
];

it.each(REPLACED)('%s is called %s', (old, _word, except) => {
  const found = [...sources, ...pages]
    .filter((file) => !except.test(file))
    .flatMap((file) =>
      readFileSync(join(root, file), 'utf8')
        .split('\n')
        .flatMap((line, at) => (old.test(line) ? [`${file}:${at + 1}: ${line.trim()}`] : [])),
    );
  expect(found).toEqual([]);
});
