/**
 * Work grows with the input, never faster: for every function that is given text or bytes from outside,
 * over texts made to be slow to read. The short form goes to 16 KiB; LINEAR_WORK=long goes on to 256 KiB.
 */
import { readFileSync } from 'node:fs';
import { isContentmarkError } from 'contentmark';
import { describe, expect, it } from 'vitest';
import { ENTRY_POINTS } from './entry-points.ts';
import type { EntryPoint } from './feeds.ts';
import { BOUNDS, findExcess } from './measure.ts';
import { EXEMPT } from './nothing-from-outside.ts';

const TIMEOUT = 3_600_000;

/** Every exported function, by each name that it has. */
async function exportedFunctions(): Promise<ReadonlyMap<unknown, readonly string[]>> {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const functions = new Map<unknown, string[]>();
  for (const path of Object.keys(manifest.exports as object)) {
    if (path.endsWith('.json')) continue;
    const subpath = path === '.' ? path : path.slice(2);
    const module: object = await import(
      /* @vite-ignore */ subpath === '.' ? 'contentmark' : `contentmark/${subpath}`
    );
    for (const [name, value] of Object.entries(module)) {
      if (typeof value !== 'function') continue;
      functions.set(value, [...(functions.get(value) ?? []), `${subpath}#${name}`]);
    }
  }
  return functions;
}

describe('the table of entry points', () => {
  it('has every exported function once: as an entry, or among those that take nothing from outside', async () => {
    const listed = [...Object.keys(ENTRY_POINTS).filter((name) => name.includes('#')), ...EXEMPT];
    const functions = await exportedFunctions();
    const wrong = [...functions.values()].filter(
      (names) => listed.filter((name) => names.includes(name)).length !== 1,
    );
    expect(wrong).toEqual([]);
    const exported = [...functions.values()].flat();
    expect(listed.filter((name) => !exported.includes(name))).toEqual([]);
  });
});

describe('every entry', () => {
  it.each(Object.keys(ENTRY_POINTS))('%s is fed as it should be', async (name) => {
    const { feed } = ENTRY_POINTS[name] as EntryPoint;
    try {
      await feed('Merino crew neck');
    } catch (error) {
      // Refused for what the text is, not for how the entry was called.
      expect(isContentmarkError(error), String(error)).toBe(true);
      expect(String((error as Error & { argument?: string }).argument)).not.toMatch(
        /^options\.(?!ids|platform|productionHosts)/,
      );
    }
  });
});

describe('work grows with the input, never faster', () => {
  it.each(Object.keys(ENTRY_POINTS))(
    '%s',
    async (name) => {
      const { families, feed } = ENTRY_POINTS[name] as EntryPoint;
      const excesses: string[] = [];
      for (const [label, family] of Object.entries(families)) {
        const excess = await findExcess(feed, family, BOUNDS);
        if (excess !== undefined) excesses.push(`${label}: ${excess}`);
      }
      expect(excesses).toEqual([]);
    },
    TIMEOUT,
  );
});
