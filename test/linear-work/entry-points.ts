/**
 * Every exported function: how it is given what comes from outside, or why nothing does. A function
 * that is exported by several subpaths is listed once, by any of them.
 */
import * as contentmark from 'contentmark';
import * as carrier from 'contentmark/carrier';
import { signCatalog, verifyCatalog } from 'contentmark/catalog';
import * as compact from 'contentmark/compact';
import { createMarkDetector, detect } from 'contentmark/detect';
import { renderLabel, serializeJsonLd } from 'contentmark/disclosure';
import { lostForeignMarks, readForeignMarks } from 'contentmark/foreign-marks';
import * as guards from 'contentmark/guards';
import { attributeCarrier, findMarks, html, htmlText, scriptCarrier } from 'contentmark/html';
import { createVerificationApi } from 'contentmark/http';
import { clientAddress } from 'contentmark/http-node';
import { invisibleCarrier, isPointer, pointerTo, resolvePointers } from 'contentmark/invisible';
import * as magento from 'contentmark/magento';
import { isTransformedImage, tsvFeed, xmlFeed } from 'contentmark/merchant-center';
import * as policy from 'contentmark/policy';
import { statementDigest } from 'contentmark/promote';
import {
  type Catalog,
  decodeDamaged,
  decodeUtf8,
  FORMATS,
  formatOfName,
  openCatalog,
  readMap,
} from 'contentmark/records';
import { fingerprintImage, fingerprintText, queryOf } from 'contentmark/registry';
import { readFacts } from 'contentmark/report';
import * as shopify from 'contentmark/shopify';
import { openWebhook } from 'contentmark/shopify-client';
import * as verdict from 'contentmark/verdict';
import { languageFor } from 'contentmark/words';
import { NOW, SUBJECT, verifyOptions } from '../fixtures/claims.ts';
import { shopKey } from '../fixtures/keys.ts';
import { readOptions } from '../fixtures/verdicts.ts';
import { apiOptions, post } from '../fixtures/verification-api.ts';
import { bytes, type EntryPoint, pieces, record, type Texts, text, value } from './feeds.ts';
import { type Family, HTMLS, JSONS, TABLES } from './hostile-texts.ts';
import { bindText, readAllRecords, readRegistry, recognizeText, scanText } from './read-files.ts';
import { SIGNED_DOCUMENTS } from './signed-documents.ts';

const utf8 = (given: string): Uint8Array => new Uint8Array(Buffer.from(given));

/** A platform's reply with records in every place that a reader looks at. */
const reply = (read: (reply: unknown) => unknown): EntryPoint =>
  text((given) => {
    const records = [record(given), ...pieces(given)];
    const page = {
      nodes: records,
      edges: records,
      pageInfo: { hasNextPage: true, endCursor: given },
    };
    read(records);
    read({
      ...record(given),
      items: records,
      nodes: records,
      total_count: records.length,
      errors: records,
      operations_list: records,
      request_items: records,
      bulk_uuid: '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f',
      parameters: pieces(given).map((_, index) => `${index}`),
      data: { products: { items: records } },
      products: { ...page, items: records },
      product: { ...record(given), media: page, metafields: page },
      productByIdentifier: { ...record(given), media: page },
      metafieldsSet: { userErrors: records, metafields: records },
      metafieldDefinitions: page,
      metafieldDefinitionCreate: { userErrors: records },
      bulkOperationRunQuery: { userErrors: records },
      bulkOperation: { id: given, status: given, url: given },
      shop: record(given),
    });
  });

const CATALOG_MAP = readMap({
  subject: 'sku',
  group: true,
  parts: {
    name: { column: ['name', 'title'], profile: 'text' },
    alt: { column: 'alt', profile: 'text', each: true },
  },
  carrier: { type: 'column', name: 'contentmark' },
});
const catalogSigner = contentmark.localSigner(shopKey);
const catalogVerifier = contentmark.createVerifier({
  trust: verifyOptions.trust,
  environment: 'production',
  clock: () => NOW,
});
const catalogClaims = { issuer: 'https://shop.example/', environment: 'production' };
const signAll = (catalog: Catalog) =>
  signCatalog(catalog, { signer: catalogSigner, claims: catalogClaims, batch: 1000 });
