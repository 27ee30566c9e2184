/** docs/catalog-maps.md says what the command does. */
import { readFileSync } from 'node:fs';
import { BROKEN_REASONS, readMap } from 'contentmark/records';
import { describe, expect, it } from 'vitest';
import { BUILT_IN_MAPS } from '../../src/cli/catalog/built-in-maps.ts';

const page = readFileSync('docs/catalog-maps.md', 'utf8');

describe('docs/catalog-maps.md', () => {
  it('begins with a map that is taken', () => {
    const example = /```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const map = readMap(JSON.parse(example));
    expect([...map.parts.keys()]).toEqual(['title', 'description']);
  });

  it('explains every reason for a broken record', () => {
    const explained = [...page.matchAll(/^\| `([a-z0-9]+-?[a-z0-9]+)` \| [A-Z]/gm)].map(
      (m) => m[1],
    );
    expect(explained).toEqual(expect.arrayContaining([...BROKEN_REASONS]));
  });

  it.each([...BUILT_IN_MAPS])('names every part of the map "%s"', async (name, load) => {
    const source = await load();
    const map = readMap(source);
    const section = page.slice(page.indexOf(`**\`${name}\`**`));
    for (const [part, { each }] of map.parts) {
      expect(section).toContain(each ? `\`${part}1\`` : `\`${part}\``);
    }
  });
});
