/** What loads with contentmark/detect and contentmark/guards: lists and tables, and nothing else. */
import { expect, test } from 'vitest';
import { loadedWith } from '../../architecture/loaded-with.ts';

const foldersOf = (path: string) =>
  [...new Set([...loadedWith(path)].map((file) => file.split('/')[0]))].sort();

test('contentmark/detect loads no package, no cryptography and no policy', () => {
  expect(foldersOf('entries/detect.ts')).toEqual(['detect', 'entries', 'errors.ts']);
});

test('contentmark/guards adds the policy and its vocabulary', () => {
  expect(foldersOf('entries/guards.ts')).toEqual([
    'detect',
    'entries',
    'envelope',
    'errors.ts',
    'guards',
    'policy',
    'reasons.ts',
  ]);
  const envelope = [...loadedWith('entries/guards.ts')].filter((file) =>
    file.startsWith('envelope/'),
  );
  expect(envelope).toEqual(['envelope/vocabulary.ts']);
});
