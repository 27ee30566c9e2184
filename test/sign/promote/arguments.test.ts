import { promote, statementDigest } from 'contentmark/promote';
import { describe, expect, test } from 'vitest';
import { WRONG_VALUES } from '../../fixtures/wrong-values.ts';
import { ask, content, options } from './promotion.ts';

describe('a mistake in the call is named:', () => {
  const isText = (value: unknown) =>
    typeof value === 'string' && value.trim() !== '' && value !== '\ud800';
  const never = () => false;
  const isAbsent = (value: unknown) => value === undefined;

  test.each<[string, (value: never) => Promise<unknown>, (value: unknown) => boolean]>([
    ['content', (value) => promote(value, options), never],
    ['options', (value) => promote(content, value), never],
    ['options.verifier', (value) => ask({ verifier: value }), never],
    [
      'options.subject',
      (value) => ask({ subject: value }),
      (value) => typeof value === 'string' && value !== '' && value !== '\ud800',
    ],
    ['options.signer', (value) => ask({ signer: value }), never],
    ['options.claims', (value) => ask({ claims: value }), never],
    [
      'options.claims.environment',
      (value) => ask({ claims: { environment: value } }),
      (value) => typeof value === 'string' && value !== '' && value !== '\ud800',
    ],
    [
      'options.claims.review|claims.review',
      (value) => ask({ claims: { environment: 'production', review: value } }),
      isAbsent,
    ],
    ['options.approver', (value) => ask({ approver: value }), isText],
    [
      'options.author',
      (value) => ask({ author: value }),
      (value) => isAbsent(value) || isText(value),
    ],
    ['options.reason', (value) => ask({ reason: value }), isText],
    [
      'options.now',
      (value) => ask({ now: value }),
      (value) => value === 0 || value === 1 || isAbsent(value),
    ],
    [
      'mark',
      (value) => ask({ mark: value }),
      (value) =>
        value === null ||
        isAbsent(value) ||
        typeof value === 'string' ||
        value instanceof Uint8Array ||
        (Array.isArray(value) && value.length === 0),
    ],
    [
      'envelope',
      async (value) => statementDigest(value),
      (value) => typeof value === 'string' || value instanceof Uint8Array,
    ],
  ])('%s', async (argument, call, isRight) => {
    for (const [label, value] of WRONG_VALUES) {
      let found = 'answered';
      try {
        await call(value as never);
      } catch (error) {
        const { name, argument: at } = error as { name: string; argument?: string };
        found = name === 'ContentmarkError' ? `${at}` : String(error);
      }
      if (isRight(value)) expect([label, found]).toEqual([label, 'answered']);
      else {
        const isNamed = argument.split('|').some((each) => found.startsWith(each));
        expect([label, found, isNamed]).toEqual([label, found, true]);
      }
    }
  });

  test.each([
    [
      'an e-mail address for an approver',
      { approver: 'ada@shop.example' },
      'options.approver',
      /role or the id/,
    ],
    [
      'an e-mail address for an author',
      { author: ' ada@shop.example ' },
      'options.author',
      /role or the id/,
    ],
    ['a reason of white space', { reason: ' \n\t' }, 'options.reason', /not all white space/],
    ['a reason of a book', { reason: 'x'.repeat(2001) }, 'options.reason', /1 to 2000/],
    ['an option nobody reads', { aprover: 'x' }, 'options.aprover', /is no option/],
    [
      'a claim that cannot be changed',
      { claims: { environment: 'production', kind: 'title' } },
      'options.claims.kind',
      /no option/,
    ],
    [
      'any subject',
      { subject: Symbol.for('contentmark.any-subject') },
      'options.subject',
      /a string/,
    ],
  ])('%s', async (_name, changed, argument, words) => {
    await expect(ask(changed as never)).rejects.toThrow(
      expect.objectContaining({
        code: 'ERR_ARGUMENT',
        argument,
        message: expect.stringMatching(words),
      }),
    );
  });
});