const verifyAll = (catalog: Catalog) => verifyCatalog(catalog, { verifier: catalogVerifier });

/** A text as a table and as lines, of which some belong to others. */
async function readCatalog(
  given: string,
  read: (catalog: Catalog) => AsyncIterable<unknown>,
): Promise<void> {
  const part = given.slice(0, given.length / 4);
  const lines = (part.match(/.{1,64}/gs) ?? [])
    .map((piece, at) => {
      const text = JSON.stringify(piece);
      return at % 2 === 0
        ? `{"id":"${at}","sku":${text},"name":${text}}`
        : `{"__parentId":"${(at * 7) % 64}","alt":${text}}`;
    })
    .join('\n');
  for (const [format, text] of [
    ['csv', `sku,title,alt\n${part}`],
    ['jsonl', part],
    ['jsonl', lines],
  ] as const) {
    async function* stream() {
      yield utf8(text);
    }
    try {
      const catalog = await openCatalog({ file: 'f', stream: stream(), map: CATALOG_MAP, format });
      for await (const _ of read(catalog));
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'InputError') throw error;
    }
  }
}

const PRODUCTION = { environment: 'production', verdict: { status: 'absent' } } as const;
const content = contentmark.text('Merino crew neck');
const markDetector = createMarkDetector({ environment: 'production' });
const api = createVerificationApi(apiOptions);
const compactVerifier = compact.createCompactVerifier({
  keys: [
    {
      publicKey: shopKey.publicKey,
      issuers: ['https://brand.example'],
      environments: ['production'],
    },
  ],
  environment: 'production',
});
const read = (item: string) => magento.readProduct({ sku: 'a', id: 1, name: item }).product;

/** Reads marks from a host, and writes one into it. */
const host = (of: carrier.Carrier<string>, ...more: readonly Texts[]): EntryPoint =>
  text(
    (given) => {
      carrier.extract(given, of);
      carrier.embed(given, new Uint8Array(64), of);
    },
    ...more,
  );

