/** Megabytes of selectors: the work is counted, not timed. */
import { embed, extract } from 'contentmark/carrier';
import { invisibleCarrier } from 'contentmark/invisible';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stripTrailingCarrier } from '../../../src/format/content/trailing-carrier.ts';
import { invisiblePayload, writeVs16, writeVs256 } from '../../fixtures/invisible.ts';

const carrier = invisibleCarrier();
const MEBI = 1024 * 1024;

/** A run of the longest mark there is, and its end. */
const LONGEST = 2 * (8192 + 13);

/** What one character costs at most: an opening of each encoding, and a magic without one. */
const SEARCHES = 6;

const magic256 = writeVs256(invisiblePayload(new Uint8Array(0)).subarray(0, 8)).slice(1);
const magic16 = writeVs16(invisiblePayload(new Uint8Array(0)).subarray(0, 8)).slice(1);

/** A megabyte of a pattern. */
const fill = (pattern: string) => pattern.repeat(Math.ceil(MEBI / pattern.length));

const HOSTILE: readonly (readonly [string, string])[] = [
  ['selectors of the basic plane', fill('\ufe0f')],
  ['selectors of plane 14', fill('\u{e01ef}')],
  ['selectors behind U+FEFF', `\ufeff${fill('\u{e01ef}')}`],
  ['U+FEFF', fill('\ufeff')],
  ['U+FEFF and a selector, in turn', fill('\ufeff\ufe00')],
  ['the magic without its U+FEFF', fill(magic256)],
  ['the magic of vs16 without its U+FEFF', fill(magic16)],
  ['the magic behind a selector', `\ufe00${fill(magic256)}`],
  ['the magic in a run of its own, again and again', `\ufeff\ufe0f${fill(magic256)}`],
  ['the magic of vs16 likewise', `\ufeff\ufe0f${fill(magic16)}`],
  ['openings', fill(`\ufeff${magic256}`)],
  ['openings of vs16', fill(`\ufeff${magic16}`)],
  ['openings that lack their last character', fill(`\ufeff${magic256.slice(0, -1)}`)],
  ['openings that lack their first character', fill(`\ufeff${magic256.slice(1)}`)],
  ['one opening and selectors', `\ufeff${magic256}${fill('\u{e0101}')}`],
  ['one opening of vs16 and selectors', `\ufeff${magic16}${fill('\ufe01')}`],
  ['a mark of a declared megabyte', writeVs256(invisiblePayload(new Uint8Array(MEBI / 2)))],
  [
    'a mark that declares four gigabytes',
    `${writeVs256(invisiblePayload(new Uint8Array(8192), 0xffffffff))}`,
  ],
  ['marks in marks in marks', nest(60)],
  ['lone halves of selectors', fill('\udb40')],
];

/** Marks of marks, the innermost of one byte. */
function nest(depth: number): string {
  let bytes = Uint8Array.of(7);
  for (let i = 0; i < depth; i++) bytes = new Uint8Array(invisiblePayload(bytes));
  return fill(writeVs256(bytes).slice(1));
}

let read = 0;
let searched = 0;
let walked = 0;

beforeEach(() => {
  read = 0;
  searched = 0;
  walked = 0;
  const { charCodeAt, codePointAt, indexOf, lastIndexOf } = String.prototype;
  vi.spyOn(String.prototype, 'codePointAt').mockImplementation(function (this: string, at) {
    read += 1;
    return codePointAt.call(this, at ?? 0);
  });
  vi.spyOn(String.prototype, 'charCodeAt').mockImplementation(function (this: string, at) {
    walked += 1;
    return charCodeAt.call(this, at);
  });
  // A search passes over what lies between where it starts and where it finds something.
  vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, what, from = 0) {
    const found = indexOf.call(this, what, from);
    searched += (found === -1 ? this.length : found + what.length) - from;
    return found;
  });
  vi.spyOn(String.prototype, 'lastIndexOf').mockImplementation(function (this: string, what, from) {
    const found = lastIndexOf.call(this, what, from);
    searched += this.length - Math.max(0, found);
    return found;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(HOSTILE)('a text of %s', (_name, source) => {
  test('is searched a few times over, and read no further than the longest mark', () => {
    const found = extract(`Merino${source}`, carrier);
    expect(read).toBeLessThanOrEqual(LONGEST + 1);
    expect(searched).toBeLessThanOrEqual(SEARCHES * (source.length + 6) + LONGEST);
    expect(searched).toBeGreaterThan(0);
    // Twice a selector, once for each spelling of the magic, and where each walk back ends.
    expect(walked).toBeLessThanOrEqual(2 * (source.length + 6));
    expect(found.length).toBeLessThanOrEqual(1);
    for (const mark of found) expect(mark.length).toBe(0);
  });

  test('with a letter behind it likewise', () => {
    extract(`Merino${source}.`, carrier);
    expect(read).toBeLessThanOrEqual(LONGEST + 1);
    expect(searched).toBeLessThanOrEqual(SEARCHES * (source.length + 7) + LONGEST);
  });

  test('is stripped of nothing, and marked or refused, in as few steps', () => {
    expect(stripTrailingCarrier(source, () => true)).toBe(source);
    read = 0;
    searched = 0;
    let marked = '';
    try {
      marked = embed(source, Uint8Array.of(1), carrier);
    } catch (error) {
      expect(error).toMatchObject({ code: 'ERR_HOST' });
    }
    expect(read).toBeLessThanOrEqual(LONGEST + 1);
    expect(searched).toBeLessThanOrEqual(SEARCHES * source.length + LONGEST);
    if (marked !== '') expect(extract(marked, carrier)).toEqual([Uint8Array.of(1)]);
  });
});

test('what is counted is counted: the longest mark is read character by character', () => {
  const marked = embed('Merino', new Uint8Array(8192).fill(0xee), carrier);
  read = 0;
  expect(extract(marked, carrier)).toHaveLength(1);
  expect(read).toBe(8192 + 13);
});

test('and what stands before the magic is walked back over, once', () => {
  extract(`\ufeff${'\ufe0f'.repeat(1000)}${magic256.repeat(1000)}`, carrier);
  expect(walked).toBe(1001);
});
