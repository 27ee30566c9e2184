/** docs/profiles-html.md is what other implementers build from, so its examples run. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readerTextOf, structureOf } from './canonical.ts';

const page = readFileSync(new URL('../../../../docs/profiles-html.md', import.meta.url), 'utf8');
const [, structure = '', readers = ''] = page.split(/^## (?:html-1|html-text-1)$/m);

function examplesIn(section: string): [source: string, kind: string, expected: string][] {
  const pattern = /```html\n([\s\S]*?)\n```\n```(canonical|refused)\n([\s\S]*?)\n```/g;
  return [...section.matchAll(pattern)].map(([, source = '', kind = '', expected = '']) => [
    source,
    kind,
    expected,
  ]);
}

const expectedOutcome = (kind: string, expected: string) =>
  kind === 'canonical' ? { text: expected } : { problem: expected };

describe('an example of html-1', () => {
  const examples = examplesIn(structure);
  it('is one of many', () => expect(examples.length).toBeGreaterThan(10));
  it.each(examples)('%s is %s as the page says', (source, kind, expected) => {
    expect(structureOf(source)).toEqual(expectedOutcome(kind, expected));
  });
});

describe('an example of html-text-1', () => {
  const examples = examplesIn(readers);
  it('is one of several', () => expect(examples.length).toBe(5));
  it.each(examples)('%s is %s as the page says', (source, kind, expected) => {
    expect(readerTextOf(source)).toEqual(expectedOutcome(kind, expected));
  });
});

it('every block of HTML on the page is an example', () => {
  const blocks = page.match(/^```html$/gm)?.length;
  expect(examplesIn(page).length).toBe(blocks);
});
