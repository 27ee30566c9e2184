/** What loads with contentmark/detect and contentmark/guards: lists and tables, and nothing else. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findImports } from '../architecture/import-rule.ts';

const src = new URL('../../src/', import.meta.url);

/** Folders of every file that is loaded with this one; types leave no trace. */
function loadedWith(path: string, seen: Set<string> = new Set()): Set<string> {
  if (seen.has(path)) return seen;
  seen.add(path);
  for (const { specifier, statement } of findImports(readFileSync(new URL(path, src), 'utf8'))) {
    if (/^(?:import|export)\s+type\b/.test(statement)) continue;
    expect(specifier).toMatch(/^\./);
    const url = new URL(specifier, new URL(path, src));
    loadedWith(url.href.slice(src.href.length), seen);
  }
  return seen;
}

const foldersOf = (path: string) =>
  [...new Set([...loadedWith(path)].map((file) => file.split('/')[0]))].sort();

test('contentmark/detect loads no package, no cryptography and no policy', () => {
  expect(foldersOf('entries/detect.ts')).toEqual(['detect', 'entries', 'errors.ts']);
});

test('contentmark/guards adds the policy and its vocabulary', () => {
  expect(foldersOf('entries/guards.ts')).toEqual([
    'detect',
    'entries',
    'envelope',
    'errors.ts',
    'guards',
    'policy',
    'reasons.ts',
  ]);
  const envelope = [...loadedWith('entries/guards.ts')].filter((file) =>
    file.startsWith('envelope/'),
  );
  expect(envelope).toEqual(['envelope/vocabulary.ts']);
});
