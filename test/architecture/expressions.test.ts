/** The linter's rules for regular expressions, held against expressions that once stood here. */
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const linter = new ESLint();

async function findings(expression: string): Promise<number> {
  const [result] = await linter.lintText(`export const EXPRESSION = ${expression};\n`, {
    filePath: 'src/planted.ts',
  });
  return result?.messages.length ?? 0;
}

describe('the linter', () => {
  it.each([
    ['a trim at both ends', String.raw`/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g`],
    ['white space at the end', String.raw`/[ \t\r\n]*$/`],
    ['a colon between white space at the end', String.raw`/[ \t\r\n]*:[ \t\r\n]*$/`],
    [
      'a nested repetition with bounds',
      String.raw`/^[\s(-]*(?:[x*•·●]{1,6}[\s-]*){1,5}(\d{4})\)?$/i`,
    ],
    ['an address', String.raw`/^\S+@\S+\.\S+$/`],
    ['all up to a slash, wherever it begins', String.raw`/.*\//`],
    ['a nested repetition', '/^(?:a+)+$/'],
    ['an expression made of a constant text', String.raw`new RegExp('\\s+$')`],
  ])('refuses %s', async (_, expression) => {
    expect(await findings(expression)).toBeGreaterThan(0);
  });

  it.each([
    ['an anchored run', '/^[A-Za-z0-9_-]{1,10923}$/'],
    ['repeated groups that begin with a sign', '/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/'],
    ['one mask before four digits', String.raw`/^[\s(-]*[x*•·●][x*•·●\s-]*(\d{4})\)?$/i`],
  ])('lets %s through', async (_, expression) => {
    expect(await findings(expression)).toBe(0);
  });
});
