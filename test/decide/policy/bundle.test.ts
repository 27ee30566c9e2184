/** What a storefront loads with `contentmark/policy`: tables and words, and nothing else. */
import { expect, test } from 'vitest';
import { loadedWith } from '../../architecture/loaded-with.ts';

test('contentmark/policy loads no package, no cryptography and nothing of verify', () => {
  const loaded = [...loadedWith('entries/policy.ts')].filter((path) => !path.startsWith('policy/'));
  expect(loaded.sort()).toEqual([
    'entries/policy.ts',
    'envelope/vocabulary.ts',
    'errors.ts',
    'reasons.ts',
  ]);
});
