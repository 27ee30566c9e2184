/** The `text` of `contentmark/compact` has the canonical form of the one of `contentmark/content`. */
import { text } from 'contentmark';
import { text as compactText } from 'contentmark/compact';
import { expect, test } from 'vitest';
import { readGolden } from '../../fixtures/golden.ts';

const texts = readGolden().flatMap(({ content }) =>
  'text' in content && typeof content.text === 'string' ? [content.text] : [],
);

test('every text of the golden vectors has one canonical form, its invisible carriers included', () => {
  const withRun = texts.filter((one) => one.includes('\ufeff'));
  expect(withRun.length).toBeGreaterThan(3);
  let stripped = 0;
  for (const one of [...new Set(texts), 'a\r\nb\rc', 'e\u0301', '\ud800', '']) {
    const { form, problem } = text(one).canonicalize();
    expect(compactText(one)).toMatchObject({ profile: text(one).profile });
    expect(compactText(one).canonicalize()).toEqual({
      ...(form !== undefined && { form }),
      ...(problem !== undefined && { problem }),
    });
    if (withRun.includes(one) && form !== one) stripped += 1;
  }
  expect(stripped).toBeGreaterThan(1);
  expect(stripped).toBeLessThan(withRun.length);
});
