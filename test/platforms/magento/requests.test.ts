/** Requests as data: the paths, queries and bodies that Magento documents, and nothing it would cut. */

import {
  addressOf,
  assignAttributeRequest,
  attributeGroupsRequest,
  attributeRequest,
  attributeSetsRequest,
  attributesOfSetRequest,
  bulkMarksRequest,
  bulkStatusRequest,
  createAttributeRequest,
  importCsvRequest,
  importJsonRequest,
  importRow,
  markRequest,
  productsRequest,
  storeViewsRequest,
} from 'contentmark/magento';
import { describe, expect, test } from 'vitest';

const envelope = Uint8Array.of(0xd2, 0x84, 0x58);
const TEXT_FORM = '0oRY';

/** Path and query apart, the query decoded. */
function split(path: string) {
  const [bare = '', query = ''] = path.split('?');
  return { path: bare, query: Object.fromEntries(new URLSearchParams(query)) };
}

describe('the attribute', () => {
  test('is created as a text area with one value for each store view', () => {
    const { method, scope, path, body } = createAttributeRequest();
    expect([method, scope, path]).toEqual(['POST', 'all', 'products/attributes']);
    expect(body).toMatchObject({
      attribute: {
        attribute_code: 'contentmark',
        entity_type_id: '4',
        frontend_input: 'textarea',
        backend_type: 'text',
        scope: 'store',
        is_required: false,
        is_wysiwyg_enabled: false,
        is_html_allowed_on_front: false,
        // Luma prints what is visible on the front under "More Information".
        is_visible_on_front: '0',
        used_in_product_listing: '1',
        frontend_labels: [{ store_id: 0, label: 'Contentmark' }],
      },
    });
  });

  test('is looked up and put into attribute sets', () => {
    expect(attributeRequest().path).toBe('products/attributes/contentmark');
    expect(split(attributeSetsRequest(2).path)).toMatchObject({
      path: 'products/attribute-sets/sets/list',
      query: { 'searchCriteria[currentPage]': '2', 'searchCriteria[pageSize]': '100' },
    });
    expect(split(attributeGroupsRequest(4).path).query).toMatchObject({
      'searchCriteria[filter_groups][0][filters][0][field]': 'attribute_set_id',
      'searchCriteria[filter_groups][0][filters][0][value]': '4',
      'searchCriteria[filter_groups][0][filters][0][condition_type]': 'eq',
    });
    expect(split(attributesOfSetRequest(4).path).path).toBe('products/attribute-sets/4/attributes');
    const assignment = { attributeSetId: 4, attributeGroupId: 13, code: 'contentmark' };
    expect(assignAttributeRequest(assignment)).toMatchObject({
      method: 'POST',
      path: 'products/attribute-sets/attributes',
      body: {
        attributeSetId: 4,
        attributeGroupId: 13,
        attributeCode: 'contentmark',
        sortOrder: 200,
      },
    });
  });
});

describe('reading products', () => {
  test('goes on behind an id, in one scope', () => {
    const { method, scope, path } = productsRequest({ after: 17, upTo: 117, storeView: 'fr' });
    expect([method, scope]).toEqual(['GET', 'fr']);
    expect(split(path)).toEqual({
      path: 'products',
      query: {
        'searchCriteria[filter_groups][0][filters][0][field]': 'entity_id',
        'searchCriteria[filter_groups][0][filters][0][value]': '17',
        'searchCriteria[filter_groups][0][filters][0][condition_type]': 'gt',
        'searchCriteria[filter_groups][1][filters][0][field]': 'entity_id',
        'searchCriteria[filter_groups][1][filters][0][value]': '117',
        'searchCriteria[filter_groups][1][filters][0][condition_type]': 'lteq',
        'searchCriteria[sortOrders][0][field]': 'entity_id',
        'searchCriteria[sortOrders][0][direction]': 'ASC',
        'searchCriteria[pageSize]': '100',
        'searchCriteria[currentPage]': '1',
        fields: 'items[id,sku,name,custom_attributes],total_count',
      },
    });
    expect(productsRequest().scope).toBe('all');
  });

  test.each([0, 301, 1.5])('is refused with %s products a page', (pageSize) => {
    expect(() => productsRequest({ pageSize })).toThrowError(/from 1 to 300/);
  });
});

