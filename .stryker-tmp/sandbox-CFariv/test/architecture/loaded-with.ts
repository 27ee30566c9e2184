/** What an entry loads, by the imports of the sources. */
// @ts-nocheck

import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { findImports } from './import-rule.ts';

const src = new URL('../../src/', import.meta.url);

/** Every file under src that is loaded with this one, and no package; types leave no trace. */
export function loadedWith(path: string, seen: Set<string> = new Set()): Set<string> {
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
