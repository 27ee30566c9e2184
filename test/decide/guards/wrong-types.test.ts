/** Every argument and option of contentmark/detect and contentmark/guards, given every wrong value. */
import { createDetector, detect } from 'contentmark/detect';
import {
  guardCheckout,
  guardImport,
  guardProvisioning,
  guardRender,
  guardSettings,
  selectReviews,
} from 'contentmark/guards';
import { isContentmarkError, storefront } from 'contentmark/policy';
import { describe, expect, test } from 'vitest';
import { WRONG_VALUES } from '../../fixtures/wrong-values.ts';

type Call = (value: never) => unknown;

const ABSENT = { status: 'absent' } as const;
const options = { environment: 'production', verdict: ABSENT };
const order = { environment: 'production' };
const reviews = { environment: 'production', verdictOf: () => ABSENT };

/** A function taken with one option set to the value. */
const option =
  (call: (given: never) => unknown, base: object, name: string): Call =>
  (value) =>
    call({ ...base, [name]: value } as never);

/** A row of a shop's own. */
const own = {
  id: 'ours.row',
  class: 'domain',
  severity: { url: 'block' },
  rule: { kind: 'domain', domains: ['pre.shop-of-jo.eu'] },
};
const withRow = (row: object) => createDetector({ markers: [row] as never });
const withRule = (rule: object) => withRow({ ...own, rule });

/** Where a value goes, the name that an error must give, and values that are right there. */
const ROWS: readonly (readonly [string, Call, (value: unknown) => boolean])[] = [
  ...[createDetector, (given: never) => detect({}, given)].flatMap((call) => [
    ['options', call, isNoOptions] as const,
    ['options.classes', option(call as Call, {}, 'classes'), isAbsentOrEmpty] as const,
    ['options.severities', option(call as Call, {}, 'severities'), isNoSeverities] as const,
    ['options.markers', option(call as Call, {}, 'markers'), isAbsentOrEmpty] as const,
    ['options.maxDepth', option(call as Call, {}, 'maxDepth'), isAbsentOrOne] as const,
    ['options.maxNodes', option(call as Call, {}, 'maxNodes'), isAbsentOrOne] as const,
    ['options.maxCharacters', option(call as Call, {}, 'maxCharacters'), isAbsentOrOne] as const,
    ['options.cleanCharacters', option(call as Call, {}, 'cleanCharacters'), isCount] as const,
  ]),
  ...[
    (given: never) => guardRender({}, given),
    (given: never) => guardImport({}, given),
    (given: never) => guardSettings({}, {}, given),
    (given: never) => guardProvisioning({}, given),
  ].flatMap((call) => [
    ['options', call, never] as const,
    ['options.environment', option(call, options, 'environment'), isText] as const,
    ['policy', option(call, options, 'policy'), isAbsent] as const,
    ['facts.verdict', option(call, options, 'verdict'), isAbsent] as const,
    ['options.detectors', option(call, options, 'detectors'), isAbsent] as const,
  ]),
  ['options.place', option((given) => guardRender({}, given), options, 'place'), isAbsent],
  [
    'options.tenant',
    option((given) => guardProvisioning({}, given), options, 'tenant'),
    isAbsentOrText,
  ],
  ['options.markers[0]', (value) => withRow(value), never],
  ['options.markers[0].id', option(withRow as Call, own, 'id'), isText],
  ['options.markers[0].class', option(withRow as Call, own, 'class'), never],
  ['options.markers[0].severity', option(withRow as Call, own, 'severity'), never],
  ['options.markers[0].severity', (url) => withRow({ ...own, severity: { url } }), never],
  ['options.markers[0].rule', option(withRow as Call, own, 'rule'), never],
  ['options.markers[0].rule', option(withRule as Call, own.rule, 'kind'), never],
  ['options.markers[0].rule.domains', option(withRule as Call, own.rule, 'domains'), never],
  [
    'options.markers[0].rule.domains[0]',
    (value) => withRule({ ...own.rule, domains: [value] }),
    isHost,
  ],
  [
    'options.markers[0].rule.numbers[0]',
    (value) => withRule({ kind: 'card', numbers: [value] }),
    never,
  ],
  [
    'options.markers[0].rule.numbers[0]',
    (value) => withRule({ kind: 'phone', numbers: [value] }),
    never,
  ],
  [
    'options.markers[0].rule.networks[0]',
    (value) => withRule({ kind: 'network', networks: [value] }),
    never,
  ],
  [
    'options.markers[0].rule.phrases[0]',
    (value) => withRule({ kind: 'phrase', phrases: [value] }),
    isHost,
  ],
  [
    'options.markers[0].rule.prefixes[0]',
    (value) => withRule({ kind: 'prefix', prefixes: [value], more: 1 }),
    never,
  ],
  [
    'options.markers[0].rule.more',
    (more) => withRule({ kind: 'prefix', prefixes: ['a_'], more }),
    isAbsentOrCount,
  ],
  ['options', (given) => guardCheckout({}, given), never],
  [
    'options.environment',
    option((given) => guardCheckout({}, given), order, 'environment'),
    isText,
  ],
  ['policy', option((given) => guardCheckout({}, given), order, 'policy'), isAbsent],
  [
    'options.verdicts',
    option((given) => guardCheckout({}, given), order, 'verdicts'),
    isAbsentOrEmpty,
  ],
  [
    'options.verdicts[0]|facts',
    (value) => guardCheckout({}, { ...order, verdicts: [value] }),
    never,
  ],
  [
    'facts.path',
    (path) => guardCheckout({}, { ...order, verdicts: [{ path, verdict: ABSENT }] }),
    isAbsentOrAnyText,
  ],
  ['reviews', (value) => selectReviews(value, reviews), isList],
  ['options', (value) => selectReviews([], value), never],
  [
    'options.verdictOf',
    option((given) => selectReviews([], given), reviews, 'verdictOf'),
    isFunction,
  ],
  [
    'options.ratingOf',
    option((given) => selectReviews([], given), reviews, 'ratingOf'),
    isAbsentOrFunction,
  ],
  [
    'options.verdictOf|facts.verdict',
    (value) => selectReviews([{}], { ...reviews, verdictOf: () => value }),
    never,
  ],
];