/** The ways into the package: by subpath and name, or by HTTP route. */
export const ENTRY_POINTS: Readonly<Record<string, EntryPoint>> = {
  'content#text': text((given) => contentmark.text(given).canonicalize()),
  'content#json': value((given) => contentmark.json(given as never).canonicalize()),
  'content#jsonText': text((given) => contentmark.jsonText(given).canonicalize(), JSONS),
  'content#parseJson': text((given) => contentmark.parseJson(given, 128), JSONS),
  'content#raw': bytes((given) => contentmark.raw(given).canonicalize()),
  'content#imageDigest': bytes(contentmark.imageDigest),
  'compact#text': text((given) => compact.text(given).canonicalize()),
  'html#html': text((given) => html(given).canonicalize(), HTMLS),
  'html#htmlText': text((given) => htmlText(given).canonicalize(), HTMLS),
  'html#attributeCarrier': host(attributeCarrier(), HTMLS),
  'html#scriptCarrier': host(scriptCarrier(), HTMLS),
  'html#findMarks': text((given) => findMarks(given), HTMLS, JSONS, {
    'beginnings of a text form': (length) => '0oR'.repeat(length / 3),
    'text forms that are too short': (length) => `0oR${'a'.repeat(28)} `.repeat(length / 32),
    'text forms': (length) => `0oR${'a'.repeat(60)} `.repeat(length / 64),
  }),
  'invisible#invisibleCarrier': host(invisibleCarrier()),
  'invisible#isPointer': bytes(isPointer),
  'invisible#pointerTo': text(pointerTo),
  'invisible#resolvePointers': text((given) => resolvePointers([utf8(given)], [given])),
  'carrier#additionalAttributesCarrier': host(carrier.additionalAttributesCarrier(), TABLES, {
    'enclosed pieces': (length) => 'a="b",'.repeat(length / 6),
    'an enclosed value without an end': (length) => `a="${'""'.repeat(length / 2)}x`,
    'pieces without a name': (length) => `a=b${',x'.repeat(length / 2)}`,
  }),
  'carrier#columnCarrier': text((given) =>
    carrier.extract({ contentmark: given }, carrier.columnCarrier('contentmark')),
  ),
  'carrier#memberCarrier': text((given) =>
    carrier.extract({ contentmark: given }, carrier.memberCarrier('contentmark')),
  ),
  'carrier#headerCarrier': text((given) =>
    carrier.extract([['contentmark', given]], carrier.headerCarrier()),
  ),
  'carrier#metafieldCarrier': text((given) =>
    carrier.extract(
      [{ namespace: given, key: 'contentmark', value: given, type: 'single_line_text_field' }],
      carrier.metafieldCarrier(),
    ),
  ),
  'carrier#decodeTextForm': text(carrier.decodeTextForm),
  'magento#customAttributesCarrier': text((given) =>
    carrier.extract(
      { custom_attributes: [...pieces(given), { attribute_code: 'contentmark', value: given }] },
      magento.customAttributesCarrier() as carrier.Carrier<object>,
    ),
  ),
  '.#inspect': bytes(contentmark.inspect),
  '.#verify': text((given) => contentmark.verify(content, given, verifyOptions)),
  '.#verifySync': bytes((given) => contentmark.verifySync(content, given, verifyOptions)),
  '.#createVerifier': text((given) =>
    contentmark
      .createVerifier({ trust: verifyOptions.trust, environment: 'production' })
      .verifySync(contentmark.text(given), [given, given], { subject: SUBJECT, now: NOW }),
  ),
  '.#createRecall': text((given) => contentmark.createRecall({ ids: [given] })),
  '.#importPkcs8': text(
    (given) =>
      contentmark.importPkcs8(
        `-----BEGIN PRIVATE KEY-----${given.replaceAll('x', '')}-----END PRIVATE KEY-----`,
      ),
    { 'a body of signs': (length) => `${'='.repeat(length)}A` },
  ),
  '.#importPublicKey': text((given) => contentmark.importPublicKey({ x: given } as never)),
  '.#importPrivateJwk': text((given) => contentmark.importPrivateJwk({ d: given } as never)),
  'compact#createCompactVerifier': text((given) =>
    compactVerifier.verify(compact.text(given), [given], { subject: SUBJECT, now: NOW }),
  ),
  'verdict#readVerdict': text((given) => verdict.readVerdict(given, readOptions), JSONS),
  'verdict#createVerdictReader': text(
    (given) =>
      verdict
        .createVerdictReader({ environment: 'production', fail: 'closed', now: NOW })
        .read(given, { subject: SUBJECT }),
    JSONS,
  ),
  'verdict#endOfDate': text((given) => verdict.endOfDate(given)),
  'scan#scan': text(scanText, TABLES, JSONS),
  'records#openRecords': text(
    async (given) => {
      for (const format of FORMATS) {
        // A workbook is an archive that begins as none of these do.
        // Nine readers in one entry: each reads a quarter, which grows as the whole does.
        const part = given.slice(0, given.length / 4);
        if (format !== 'xlsx') await readAllRecords(part, format);
      }
    },
    TABLES,
    JSONS,
    HTMLS,
  ),
  'records#openCatalog': text((given) => readCatalog(given, ({ items }) => items), TABLES, JSONS),
  'catalog#signCatalog': text((given) => readCatalog(given, signAll), TABLES, JSONS),
  'catalog#verifyCatalog': text((given) => readCatalog(given, verifyAll), TABLES, JSONS),
  'records#formatOfName': text(formatOfName),
  'records#decodeDamaged': text(decodeDamaged),
  'records#decodeUtf8': bytes((given) => decodeUtf8(given)),
  ...SIGNED_DOCUMENTS,
  'report#readFacts': value((given) => readFacts(given)),
  'promote#statementDigest': bytes((given) => statementDigest(new Uint8Array(given) as never)),
  'policy#readPolicy': value((given) => policy.readPolicy(given)),
  'policy#environmentClassOf': text((given) =>
    policy.environmentClassOf(policy.PRESETS.storefront, given),
  ),
  'policy#sourceClassOf': text((given) => policy.sourceClassOf(given as never)),
  'policy#assertEnvironment': text((given) =>
    policy.assertEnvironment({
      environment: 'production',
      trust: contentmark.createTrust([
        {
          publicKey: shopKey.publicKey,
          issuers: ['https://a.example'],
          environments: ['production'],
        },
      ]),
      platform: { type: 'magento', mode: 'production', baseUrl: given } as never,
      productionHosts: ['a.example', given],
    }),
  ),
  'detect#detect': value((given) => detect(given)),
  'detect#createMarkDetector': text((given) => markDetector({ a: given }), HTMLS, JSONS),
  'detect#createDetector': text((given) => detect({ email: given, url: given, phone: given })),
  'guards#guardCheckout': value((given) =>
    guards.guardCheckout(given, { environment: 'production' }),
  ),
  'guards#guardImport': value((given) => guards.guardImport(given, PRODUCTION)),
  'guards#guardProvisioning': value((given) =>
    guards.guardProvisioning(given, { ...PRODUCTION, tenant: 'acme' }),
  ),
  'guards#guardRender': value((given) => guards.guardRender(given, PRODUCTION)),
  'guards#guardSettings': value((given) => guards.guardSettings({}, given, PRODUCTION)),
  'guards#selectReviews': value((given) =>
    guards.selectReviews([given], {
      environment: 'production',
      verdictOf: () => PRODUCTION.verdict,
    }),
  ),
  'disclosure#serializeJsonLd': text((given) => serializeJsonLd({ '@type': given } as never)),
  'disclosure#renderLabel': text((given) => renderLabel({ short: given, long: given } as never)),
  'registry#fingerprintText': text(fingerprintText, HTMLS),
  'registry#queryOf': text(queryOf, HTMLS),
  'registry#fingerprintImage': bytes(fingerprintImage),
  'registry#softBindingsOf': text(bindText, HTMLS),
  'registry#createRegistryDetector': value(recognizeText),
  'registry#openFileRegistry': bytes(readRegistry, {
    records: (length) => `contentmark registry 1${'\n'.repeat(10)}`.padEnd(length, 'r'),
  }),
  'foreign-marks#readForeignMarks': bytes(
    (given) => readForeignMarks(new Uint8Array(given)),
    Object.fromEntries(
      ['\xff\xd8\xff\xe1', '\x89PNG\r\n\x1a\n', 'RIFF\0\0\0\x10WEBP', '\0\0\0\x18ftypavif'].flatMap(
        (start) =>
          ['\0', '\xff\xe1\0\x02', '\0\0\0\0tEXt', '\0\0\0\x08free', '<x:x>', 'AIGC{'].map(
            (piece): [string, Family] => [
              `a picture of ${JSON.stringify(start + piece)}`,
              (length) => start + piece.repeat(Math.ceil(length / piece.length)),
            ],
          ),
      ),
    ),
  ),
  'foreign-marks#lostForeignMarks': bytes(async (given) => {
    const found = await readForeignMarks(new Uint8Array(given));
    return lostForeignMarks(found, found);
  }),
  'merchant-center#isTransformedImage': text((given) =>
    isTransformedImage(`https://cdn.shopify.com/s/files/${given}`),
  ),
  'merchant-center#tsvFeed': text(async (given) => {
    for await (const _ of tsvFeed([{ id: 'a', title: given }] as never)) _;
  }),
  'merchant-center#xmlFeed': text(async (given) => {
    const channel = { title: given, link: 'https://a.example' };
    for await (const _ of xmlFeed([{ id: 'a', title: given }] as never, channel)) _;
  }),
  'words#languageFor': text(languageFor),
  'http-node#clientAddress': text((given) =>
    clientAddress({ trustedProxies: 1 } as never)({
      req: { header: () => given.replaceAll('\n', '') },
      env: {},
    } as never),
  ),
  'magento#readAttributeReply': reply(magento.readAttributeReply),
  'magento#hasAttribute': reply((given) => magento.hasAttribute(given, 'contentmark')),
  'magento#readNamedIds': reply((given) => magento.readNamedIds(given, 'attribute_set')),
  'magento#readBulkReply': reply(magento.readBulkReply),
  'magento#readBulkStatusReply': reply(magento.readBulkStatusReply),
  'magento#readErrorReply': text(
    (given) => {
      magento.readErrorReply({ message: given, parameters: pieces(given) });
      magento.readErrorReply({ message: 'a', errors: pieces(given) });
    },
    { 'places to fill in': (length) => '%1 %a'.repeat(length / 5) },
  ),
  'magento#readPageSizeLimit': text(magento.readPageSizeLimit),
  'magento#readProductsQueryReply': reply((given) => magento.readProductsQueryReply(given)),
  'magento#readImportReply': text((given) => magento.readImportReply([given])),
  'magento#readProduct': reply((given) => magento.readProduct(given)),
  'magento#productContent': text((given) => {
    const found = read(given);
    return found && magento.productContent(found).content?.parts.size;
  }),
  'magento#readProductsReply': reply((given) => magento.readProductsReply(given)),
  'magento#readStoreViewsReply': reply(magento.readStoreViewsReply),
  'magento#importCsvRequest': text((given) => magento.importCsvRequest(given), TABLES),
  'magento#subjectOf': text((given) => magento.subjectOf({ sku: given })),
  'shopify#readBulkLines': text(async (given) => {
    for await (const _ of shopify.readBulkLines([utf8(given)])) _;
  }, JSONS),
  'shopify#readBulkProducts': text(async (given) => {
    const lines = shopify.readBulkLines([
      utf8(
        pieces(given)
          .map((line) => `${JSON.stringify(line)}\n`)
          .join(''),
      ),
    ]);
    for await (const _ of shopify.readBulkProducts(lines)) _;
  }),
  'shopify#readBulkOperationReply': reply(shopify.readBulkOperationReply),
  'shopify#readBulkStartReply': reply(shopify.readBulkStartReply),
  'shopify#readDefinitionReply': reply(shopify.readDefinitionReply),
  'shopify#readDefinitionsReply': reply(shopify.readDefinitionsReply),
  'shopify#readMetafieldsReply': reply((given) => shopify.readMetafieldsReply(given, 25)),
  'shopify#readProductImagesReply': reply(shopify.readProductImagesReply),
  'shopify#readProductPageReply': reply(shopify.readProductPageReply),
  'shopify#readProductReply': reply(shopify.readProductReply),
  'shopify#readProductsReply': reply(shopify.readProductsReply),
  'shopify#readShopReply': reply(shopify.readShopReply),
  'shopify#readStorefrontReply': reply((given) => shopify.readStorefrontReply(given as never)),
  'shopify#productCarrier': text((given) =>
    carrier.extract(
      { mark: { value: given } } as never,
      shopify.productCarrier() as carrier.Carrier<object>,
    ),
  ),
  'shopify#productContent': text((given) => {
    const product = { title: given, descriptionHtml: given, seo: {}, images: [] };
    return shopify.productContent(product as never).content?.parts.size;
  }),
  'shopify#readWebhook': text((given) => {
    shopify.readWebhook('products/update', utf8(given));
    const sent = { id: 1, title: given, body_html: given, images: pieces(given) };
    return shopify.readWebhook('products/update', utf8(JSON.stringify(sent)));
  }, JSONS),
  'shopify-client#openWebhook': text((given) =>
    openWebhook(
      { headers: { 'x-shopify-hmac-sha256': given }, body: utf8(given) } as never,
      { secrets: ['secret'] } as never,
    ),
  ),
  'POST /v1/verify': text(
    async (given) => {
      const html = { profile: 'html', text: given };
      await api.request(
        '/v1/verify',
        post({ content: html, mark: given, subject: SUBJECT, environment: 'production' }),
      );
      return api.request('/v1/verify', post(given));
    },
    HTMLS,
    JSONS,
  ),
  'POST /v1/verify/batch': text((given) => api.request('/v1/verify/batch', post(given)), JSONS),
  'POST /v1/detect': text(
    (given) => api.request('/v1/detect', post({ content: { text: given } })),
    HTMLS,
    JSONS,
  ),
};
