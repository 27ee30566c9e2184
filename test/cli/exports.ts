/** Exports as shops and databases save them, of products of our own. Each field holds a word that no other has, and no mark. */

/** A product; every text begins with its own word: `t.3.` for the title of the third. */
interface Product {
  readonly handle: string;
  readonly title: string;
  readonly html: string;
  readonly seo: string;
  readonly alts: readonly string[];
  /** Of no part. */
  readonly vendor: string;
}

/** An export, and what in it belongs to a signed part. */
export interface Export {
  readonly file: string;
  /** A built-in map by its name, or one of the user's. */
  readonly map: string | object;
  readonly content: string | Uint8Array;
  /** What the words of signed texts begin with; `v` is signed in none. */
  readonly signed: readonly string[];
  /** Subjects of the products, by their index. */
  readonly subject: (index: number) => string;
}

export const PRODUCT_COUNT = 9;

const PRODUCTS: readonly Product[] = Array.from({ length: PRODUCT_COUNT }, (_, n) => ({
  handle: `item-${n}`,
  title: `t.${n}. "Größe ${n}", l'été; 5′`,
  html: `<p class="a">d.${n}.: warm &amp; dry, 100%</p>\n<ul>\n  <li>it's; ok</li>\n</ul>`,
  seo: `s.${n}. | Shop`,
  alts: n % 3 === 0 ? [] : Array.from({ length: n % 3 }, (_each, at) => `a.${n}.${at} seen, lit`),
  vendor: `v.${n}.`,
}));

const SUBJECT_OF = (n: number): string => `item-${n}`;

type Cells = Readonly<Record<string, string>>;