/** One of the words among the wrong values. */
function isHost(value: unknown): boolean {
  return value === '1' || value === 'merino';
}
function isAbsentOrCount(value: unknown): boolean {
  return isAbsent(value) || value === 0 || value === 1;
}
function never(): boolean {
  return false;
}
function isAbsent(value: unknown): boolean {
  return value === undefined;
}
function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.isWellFormed();
}
function isAbsentOrText(value: unknown): boolean {
  return isAbsent(value) || isText(value);
}
function isAbsentOrAnyText(value: unknown): boolean {
  return isAbsent(value) || typeof value === 'string';
}
function isAbsentOrEmpty(value: unknown): boolean {
  return isAbsent(value) || (Array.isArray(value) && value.length === 0);
}
function isAbsentOrOne(value: unknown): boolean {
  return isAbsent(value) || value === 1;
}
function isCount(value: unknown): boolean {
  return isAbsentOrOne(value) || value === 0;
}
function isList(value: unknown): boolean {
  return Array.isArray(value);
}
function isFunction(value: unknown): boolean {
  return typeof value === 'function';
}
function isAbsentOrFunction(value: unknown): boolean {
  return isAbsent(value) || isFunction(value);
}
/** An object without members is one without options. */
function isNoOptions(value: unknown): boolean {
  if (isAbsent(value)) return true;
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length === 0
  );
}
function isNoSeverities(value: unknown): boolean {
  return isNoOptions(value);
}

describe.each(ROWS.map(([argument], index): [string, number] => [argument, index]))(
  'a wrong %s (row %i)',
  (argument, index) => {
    const [, call, isRight] = ROWS[index] as (typeof ROWS)[number];

    test('is refused with an error that names it', () => {
      const surprises: string[] = [];
      for (const [label, value] of WRONG_VALUES) {
        let found = 'answered';
        try {
          call(value as never);
        } catch (error) {
          if (!isContentmarkError(error)) found = `threw ${String(error)}`;
          else {
            const isNamed = argument.split('|').some((name) => error.argument?.startsWith(name));
            found = isNamed ? 'refused' : `blamed "${error.argument}"`;
          }
        }
        const wanted = isRight(value) ? 'answered' : 'refused';
        if (found !== wanted) surprises.push(`${label}: ${found}, expected it ${wanted}`);
      }
      expect(surprises).toEqual([]);
    });
  },
);

test('whatever the data is, a guard decides', () => {
  for (const [, data] of WRONG_VALUES) {
    const decisions = [
      guardRender(data, options),
      guardCheckout(data, order),
      guardImport(data, options),
      guardSettings(data, data, options),
      guardSettings({}, data, options),
      guardProvisioning(data, { ...options, tenant: 'a', policy: storefront }),
    ];
    for (const { action, rule } of decisions)
      expect([typeof action, typeof rule]).toEqual(['string', 'string']);
  }
});
