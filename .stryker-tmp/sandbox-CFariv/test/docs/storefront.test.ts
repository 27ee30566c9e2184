/** docs/storefront.md: its table is that of the planted leaks, and its files exist. */
// @ts-nocheck

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LEAKS } from '../../examples/storefront/seed/leaks.ts';

const page = readFileSync(new URL('../../docs/storefront.md', import.meta.url), 'utf8');
const cells = page.split('\n').map((line) => line.split('|').map((cell) => cell.trim()));

describe('docs/storefront.md', () => {
  it('has a row for each planted leak, with its guard and its reason', () => {
    const rows = cells.filter(
      ([, id = '', , guard = '']) => /^`[a-z-]+`$/.test(id) && guard !== '',
    );
    expect(rows.map(([, id]) => id?.replaceAll('`', '')).sort()).toEqual(
      LEAKS.map(({ id }) => id).sort(),
    );
    for (const { id, guard, reason } of LEAKS) {
      const row = rows.find((one) => one[1] === `\`${id}\``) ?? [];
      expect(row[3], id).toContain(`\`${guard}\``);
      expect(row[4], id).toContain(`\`${reason}\``);
    }
  });

  it('names files that exist', () => {
    const table = page.slice(page.indexOf('## How to copy it'));
    const files = [...table.matchAll(/`((?:\.\.\/|shop\/|routes\/|components\/)[\w./-]+\.tsx?)`/g)];
    expect(files.length).toBeGreaterThan(10);
    const app = new URL('../../examples/storefront/app/', import.meta.url);
    for (const [, file = ''] of files) expect(existsSync(new URL(file, app)), file).toBe(true);
  });
});