/** A table: quoted where it must be, or everywhere. */
function table(
  header: string,
  rows: readonly Cells[],
  { delimiter = ',', quoteAll = false, end = '\n' } = {},
): string {
  const names = header.split('|');
  const spell = (cell: string): string =>
    quoteAll || /["\r\n]/.test(cell) || cell.includes(delimiter)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  const lines = [names, ...rows.map((row) => names.map((name) => row[name] ?? ''))];
  return lines.map((cells) => cells.map(spell).join(delimiter) + end).join('');
}

/** One row for the product and each further image, as Shopify's exports have it. */
function shopifyRows(
  columns: Readonly<Record<keyof Product | 'image' | 'position', string>>,
): Cells[] {
  return PRODUCTS.flatMap((product) => {
    const images = product.alts.map((alt, at) => ({
      [columns.image]: `https://cdn.example/${product.handle}-${at}.jpg`,
      [columns.position]: String(at + 1),
      [columns.alts]: alt,
    }));
    const first = {
      [columns.handle]: product.handle,
      [columns.title]: product.title,
      [columns.html]: product.html,
      [columns.seo]: product.seo,
      [columns.vendor]: product.vendor,
      ...images[0],
    };
    return [first, ...images.slice(1).map((one) => ({ [columns.handle]: product.handle, ...one }))];
  });
}

const SHOPIFY = {
  handle: 'Handle',
  title: 'Title',
  html: 'Body (HTML)',
  vendor: 'Vendor',
} as const;
const SHOPIFY_IMAGES = {
  image: 'Image Src',
  position: 'Image Position',
  alts: 'Image Alt Text',
  seo: 'SEO Title',
} as const;
const OPTIONS = 'Option1 Name|Option1 Value|Option2 Name|Option2 Value|Option3 Name|Option3 Value';
const GOOGLE =
  'Google Shopping / Google Product Category|Google Shopping / Gender|Google Shopping / Condition';

const shopify = (
  file: string,
  header: string,
  columns: Parameters<typeof shopifyRows>[0],
): Export => ({
  file,
  map: 'shopify',
  content: table(header, shopifyRows(columns)),
  signed: ['t', 'd', 's', 'a'],
  subject: SUBJECT_OF,
});

const MAGENTO_HEADER =
  'sku|store_view_code|attribute_set_code|product_type|categories|product_websites|name|description|short_description|weight|product_online|visibility|price|url_key|meta_title|meta_description|base_image|base_image_label|created_at|additional_attributes|qty|is_in_stock|related_skus|additional_images';

function magentoRows(isExport: boolean): Cells[] {
  return PRODUCTS.map(({ handle, title, html, seo, vendor }, n) => ({
    sku: handle,
    attribute_set_code: 'Default',
    product_type: 'simple',
    categories: 'Default Category/Gear,Default Category/Gear/Bags',
    name: title,
    description: html,
    meta_title: seo,
    additional_attributes: `manufacturer=${vendor},season=3, autumn too${isExport ? ',gift_message_available=Use config' : ''}`,
    price: `${n}.000000`,
    qty: '100.0000',
    ...(isExport && { created_at: '3/9/26, 7:15 AM' }),
  }));
}

const own = (
  subject: string,
  title: string,
  html: string | undefined,
  mark: string,
  more = {},
) => ({
  subject,
  parts: {
    title: { column: title, profile: 'text' },
    ...(html !== undefined && { description: { column: html, profile: 'html' } }),
  },
  carrier: { type: 'column', name: mark },
  ...more,
});

const COLUMNS = ['id', 'sku', 'name', 'body', 'vendor', 'contentmark'];

function values(n: number, spell: (value: string) => string): string[] {
  const { handle, title, html, vendor } = PRODUCTS[n] as Product;
  return [String(n), ...[handle, title, html, vendor].map(spell)];
}

const ALL = PRODUCTS.map((_, n) => n);
const DUMP_MAP = own('sku', 'name', 'body', 'contentmark', { format: 'sql', list: 'products' });

const inPostgres = (value: string) => `'${value.replaceAll("'", "''")}'`;
const inCopy = (value: string) =>
  value.replace(/[\\\n\t]/g, (sign) => ({ '\n': '\\n', '\t': '\\t' })[sign] ?? `\\${sign}`);
const inMysql = (value: string) =>
  `'${value.replace(/['"\\\n]/g, (sign) => (sign === '\n' ? '\\n' : `\\${sign}`))}'`;

const PG_HEAD = `--
-- PostgreSQL database dump
--

\\restrict Xk2

-- Dumped from database version 16.4
SET statement_timeout = 0;
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.orders (
    id integer NOT NULL,
    sku text,
    note text
);

CREATE TABLE public.products (
    id integer NOT NULL,
    sku character varying(64) NOT NULL,
    name text DEFAULT 'a, b'::text,
    body text,
    vendor text,
    contentmark text,
    CONSTRAINT sku_length CHECK ((length((sku)::text) > 0))
);

ALTER TABLE ONLY public.products ALTER COLUMN id SET DEFAULT nextval('public.products_id_seq'::regclass);
`;
const PG_TAIL = `

--
-- Name: products products_pkey; Type: CONSTRAINT; Schema: public; Owner: shop
--

ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (id);

\\unrestrict Xk2
`;

const MYSQL_HEAD = `/*M!999999\\- enable the sandbox mode */
-- MariaDB dump 10.19-11.8.3-MariaDB, for debian-linux-gnu (x86_64)
--
/*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;
/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;

DROP TABLE IF EXISTS \`orders\`;
CREATE TABLE \`orders\` (
  \`id\` int(11) NOT NULL,
  \`sku\` varchar(64) DEFAULT NULL COMMENT 'it''s, of a product',
  PRIMARY KEY (\`id\`)
) ENGINE=InnoDB;
INSERT INTO \`orders\` VALUES
(1,'item-1'),
(2,'item-1');

DROP TABLE IF EXISTS \`products\`;
/*!40101 SET character_set_client = utf8 */;
CREATE TABLE \`products\` (
  \`id\` int(11) NOT NULL AUTO_INCREMENT,
  \`sku\` varchar(64) NOT NULL,
  \`name\` text DEFAULT NULL,
  \`body\` mediumtext DEFAULT NULL,
  \`vendor\` enum('a','b,c') DEFAULT NULL,
  \`contentmark\` text DEFAULT NULL,
  PRIMARY KEY (\`id\`),
  UNIQUE KEY \`sku\` (\`sku\`),
  FULLTEXT KEY \`name\` (\`name\`,\`body\`)
) ENGINE=InnoDB AUTO_INCREMENT=10 DEFAULT CHARSET=utf8mb4;

LOCK TABLES \`products\` WRITE;
/*!40000 ALTER TABLE \`products\` DISABLE KEYS */;
set autocommit=0;
`;
const MYSQL_TAIL = `
/*!40000 ALTER TABLE \`products\` ENABLE KEYS */;
UNLOCK TABLES;
commit;
-- Dump completed on 2026-03-09  7:15:00
`;

const dump = (file: string, content: string): Export => ({
  file,
  map: DUMP_MAP,
  content,
  signed: ['t', 'd'],
  subject: SUBJECT_OF,
});

const mysqlRows = ALL.map((n) => `(${[...values(n, inMysql), 'NULL'].join(',')})`);
const pgRows = ALL.map((n) => `(${[...values(n, inPostgres), 'NULL'].join(', ')})`);

/** Every export, by whose it is. */
export const EXPORTS: Readonly<Record<string, Export>> = {
  'Shopify, the header before product categories': shopify(
    'oldest.csv',
    `Handle|Title|Body (HTML)|Vendor|Type|Tags|Published|${OPTIONS}|Variant SKU|Variant Grams|Variant Inventory Tracker|Variant Price|Variant Taxable|Image Src|Image Position|Image Alt Text|Gift Card|SEO Title|SEO Description|${GOOGLE}|Variant Image|Variant Weight Unit|Cost per item|Status`,
    { ...SHOPIFY, ...SHOPIFY_IMAGES },
  ),
  'Shopify, the header with a standardized type': shopify(
    'older.csv',
    `Handle|Title|Body (HTML)|Vendor|Product Category|Type|Tags|Published|${OPTIONS}|Variant SKU|Variant Price|Variant Compare At Price|Variant Barcode|Image Src|Image Position|Image Alt Text|Gift Card|SEO Title|SEO Description|${GOOGLE}|Included / International|Price / International|Status`,
    { ...SHOPIFY, ...SHOPIFY_IMAGES },
  ),
  'Shopify, the current header': shopify(
    'current.csv',
    'Title|URL handle|Description|Vendor|Product category|Type|Tags|Published on online store|Status|SKU|Barcode|Option1 name|Option1 value|Option1 Linked To|Price|Compare-at price|Charge tax|Weight value (grams)|Requires shipping|Product image URL|Image position|Image alt text|Variant image URL|Gift card|SEO title|SEO description|Color (product.metafields.shopify.color-pattern)|Google Shopping / Condition',
    {
      handle: 'URL handle',
      title: 'Title',
      html: 'Description',
      vendor: 'Vendor',
      image: 'Product image URL',
      position: 'Image position',
      alts: 'Image alt text',
      seo: 'SEO title',
    },
  ),
  Matrixify: shopify(
    'Products.csv',
    'ID|Handle|Command|Title|Body HTML|Vendor|Type|Tags|Tags Command|Created At|Status|Published|URL|Row #|Top Row|Image Type|Image Src|Image Command|Image Position|Image Width|Image Alt Text|Variant Inventory Item ID|Variant ID|Variant SKU|Variant Price|Metafield: title_tag [string]|Metafield: description_tag [string]|Metafield: custom.contentmark [single_line_text_field]',
    {
      ...SHOPIFY,
      ...SHOPIFY_IMAGES,
      html: 'Body HTML',
      seo: 'Metafield: title_tag [string]',
    },
  ),
  'Magento, an import': {
    file: 'import.csv',
    map: 'magento',
    content: table(MAGENTO_HEADER, magentoRows(false)),
    signed: ['t', 'd', 's'],
    subject: SUBJECT_OF,
  },
  'Magento, an export': {
    file: 'catalog_product_20260309_071500.csv',
    map: 'magento',
    content: table(`${MAGENTO_HEADER}|bundle_values|configurable_variations`, magentoRows(true)),
    signed: ['t', 'd', 's'],
    subject: SUBJECT_OF,
  },
  'Google, a feed in TSV': {
    file: 'feed.tsv',
    map: own('id', 'title', 'description', 'contentmark', { kind: 'product' }),
    content: table(
      'id|title|description|link|image_link|availability|price|brand',
      PRODUCTS.map(({ handle, title, html, vendor }) => ({
        id: handle,
        title: title.replaceAll('"', '″'),
        description: html.replaceAll('\n', ' '),
        price: '10.00 EUR',
        brand: vendor,
      })),
      { delimiter: '\t' },
    ),
    signed: ['t', 'd'],
    subject: SUBJECT_OF,
  },
  WooCommerce: {
    file: 'wc-product-export-9-3-2026.csv',
    map: own('SKU', 'Name', 'Description', 'Meta: contentmark'),
    content: `\ufeff${table(
      'ID|Type|SKU|GTIN, UPC, EAN, or ISBN|Name|Published|Is featured?|Visibility in catalog|Short description|Description|Date sale price starts|Tax status|In stock?|Regular price|Categories|Tags|Images|Parent|Position|Brands|Meta: contentmark',
      PRODUCTS.map(({ handle, title, html, vendor }, n) => ({
        ID: String(n),
        Type: 'simple',
        SKU: handle,
        Name: title,
        // Line ends are written as two signs.
        Description: html.replaceAll('\n', '\\n'),
        Brands: vendor,
        Images: `https://shop.example/${n}.jpg, https://shop.example/${n}-b.jpg`,
      })),
    )}`,
    signed: ['t', 'd'],
    subject: SUBJECT_OF,
  },
  PrestaShop: {
    file: 'product_2026-03-09_071500.csv',
    map: own('Reference', 'Name', 'Description', 'contentmark'),
    content: table(
      'Product ID|Image|Name|Reference|Category|Price (tax excl.)|Quantity|Description|Manufacturer',
      PRODUCTS.map(({ handle, title, html, vendor }, n) => ({
        'Product ID': String(n),
        Name: title,
        Reference: handle,
        'Price (tax excl.)': '9,90',
        Description: html,
        Manufacturer: vendor,
      })),
      { delimiter: ';', quoteAll: true, end: '\r\n' },
    ),
    signed: ['t', 'd'],
    subject: SUBJECT_OF,
  },
  pg_dump: dump(
    'shop.sql',
    `${PG_HEAD}COPY public.orders (id, sku, note) FROM stdin;\n1\titem-1\t\\N\n\\.\n\n\nCOPY public.products (${COLUMNS.join(', ')}) FROM stdin;\n${ALL.map((n) => `${[...values(n, inCopy), '\\N'].join('\t')}\n`).join('')}\\.\n${PG_TAIL}`,
  ),
  'pg_dump --inserts': dump(
    'inserts.sql',
    `${PG_HEAD}INSERT INTO public.orders VALUES (1, 'item-1', NULL);\n\n${pgRows.map((row) => `INSERT INTO public.products VALUES ${row};\n`).join('')}${PG_TAIL}`,
  ),
  'pg_dump --column-inserts --rows-per-insert': dump(
    'columns.sql',
    `${PG_HEAD}INSERT INTO public.products (${COLUMNS.join(', ')}) VALUES\n\t${pgRows.join(',\n\t')};\n${PG_TAIL}`,
  ),
  mysqldump: dump(
    'extended.sql',
    `${MYSQL_HEAD}INSERT INTO \`products\` VALUES\n${mysqlRows.join(',\n')};${MYSQL_TAIL}`,
  ),
  'mysqldump --skip-extended-insert --complete-insert': dump(
    'single.sql',
    `${MYSQL_HEAD}${mysqlRows.map((row) => `INSERT INTO \`products\` (${COLUMNS.map((name) => `\`${name}\``).join(', ')}) VALUES ${row};\n`).join('')}${MYSQL_TAIL}`,
  ),
};
