/** Errors as data: what a caller's code goes by, and the sentence that people read. */
import { ContentmarkError, isContentmarkError } from 'contentmark';
import { createTrust } from 'contentmark/verify';
import { describe, expect, it, test } from 'vitest';
import { renameArgument } from '../src/errors.ts';

describe('a message', () => {
  it('is the argument and its problem', () => {
    const error = new ContentmarkError('ERR_ARGUMENT', 'must not be empty', 'options.environment');
    expect(error).toMatchObject({
      name: 'ContentmarkError',
      code: 'ERR_ARGUMENT',
      argument: 'options.environment',
      problem: 'must not be empty',
      message: '"options.environment" must not be empty',
    });
  });

  it('is the problem alone where no argument could mend it', () => {
    const error = new ContentmarkError('ERR_RUNTIME', 'this runtime has no random numbers');
    expect(error.message).toBe(error.problem);
    expect(error.argument).toBeUndefined();
  });
});

describe('an argument under another name', () => {
  it.each([
    ['entries[0].issuers', 'entries', 'keys', 'keys[0].issuers'],
    ['entries[0].issuers', 'entries[0]', 'options.bindings[2]', 'options.bindings[2].issuers'],
    ['map.parts.title', 'map', '', 'parts.title'],
    ['map', 'map', '', undefined],
    ['options.trust', 'entries', 'keys', 'options.trust'],
    [undefined, 'entries', 'keys', undefined],
  ])('%s, with %s known as %j, is %s', (argument, name, known, expected) => {
    const error = new ContentmarkError('ERR_TRUST', 'is wrong', argument);
    const renamed = renameArgument(error, name, known);
    expect(renamed.argument).toBe(expected);
    expect(renamed.message).toBe(expected === undefined ? 'is wrong' : `"${expected}" is wrong`);
    expect(renamed.code).toBe('ERR_TRUST');
  });
});

test('the problem of an inner call is told under the name of the outer argument', () => {
  const zeros = new Uint8Array(32);
  try {
    createTrust([{ publicKey: zeros, issuers: ['https://a.example'], environments: ['test'] }]);
    expect.unreachable();
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    expect(error.argument).toBe('entries[0].publicKey');
    expect(error.problem).toMatch(/^is a small-order point/);
  }
});