describe('writing a mark', () => {
  test('sends the mark and nothing else', () => {
    expect(markRequest({ sku: 'TENT-2P', envelope })).toEqual({
      method: 'PUT',
      scope: 'all',
      path: 'products/TENT-2P',
      isBulk: false,
      body: {
        product: {
          sku: 'TENT-2P',
          custom_attributes: [{ attribute_code: 'contentmark', value: TEXT_FORM }],
        },
      },
    });
    const french = markRequest({ sku: 'A B+é', storeView: 'fr', envelope }, { code: 'mark' });
    expect([french.scope, french.path]).toEqual(['fr', 'products/A%20B%2B%C3%A9']);
    expect(french.body).toMatchObject({
      product: { custom_attributes: [{ attribute_code: 'mark' }] },
    });
  });

  test.each(['A/B', 'A\\B', '50%', '.', '..'])(
    'keeps the SKU %s out of the path, where servers and clients would resolve it',
    (sku) => {
      expect(markRequest({ sku, envelope })).toMatchObject({
        method: 'POST',
        path: 'products',
        body: { product: { sku } },
      });
    },
  );

  test('is refused where it does not fit', () => {
    const long = new Uint8Array(300);
    expect(() => markRequest({ sku: 'A', envelope: long }, { backend: 'varchar' })).toThrowError(
      expect.objectContaining({ code: 'ERR_HOST', argument: 'write.envelope' }),
    );
    expect(() => markRequest({ sku: 'x'.repeat(65), envelope })).toThrowError(/64/);
  });

  test('in bulk is one request for many, of one scope', () => {
    const writes = ['A', 'B/C'].map((sku) => ({ sku, storeView: 'fr', envelope }));
    const request = bulkMarksRequest(writes);
    expect(request).toMatchObject({ method: 'POST', scope: 'fr', path: 'products', isBulk: true });
    expect(request.body).toEqual(writes.map((write) => markRequest(write).body));
    expect(() => bulkMarksRequest([...writes, { sku: 'D', envelope }])).toThrowError(
      expect.objectContaining({ argument: 'writes[2].storeView' }),
    );
    expect(() => bulkMarksRequest([])).toThrowError(/1 to 5000/);
    expect(() =>
      bulkMarksRequest(Array.from({ length: 5001 }, () => writes[0] as never)),
    ).toThrow();
    const id = '799a59c0-09ca-4d60-b432-2953986c1c38';
    expect(bulkStatusRequest(id).path).toBe(`bulk/${id}/status`);
    expect(() => bulkStatusRequest('../products')).toThrowError(/UUID/);
  });
});

describe('a request has an address for each edition', () => {
  const single = markRequest({ sku: 'A', storeView: 'fr', envelope });
  const bulk = bulkMarksRequest([{ sku: 'A', envelope }]);

  test('on premises and on Cloud the scope is in the path', () => {
    expect(addressOf(single, 'paas')).toEqual({ path: 'rest/fr/V1/products/A', headers: {} });
    expect(addressOf(bulk, 'paas').path).toBe('rest/all/async/bulk/V1/products');
    expect(addressOf(storeViewsRequest(), 'paas').path).toBe('rest/all/V1/store/storeViews');
  });

  test('as a Cloud Service it is a header, and async stands behind the version', () => {
    expect(addressOf(single, 'saas')).toEqual({ path: 'V1/products/A', headers: { Store: 'fr' } });
    expect(addressOf(bulk, 'saas').path).toBe('V1/async/bulk/products');
  });
});

describe('an import', () => {
  test('takes rows that hold nothing but a mark, with and without fields enclosure', () => {
    expect(importRow({ sku: 'A', storeView: 'fr', envelope })).toEqual({
      sku: 'A',
      store_view_code: 'fr',
      additional_attributes: `contentmark=${TEXT_FORM}`,
    });
    expect(importRow({ sku: 'A', envelope }, { enclosure: true })).toEqual({
      sku: 'A',
      store_view_code: '',
      additional_attributes: `contentmark="${TEXT_FORM}"`,
    });
  });

  test('is handed over as base64 CSV, or as JSON', () => {
    const csv = 'sku,store_view_code,additional_attributes\nZelt-ü,,contentmark=0oRY\n';
    const { path, body } = importCsvRequest(csv, { onErrors: 'skip', allowedErrors: 3 });
    expect(path).toBe('import/csv');
    const { source } = body as { readonly source: Record<string, string> };
    expect(source).toMatchObject({
      entity: 'catalog_product',
      behavior: 'append',
      validationStrategy: 'validation-skip-errors',
      allowedErrorCount: '3',
    });
    expect(Buffer.from(source['csvData'] ?? '', 'base64').toString('utf8')).toBe(csv);
    expect(importJsonRequest([{ sku: 'A', storeView: 'fr', envelope }])).toMatchObject({
      path: 'import/json',
      body: {
        source: {
          entity: 'catalog_product',
          behavior: 'append',
          validation_strategy: 'validation-stop-on-errors',
          allowed_error_count: '10',
          items: [
            { sku: 'A', store_view_code: 'fr', additional_attributes: { contentmark: TEXT_FORM } },
          ],
        },
      },
    });
  });
});
