/** Every argument of contentmark/magento, given every kind of wrong value: an error that names it. */

import * as magento from 'contentmark/magento';
import { describe, expect, test } from 'vitest';
import { WRONG_VALUES } from '../../fixtures/wrong-values.ts';
import { open, TENT } from './products.ts';

const { ERROR_CODES, isContentmarkError } = magento;
type IsRight = (value: unknown) => boolean;
type Row = readonly [argument: string, pass: (value: never) => unknown, isRight: IsRight];

const never: IsRight = () => false;
const isAbsent: IsRight = (value) => value === undefined;
const isText: IsRight = (value) => typeof value === 'string' && value !== '' && value !== '\ud800';
const isCode: IsRight = (value) => value === 'merino';
const isFlag: IsRight = (value) => typeof value === 'boolean';
const isCount: IsRight = (value) => value === 0 || value === 1 || Object.is(value, -0);
const isObject: IsRight = (value) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === 0;
const isEnvelope: IsRight = (value) => value instanceof Uint8Array && value.length > 0;
const either =
  (...checks: readonly IsRight[]): IsRight =>
  (value) =>
    checks.some((check) => check(value));
const optional = (check: IsRight) => either(isAbsent, check);

const envelope = Uint8Array.of(0xd2);
const write = { sku: 'A', envelope };
const base = open(TENT);
const view = open(TENT, 'fr');
const item = { attributeSetId: 4, attributeGroupId: 1, code: 'contentmark' };
const request = magento.storeViewsRequest();

/** An options object with one of its members replaced by the value. */
const within =
  (call: (given: never) => unknown, given: object, name: string) =>
  (value: never): unknown =>
    call({ ...given, [name]: value } as never);

const writeRows = (call: (given: never) => unknown, name: string): readonly Row[] => [
  [name, call, never],
  [`${name}.sku`, within(call, write, 'sku'), isText],
  [`${name}.storeView`, within(call, write, 'storeView'), optional(isCode)],
  [`${name}.envelope|envelope`, within(call, write, 'envelope'), isEnvelope],
];

