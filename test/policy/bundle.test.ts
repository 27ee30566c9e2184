/** What a storefront loads with `contentmark/policy`: tables and words, and nothing else. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findImports } from '../architecture/import-rule.ts';

const src = new URL('../../src/', import.meta.url);

/** Every file that is loaded with this one; types leave no trace. */
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

test('contentmark/policy loads no package, no cryptography and nothing of verify', () => {
  const loaded = [...loadedWith('entries/policy.ts')].filter((path) => !path.startsWith('policy/'));
  expect(loaded.sort()).toEqual([
    'entries/policy.ts',
    'envelope/vocabulary.ts',
    'errors.ts',
    'reasons.ts',
  ]);
});
