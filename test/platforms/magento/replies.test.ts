/** Replies, as Magento sends them and as nobody should: each is read or is a problem, none throws. */

import {
  hasAttribute,
  readAttributeReply,
  readBulkReply,
  readBulkStatusReply,
  readErrorReply,
  readImportReply,
  readNamedIds,
  readPageSizeLimit,
  readProduct,
  readProductsQueryReply,
  readProductsReply,
  readStoreViewsReply,
} from 'contentmark/magento';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TENT } from './products.ts';

describe('a page of products', () => {
  const second = { ...TENT, id: 15, sku: 'STOVE-1' };

  test('says where the next one begins, and whether there is one', () => {
    const page = readProductsReply({ items: [TENT, second], total_count: 7 });
    expect(page).toMatchObject({ next: 15, totalCount: 7 });
    expect(readProductsReply({ items: [TENT, second], total_count: 2 })).toMatchObject({
      next: undefined,
    });
    expect(readProductsReply({ items: null, total_count: 0 })).toEqual({
      products: [],
      last: undefined,
      next: undefined,
      totalCount: 0,
    });
  });

  test('has a problem for each product that cannot be read, and the others', () => {
    const bad: readonly [object, string][] = [
      [{ ...TENT, sku: ' ' }, 'a product without a SKU'],
      [{ ...TENT, sku: '\ud800' }, 'a product whose SKU is not Unicode'],
      [{ ...TENT, name: ['x'] }, 'its name is not text'],
      [{ ...TENT, custom_attributes: undefined }, 'it has no custom_attributes'],
      [{ ...TENT, custom_attributes: [{ value: 'x' }] }, 'it has an attribute without a code'],
      [
        { ...TENT, custom_attributes: [{ attribute_code: 'description', value: 7 }] },
        'its description is not text',
      ],
      [
        {
          ...TENT,
          custom_attributes: [
            { attribute_code: 'description', value: 'shown' },
            { attribute_code: 'description', value: 'signed' },
          ],
        },
        'it has description twice',
      ],
      [{ ...TENT, id: -1 }, 'it has no id'],
    ];
    for (const [item, problem] of bad) {
      const page = readProductsReply({ items: [item, second], total_count: 2 });
      expect(page).toMatchObject({ products: [{ problem }, { product: { sku: 'STOVE-1' } }] });
    }
  });

  test('reads a value that is null or missing as none, and keeps the stored text as it is', () => {
    const stored = '<p>{{widget type="x"}}</p>\r\n';
    const attributes = [
      { attribute_code: 'description', value: stored },
      { attribute_code: 'meta_title', value: null },
    ];
    const read = readProduct({ id: 1, sku: 'A', name: null, custom_attributes: attributes });
    expect(read.product?.values).toEqual({
      name: '',
      description: stored,
      short_description: '',
      meta_title: '',
      meta_description: '',
    });
  });

  test('of a polluted prototype is not read', () => {
    Object.defineProperty(Object.prototype, 'custom_attributes', {
      value: [{ attribute_code: 'contentmark', value: 'forged' }],
      configurable: true,
    });
    try {
      expect(readProduct({ id: 1, sku: 'A' })).toEqual({
        sku: 'A',
        problem: 'it has no custom_attributes',
      });
    } finally {
      Reflect.deleteProperty(Object.prototype, 'custom_attributes');
    }
  });
});

describe('an attribute', () => {
  const attribute = {
    attribute_id: 157,
    attribute_code: 'contentmark',
    backend_type: 'text',
    frontend_input: 'textarea',
    scope: 'store',
    is_wysiwyg_enabled: false,
    is_html_allowed_on_front: false,
    is_required: false,
  };

  test('that will do has no problems', () => {
    expect(readAttributeReply(attribute)).toEqual({
      code: 'contentmark',
      backend: 'text',
      problems: [],
    });
  });

  test.each([
    [{ backend_type: 'varchar' }, 'varchar', /varchar, which holds no mark/],
    [{ backend_type: 'int' }, 'other', /int, which holds no mark/],
    [{ scope: 'global' }, 'text', /scope is global/],
    [{ is_wysiwyg_enabled: '1' }, 'text', /WYSIWYG/],
    [{ is_html_allowed_on_front: true }, 'text', /HTML is allowed/],
    [{ is_required: true }, 'text', /required/],
  ])('with %j says what is wrong', (changed, backend, problem) => {
    const read = readAttributeReply({ ...attribute, ...changed });
    expect(read).toMatchObject({ backend, problems: [expect.stringMatching(problem)] });
  });
});

test('attribute sets, groups and store views are read by their ids and codes', () => {
  const sets = {
    items: [{ attribute_set_id: 4, attribute_set_name: 'Default' }, { attribute_set_name: 'x' }],
    total_count: 2,
  };
  expect(readNamedIds(sets, 'attribute_set')).toEqual({
    items: [{ id: 4, name: 'Default' }],
    totalCount: 2,
  });
  expect(hasAttribute([{ attribute_code: 'contentmark' }], 'contentmark')).toBe(true);
  expect(hasAttribute([{ attribute_code: 'name' }], 'contentmark')).toBe(false);
  expect(hasAttribute({}, 'contentmark')).toBeUndefined();
  const views = [
    { id: 0, code: 'admin', name: 'Admin' },
    { id: 1, code: 'default', name: 'Default Store View' },
    { id: 3, code: 'fr', name: 'French' },
  ];
  expect(readStoreViewsReply(views)).toEqual({ codes: ['default', 'fr'] });
  expect(readStoreViewsReply([{ id: 1, code: '../all' }])).toEqual({
    problem: 'a store view without a code',
  });
});

