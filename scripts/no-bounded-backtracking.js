/**
 * A lint rule: no expression whose work would grow exponentially if its bounded repetitions had no bound.
 *
 * `(?:[x*]{1,6}[\s-]*){1,5}` is linear in theory, for five is a constant. In practice it is tried in every
 * way to share out thirty characters, some hundred thousand steps a value, and the other two rules pass it.
 */
import { RegExpParser } from '@eslint-community/regexpp';
import { analyse } from 'scslre';

// A repetition of up to two can be shared out in two ways at most.
const FEW = 2;

const parser = new RegExpParser();

/** @type {import('eslint').Rule.RuleModule} */
export const noBoundedBacktracking = {
  create: (context) => ({
    Literal(node) {
      if (!('regex' in node) || node.regex === undefined) return;
      const { pattern, flags } = node.regex;
      const widened = widen(pattern);
      if (widened === pattern) return;
      const parsed = {
        pattern: parser.parsePattern(widened, 0, widened.length, {
          unicode: flags.includes('u'),
          unicodeSets: flags.includes('v'),
        }),
        flags: parser.parseFlags(flags),
      };
      const { reports } = analyse(parsed, { reportTypes: { Move: false } });
      if (!reports.some(({ exponential }) => exponential)) return;
      context.report({
        node,
        message: 'Nested repetitions share characters; the bounds only hide it',
      });
    },
  }),
};

/** The pattern with `{n,m}` as `{n,}`, wherever m is more than a few. Inside of a class braces have no comma. */
function widen(/** @type {string} */ pattern) {
  return pattern.replace(
    /\{(\d+),(\d+)\}/g,
    (/** @type {string} */ written, /** @type {string} */ from, /** @type {string} */ to) =>
      Number(to) > FEW ? `{${from},}` : written,
  );
}
