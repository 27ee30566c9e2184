/** What loads with the published lists and contentmark/guards: lists and tables, and nothing else. */
import { expect, test } from 'vitest';
import { loadedWith } from '../../architecture/loaded-with.ts';

const foldersOf = (path: string) =>
  [...new Set([...loadedWith(path)].map((file) => file.split('/')[0]))].sort();

test('the lists alone load no package, no parser, no cryptography and no policy', () => {
  expect(foldersOf('detect/create-detector.ts')).toEqual([
    'detect',
    'errors.ts',
    'group-by.ts',
    'json-pointer.ts',
    'members.ts',
    'options.ts',
  ]);
});

test('contentmark/guards adds the policy and its vocabulary', () => {
  expect(foldersOf('entries/guards.ts')).toEqual([
    'decide',
    'detect',
    'entries',
    'errors.ts',
    'format',
    'group-by.ts',
    'json-pointer.ts',
    'members.ts',
    'options.ts',
    'reasons.ts',
    'verify',
  ]);
  const others = [...loadedWith('entries/guards.ts')].filter((file) =>
    /^(?:format|verify)\//.test(file),
  );
  expect(others.sort()).toEqual(['format/envelope/vocabulary.ts', 'verify/edited.ts']);
});