describe('a refusal', () => {
  test('has its parameters filled in, by place and by name', () => {
    expect(
      readErrorReply({
        message: "The consumer isn't authorized to access %resources.",
        parameters: { resources: 'Magento_Catalog::products' },
      }),
    ).toBe("The consumer isn't authorized to access Magento_Catalog::products.");
    expect(
      readErrorReply({ message: '"%1" is required, %2 is not, %3 stays.', parameters: ['sku', 5] }),
    ).toBe('"sku" is required, 5 is not, %3 stays.');
    expect(
      readErrorReply({
        message: 'Invalid:',
        errors: [{ message: '%fieldName is required.', parameters: { fieldName: 'label' } }],
      }),
    ).toBe('Invalid: label is required.');
  });

  test('that is no refusal of Magento is none', () => {
    for (const body of [undefined, null, '<html>', [], {}, { message: 7 }]) {
      expect(readErrorReply(body)).toBeUndefined();
    }
    expect(readErrorReply({ message: 'x'.repeat(100_000) })).toHaveLength(500);
  });

  test('of a page that is too large says how large one may be', () => {
    expect(readPageSizeLimit('Maximum SearchCriteria pageSize is 300')).toBe(300);
    expect(readPageSizeLimit('Maximum SearchCriteria pageSize is 0')).toBeUndefined();
    expect(readPageSizeLimit('Maximum SearchCriteria pageSize is %max')).toBeUndefined();
    expect(readPageSizeLimit('something else')).toBeUndefined();
  });
});

describe('a bulk', () => {
  const uuid = '799a59c0-09ca-4d60-b432-2953986c1c38';
  const accepted = { id: 0, data_hash: 'ab', status: 'accepted' };

  test('is accepted as a whole or in part', () => {
    expect(readBulkReply({ bulk_uuid: uuid, request_items: [accepted], errors: false })).toEqual({
      id: uuid,
      rejected: [],
    });
    const rejected = { id: 1, status: 'rejected', error_message: 'x' };
    expect(
      readBulkReply({ bulk_uuid: uuid, request_items: [accepted, rejected], errors: true }),
    ).toEqual({ id: uuid, rejected: [1] });
    expect(readBulkReply({ bulk_uuid: '../x', request_items: [] })).toHaveProperty('problem');
  });

  test('is open, complete or failed, operation by operation', () => {
    const operations = [1, 4, 2, 3, 5].map((status, id) => ({
      id,
      status,
      result_message: `m${id}`,
    }));
    expect(readBulkStatusReply({ operations_list: operations })).toEqual({
      open: 1,
      complete: 1,
      failed: [2, 3, 4].map((id) => ({ id, detail: `m${id}` })),
    });
  });
});

test('an import says how many entities it took, or what was wrong with which row', () => {
  expect(readImportReply(['Entities Processed: 2'])).toEqual({ processed: 2 });
  expect(readImportReply(['Row 3: Value for "sku" is wrong'])).toEqual({
    problem: 'Row 3: Value for "sku" is wrong',
  });
  expect(readImportReply({})).toHaveProperty('problem');
});

describe('whatever comes back, a reader answers', () => {
  const anything = fc.oneof(
    fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true }),
    fc.jsonValue(),
    // Shapes that get some way in.
    fc.record({
      items: fc.array(fc.anything(), { maxLength: 3 }),
      total_count: fc.constantFrom(0, 1, 5, '3', -1, null),
    }),
    fc.record({
      sku: fc.string(),
      id: fc.anything(),
      name: fc.anything(),
      custom_attributes: fc.array(
        fc.record({
          attribute_code: fc.constantFrom('description', 'contentmark', '__proto__'),
          value: fc.anything(),
        }),
      ),
    }),
    fc.record({ data: fc.record({ products: fc.record({ items: fc.array(fc.anything()) }) }) }),
    fc.record({ message: fc.string(), parameters: fc.anything(), errors: fc.anything() }),
    fc.record({ bulk_uuid: fc.anything(), request_items: fc.array(fc.anything()) }),
    fc.record({ operations_list: fc.array(fc.anything()) }),
  );
  const readers: Readonly<Record<string, (reply: unknown) => unknown>> = {
    readProduct,
    readProductsReply,
    readProductsQueryReply,
    readAttributeReply,
    readStoreViewsReply,
    readErrorReply,
    readBulkReply,
    readBulkStatusReply,
    readImportReply,
    readNamedIds: (reply) => readNamedIds(reply, 'attribute_set'),
    hasAttribute: (reply) => hasAttribute(reply, 'contentmark'),
  };

  test.each(Object.keys(readers))('%s', (name) => {
    fc.assert(
      fc.property(anything, (reply) => {
        expect(() => readers[name]?.(reply)).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });
});
