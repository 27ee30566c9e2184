/** SKUs, handles and barcodes of sample catalogues. Any shop may use such codes, so they warn. */
import type { Marker } from './marker.ts';

const SEVERITY = { sku: 'warn' } as const;

export const SKUS: readonly Marker[] = [
  {
    id: 'sku.placeholder',
    class: 'sku',
    what: 'codes that stand for "some product"',
    rule: { kind: 'whole', values: ['test-product', 'dummy', 'sku-123'] },
    severity: SEVERITY,
    sources: ['docs/markers.md'],
    falsePositives: 'A shop may number its products so.',
    found: { variants: [{ sku: 'SKU-123' }] },
    clean: { variants: [{ sku: 'SKU-1234' }] },
  },
  {
    id: 'sku.sample',
    class: 'sku',
    what: 'codes that begin with "sample-"',
    rule: { kind: 'beginning', beginnings: ['sample-'] },
    severity: SEVERITY,
    sources: ['docs/markers.md'],
    falsePositives: 'Samples are sold: of cloth, of paint, of perfume.',
    found: { handle: 'sample-product-1' },
    clean: { handle: 'sampler-box' },
  },
  {
    id: 'sku.magento-luma',
    class: 'sku',
    what: 'Magento’s sample catalogue: gear, downloads, and clothes with their variants',
    rule: {
      kind: 'variant',
      stems: [
        ...[
          '24-mb01 24-mb02 24-mb03 24-mb04 24-mb05 24-mb06 24-mg01 24-mg02 24-mg03 24-mg04 24-mg05',
          '24-mg07 24-ub02 24-ug01 24-ug02 24-ug03 24-ug04 24-ug05 24-ug06 24-ug07 24-wb01 24-wb02',
          '24-wb03 24-wb04 24-wb05 24-wb06 24-wb07 24-wg01 24-wg02 24-wg03 24-wg09 24-wg080 24-wg081',
          '24-wg082 24-wg083 24-wg084 24-wg085 24-wg086 24-wg087 24-wg088 240-lv04 240-lv05 240-lv06',
          '240-lv07 240-lv08 240-lv09 mj01 mj02 mj03 mj04',
        ].flatMap((line) => line.split(' ')),
        ...numbered('mh', 1, 13),
        ...numbered('mj', 6, 12),
        ...['ms', 'mt', 'mp', 'msh', 'wh', 'wj', 'ws', 'wsh'].flatMap((begin) =>
          numbered(begin, 1, 12),
        ),
        ...numbered('wb', 1, 5),
        ...numbered('wt', 1, 9),
        ...numbered('wp', 1, 13),
      ],
      sizes: 'xs s m l xl 28 29 30 31 32 33 34 36'.split(' '),
      colours: [
        'black blue brown gray green lavender orange pink purple red white yellow configurable',
      ].flatMap((line) => line.split(' ')),
    },
    severity: SEVERITY,
    sources: [
      'https://github.com/magento/magento2-sample-data/blob/2.4/app/code/Magento/ConfigurableSampleData/fixtures/products.csv',
      'https://github.com/magento/magento2-sample-data/tree/2.4/app/code/Magento/CatalogSampleData/fixtures/SimpleProduct',
    ],
    falsePositives: 'A shop whose codes are built alike.',
    found: { sku: 'MH01-XS-Black' },
    clean: { sku: 'MH01-XS-Tweed', variants: [{ sku: 'MH14' }, { sku: '24-MB11' }] },
  },
  {
    id: 'sku.shopify-fixture',
    class: 'sku',
    what: 'variants of the product in Shopify’s REST examples',
    rule: {
      kind: 'whole',
      values: ['ipod2008pink', 'ipod2008red', 'ipod2008green', 'ipod2008black'],
    },
    severity: SEVERITY,
    sources: [
      'https://github.com/Shopify/shopify_python_api/blob/main/test/fixtures/products.json',
    ],
    falsePositives: 'None known.',
    found: { line_items: [{ sku: 'IPOD2008PINK' }] },
    clean: { line_items: [{ sku: 'IPOD2009PINK' }] },
  },
  {
    id: 'sku.placeholder-barcode',
    class: 'sku',
    what: 'barcodes that count upwards',
    rule: { kind: 'whole', values: ['012345678905', '1234567890123', '123456789012'] },
    severity: { sku: 'warn', barcode: 'warn' },
    sources: [
      'https://github.com/snowthen-o7/shopify-bulk (fixture of a bulk operation)',
      'https://www.gs1us.org/upcs-barcodes-prefixes',
    ],
    falsePositives: 'A product of GS1 member 012345, if there is one.',
    found: { barcode: '012345678905' },
    clean: { barcode: '012345678912' },
  },
];

/** `mh01` to `mh13`. */
function numbered(begin: string, first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => {
    return begin + String(first + at).padStart(2, '0');
  });
}
