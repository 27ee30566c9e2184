/** What a storefront loads with `contentmark/policy`: tables and words, and nothing else. */
import { expect, test } from 'vitest';
import { loadedWith } from '../../architecture/loaded-with.ts';

test('contentmark/policy loads no package, no cryptography, and of verify only what notes edited content', () => {
  const loaded = [...loadedWith('entries/policy.ts')].filter(
    (path) => !path.startsWith('decide/policy/'),
  );
  expect(loaded.sort()).toEqual([
    'detect/finding/finding.ts',
    'entries/policy.ts',
    'errors.ts',
    'format/envelope/vocabulary.ts',
    'members.ts',
    'reasons.ts',
    'verify/edited.ts',
  ]);
});