/** By function. Readers of replies answer whatever they are given, and have rows for their options. */
const ROWS: Readonly<Record<string, readonly Row[]>> = {
  addressOf: [
    ['request', (value) => magento.addressOf(value, 'paas'), never],
    ['edition', (edition) => magento.addressOf(request, edition), never],
  ],
  assignAttributeRequest: [
    ['assignment', magento.assignAttributeRequest, never],
    ...(['attributeSetId', 'attributeGroupId'] as const).map(
      (name): Row => [
        `assignment.${name}`,
        within(magento.assignAttributeRequest, item, name),
        isCount,
      ],
    ),
    ['assignment.code', within(magento.assignAttributeRequest, item, 'code'), isCode],
    [
      'assignment.sortOrder',
      within(magento.assignAttributeRequest, item, 'sortOrder'),
      optional(isCount),
    ],
  ],
  attributeGroupsRequest: [['attributeSetId', magento.attributeGroupsRequest, isCount]],
  attributeRequest: [['code', magento.attributeRequest, optional(isCode)]],
  attributeSetsRequest: [['page', magento.attributeSetsRequest, optional((value) => value === 1)]],
  attributesOfSetRequest: [['attributeSetId', magento.attributesOfSetRequest, isCount]],
  bulkMarksRequest: [
    ['writes', (value) => magento.bulkMarksRequest(value), never],
    ...writeRows((value) => magento.bulkMarksRequest([value]), 'writes[0]'),
    ['options', (value) => magento.bulkMarksRequest([write], value), optional(isObject)],
  ],
  bulkStatusRequest: [['id', magento.bulkStatusRequest, never]],
  createAttributeRequest: [
    ['options', magento.createAttributeRequest, optional(isObject)],
    ['options.code', within(magento.createAttributeRequest, {}, 'code'), optional(isCode)],
    ['options.label', within(magento.createAttributeRequest, {}, 'label'), optional(isText)],
  ],
  customAttributesCarrier: [
    ['code', (value) => magento.customAttributesCarrier(value), optional(isCode)],
    ['backend', (value) => magento.customAttributesCarrier('a', value), isAbsent],
  ],
  hasAttribute: [['reply', (value) => magento.hasAttribute(value, 'a'), () => true]],
  importCsvRequest: [
    ['csv', (value) => magento.importCsvRequest(value), either(isText, (value) => value === '')],
    ['options', (value) => magento.importCsvRequest('a', value), optional(isObject)],
    ['options.onErrors', (onErrors) => magento.importCsvRequest('a', { onErrors }), isAbsent],
    [
      'options.allowedErrors',
      (allowedErrors) => magento.importCsvRequest('a', { allowedErrors }),
      optional(isCount),
    ],
  ],
  importJsonRequest: [
    ['writes', (value) => magento.importJsonRequest(value), never],
    ...writeRows((value) => magento.importJsonRequest([value]), 'writes[0]'),
    ['options.code', (code) => magento.importJsonRequest([write], { code }), optional(isCode)],
  ],
  importRow: [
    ...writeRows((value) => magento.importRow(value), 'write'),
    ['options.code', (code) => magento.importRow(write, { code }), optional(isCode)],
    ['options.enclosure', (enclosure) => magento.importRow(write, { enclosure }), optional(isFlag)],
  ],
  isContentmarkError: [],
  markRequest: [
    ...writeRows((value) => magento.markRequest(value), 'write'),
    ['options', (value) => magento.markRequest(write, value), optional(isObject)],
    ['options.code', (code) => magento.markRequest(write, { code }), optional(isCode)],
    ['options.backend', (backend) => magento.markRequest(write, { backend }), isAbsent],
  ],
  overridesOf: [
    ['base', (value) => magento.overridesOf(value, view), never],
    ['view', (value) => magento.overridesOf(base, value), never],
  ],
  productContent: [['product', magento.productContent, never]],
  productsQueryRequest: [
    ['options', magento.productsQueryRequest, never],
    ['options.skus', (skus) => magento.productsQueryRequest({ skus }), never],
    ['options.skus[0]', (sku) => magento.productsQueryRequest({ skus: [sku] }), isText],
    [
      'options.storeView',
      (storeView) => magento.productsQueryRequest({ skus: ['A'], storeView }),
      optional(isCode),
    ],
    [
      'options.page',
      (page) => magento.productsQueryRequest({ skus: ['A'], page }),
      optional((value) => value === 1),
    ],
  ],
  productsRequest: [
    ['options', magento.productsRequest, optional(isObject)],
    ['options.after', (after) => magento.productsRequest({ after }), optional(isCount)],
    ['options.upTo', (upTo) => magento.productsRequest({ upTo }), optional(isCount)],
    ['options.storeView', (storeView) => magento.productsRequest({ storeView }), optional(isCode)],
    [
      'options.pageSize',
      (pageSize) => magento.productsRequest({ pageSize }),
      optional((value) => value === 1),
    ],
  ],
  readAttributeReply: [],
  readBulkReply: [],
  readBulkStatusReply: [],
  readErrorReply: [],
  readImportReply: [],
  readNamedIds: [],
  readPageSizeLimit: [['message', magento.readPageSizeLimit, () => true]],
  readProduct: [
    ['options', (value) => magento.readProduct(TENT, value), optional(isObject)],
    [
      'options.storeView',
      (storeView) => magento.readProduct(TENT, { storeView }),
      optional(isCode),
    ],
    ['code', (code) => magento.readProduct(TENT, { code }), optional(isCode)],
  ],
  readProductsQueryReply: [
    ['options', (value) => magento.readProductsQueryReply({}, value), optional(isObject)],
    ['options.code', (code) => magento.readProductsQueryReply({}, { code }), optional(isCode)],
    [
      'options.areNamesEscaped',
      (areNamesEscaped) => magento.readProductsQueryReply({}, { areNamesEscaped }),
      optional(isFlag),
    ],
  ],
  readProductsReply: [
    [
      'options',
      (value) => magento.readProductsReply({ items: [TENT], total_count: 1 }, value),
      optional(isObject),
    ],
  ],
  readStoreViewsReply: [],
  storeViewsRequest: [],
  subjectOf: [
    ['identity|sku', magento.subjectOf, never],
    ['sku', (sku) => magento.subjectOf({ sku }), isText],
    ['storeView', (storeView) => magento.subjectOf({ sku: 'A', storeView }), optional(isCode)],
  ],
  withParts: [
    ['own', (value) => magento.withParts(value, view, []), never],
    ['view', (value) => magento.withParts(view, value, []), never],
    ['names', (names) => magento.withParts(view, view, names), (value) => Array.isArray(value)],
  ],
};

test('every public function has its rows', () => {
  const functions = Object.entries(magento).flatMap(([name, value]) =>
    typeof value === 'function' && name !== 'ContentmarkError' ? [name] : [],
  );
  expect(Object.keys(ROWS).sort()).toEqual(functions.sort());
  expect(magento.addressOf(request, 'paas').path).toBe('rest/all/V1/store/storeViews');
});

const all = Object.entries(ROWS).flatMap(([name, rows]) =>
  rows.map((row): [string, string, Row] => [name, row[0], row]),
);

describe('a wrong value is answered with an error that names it:', () => {
  test.each(all)('%s, %s', (_name, _argument, [argument, pass, isRight]) => {
    const surprises: string[] = [];
    for (const [label, value] of WRONG_VALUES) {
      const found = tryValue(pass, value, argument);
      const wanted = isRight(value) ? 'answered' : 'refused';
      if (found !== wanted) surprises.push(`${label}: ${found}, expected it ${wanted}`);
    }
    expect(surprises).toEqual([]);
  });
});

function tryValue(pass: Row[1], value: unknown, argument: string): string {
  try {
    pass(value as never);
    return 'answered';
  } catch (error) {
    if (!isContentmarkError(error)) return `threw ${String(error)}`;
    if (!ERROR_CODES.includes(error.code)) return `threw the unknown code ${error.code}`;
    const isNamed = argument.split('|').some((name) => error.argument?.startsWith(name));
    return isNamed ? 'refused' : `blamed "${error.argument}"`;
  }
}
