import { encodeTextForm } from 'contentmark/carrier';
import { statementDigest } from 'contentmark/promote';
import { beforeAll, describe, expect, test } from 'vitest';
import { staged } from './promotion.ts';

describe('statementDigest', () => {
  let single: Uint8Array;
  beforeAll(() => {
    single = staged();
  });

  test('is of what was signed: bytes and text form, signed again or not, have one', () => {
    const digest = statementDigest(single);
    expect(statementDigest(encodeTextForm(single))).toEqual(digest);
    expect(statementDigest(single.with(-1, (single.at(-1) as number) ^ 1))).toEqual(digest);
    expect(statementDigest(Buffer.from(single))).toEqual(digest);
    expect(statementDigest(staged({ kind: 'title' }))).not.toEqual(digest);
  });

  test('of what is no envelope is undefined, whatever it is', () => {
    for (const given of [
      '',
      '%',
      'x'.repeat(1_000_000),
      new Uint8Array(0),
      new Uint8Array(1_000_000),
    ]) {
      expect(statementDigest(given)).toBeUndefined();
    }
    for (let length = 0; length < single.length; length++) {
      expect(statementDigest(single.subarray(0, length))).toBeUndefined();
    }
  });
});
