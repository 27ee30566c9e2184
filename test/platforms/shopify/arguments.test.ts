/** Every argument of every public function of the two Shopify entries, given every wrong value. */

import {
  createTrust,
  createVerifier,
  ERROR_CODES,
  generateKey,
  isContentmarkError,
  localSigner,
} from 'contentmark';
import * as shopify from 'contentmark/shopify';
import * as client from 'contentmark/shopify-client';
import { describe, expect, it } from 'vitest';
import { WRONG_VALUES } from '../../fixtures/wrong-values.ts';
import { boots } from './products.ts';

type Call = (value: never) => unknown;
/** The argument, how to pass a value there, and what is right there. */
type Row = readonly [argument: string, pass: Call, isRight?: (value: unknown) => boolean];

const isText = (value: unknown) =>
  typeof value === 'string' && value !== '' && value.isWellFormed();
const isAbsent = (value: unknown) => value === undefined;
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isFunction = (value: unknown) => typeof value === 'function';
const isBytes = (value: unknown) => value instanceof Uint8Array;
const isNoOptions = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === 0;
const either =
  (...checks: readonly ((value: unknown) => boolean)[]) =>
  (value: unknown) =>
    checks.some((check) => check(value));
const always = () => true;

const rejected = { status: 'rejected', reason: 'digest-mismatch' } as const;
const shown = { ...boots, shownIn: { language: 'DE', country: 'DE' } };
const envelope = new Uint8Array(10);
const write = shopify.markWrite(boots, envelope);
const option =
  <T extends object>(call: (given: T) => unknown, base: T, name: string): Call =>
  (value) =>
    call({ ...base, [name]: value });

async function drain(source: AsyncIterable<unknown>): Promise<void> {
  for await (const _each of source);
}

const readers: Record<string, readonly Row[]> = Object.fromEntries(
  Object.entries(shopify)
    .filter(([name]) => /^read.*Reply$/.test(name))
    .map(([name, read]) => [name, [['data', read as Call, always]]]),
);

/** Functions that take nothing; and the division of writes, which takes what `markWrite` made. */
const WITHOUT_ROWS = [
  'batchWrites',
  'checkoutExtension',
  'definitionsRequest',
  'definitionsToml',
  'productCarrier',
  'shopRequest',
  'themeExtension',
];

const ADAPTER: Readonly<Record<string, readonly Row[]>> = {
  ...readers,
  bulkOperationRequest: [['id', shopify.bulkOperationRequest, isText]],
  bulkProductsQuery: [['query', shopify.bulkProductsQuery, either(isText, isAbsent)]],
  bulkProductsRequest: [
    ['options', shopify.bulkProductsRequest, either(isAbsent, isNoOptions)],
    ['query', option(shopify.bulkProductsRequest, {}, 'query'), either(isText, isAbsent)],
    [
      'options.groupObjects',
      option(shopify.bulkProductsRequest, {}, 'groupObjects'),
      either(isBoolean, isAbsent),
    ],
  ],
  definitionRequest: [['definition', shopify.definitionRequest]],
  markWrite: [
    ['product', (value) => shopify.markWrite(value, envelope)],
    ['product.id', (id) => shopify.markWrite({ ...boots, id }, envelope), isText],
    [
      'envelope',
      (value) => shopify.markWrite(boots, value),
      (value) => isBytes(value) && (value as Uint8Array).length > 0,
    ],
  ],
  verdictWrite: [
    ['product', (value) => shopify.verdictWrite(value, '{}')],
    ['verdict', (value) => shopify.verdictWrite(boots, value), isText],
  ],
  metafieldsRequest: [
    ['writes', shopify.metafieldsRequest],
    ['writes[0]', (value) => shopify.metafieldsRequest([value])],
    ...(['ownerId', 'namespace', 'key', 'type', 'value'] as const).map(
      (name): Row => [
        `writes[0].${name}`,
        (value) => shopify.metafieldsRequest([{ ...write, [name]: value }]),
        isText,
      ],
    ),
    [
      'writes[0].compareDigest',
      (compareDigest) => shopify.metafieldsRequest([{ ...write, compareDigest }]),
      either(isText, (value) => value === null),
    ],
  ],
  productContent: [
    ['product', shopify.productContent],
    ...(['title', 'descriptionHtml', 'seoTitle', 'seoDescription'] as const).map(
      (name): Row => [
        `product.${name}`,
        (value) => shopify.productContent({ ...boots, [name]: value }),
        (value) => typeof value === 'string',
      ],
    ),
    [
      'product.images',
      (images) => shopify.productContent({ ...boots, images }),
      (v) => Array.isArray(v) && v.length === 0,
    ],
    [
      'product.images[0].alt',
      (alt) => shopify.productContent({ ...boots, images: [{ id: 'x', alt }] }),
      (value) => typeof value === 'string',
    ],
  ],
  productImagesRequest: [
    ['productId', shopify.productImagesRequest, isText],
    ['options', (value) => shopify.productImagesRequest('x', value), either(isAbsent, isNoOptions)],
    [
      'options.after',
      (after) => shopify.productImagesRequest('x', { after }),
      either(isText, isAbsent),
    ],
  ],
  productPageRequest: [
    ['options', shopify.productPageRequest, either(isAbsent, isNoOptions)],
    [
      'options.first',
      option(shopify.productPageRequest, {}, 'first'),
      either(isAbsent, (v) => v === 1),
    ],
    ['options.after', option(shopify.productPageRequest, {}, 'after'), either(isText, isAbsent)],
    ['options.query', option(shopify.productPageRequest, {}, 'query'), either(isText, isAbsent)],
  ],
  productRequest: [['handle', shopify.productRequest, isText]],
  productsRequest: [
    ['ids', shopify.productsRequest],
    ['ids[0]', (id) => shopify.productsRequest([id]), isText],
  ],
  readBulkLines: [['chunks', (chunk) => drain(shopify.readBulkLines([chunk])), isBytes]],
  readBulkProducts: [
    [
      'options',
      (value) => drain(shopify.readBulkProducts([], value)),
      either(isAbsent, isNoOptions),
    ],
    [
      'options.groupObjects',
      (groupObjects) => drain(shopify.readBulkProducts([], { groupObjects })),
      either(isBoolean, isAbsent),
    ],
  ],
  readWebhook: [
    ['topic', (value) => shopify.readWebhook(value, envelope), isText],
    ['body', (value) => shopify.readWebhook('products/update', value), isBytes],
  ],
  shownVerdict: [
    [
      'verdict',
      (verdict) => shopify.shownVerdict(verdict, boots),
      (value) => (value as { status?: unknown } | null | undefined)?.status === 'verified',
    ],
    ['product', (product) => shopify.shownVerdict(rejected, product)],
    ['signedIn', (value) => shopify.shownVerdict(rejected, shown, value), isAbsent],
    [
      'signedIn.language',
      (language) => shopify.shownVerdict(rejected, shown, { language }),
      isText,
    ],
    [
      'signedIn.country',
      (country) => shopify.shownVerdict(rejected, shown, { language: 'EN', country }),
      either(isText, isAbsent),
    ],
  ],
  storefrontProductRequest: [
    ['handle', (value) => shopify.storefrontProductRequest(value), isText],
    [
      'options',
      (value) => shopify.storefrontProductRequest('x', value),
      either(isAbsent, isNoOptions),
    ],
    [
      'options.namespace',
      (namespace) => shopify.storefrontProductRequest('x', { namespace }),
      either(isText, isAbsent),
    ],
    [
      'options.language',
      (language) => shopify.storefrontProductRequest('x', { language }),
      isAbsent,
    ],
    ['options.country', (country) => shopify.storefrontProductRequest('x', { country }), isAbsent],
  ],
};

const CLIENT = { url: 'http://127.0.0.1:1', token: 'shpat_x', retries: 0 };
/** A shop that cannot be reached: what is right comes back as a failure, quickly. */
const nobody = client.createShopifyClient({
  ...CLIENT,
  fetch: () => Promise.reject(new TypeError('fetch failed')),
});
const key = generateKey();
const signer = localSigner(key);
const claims = { issuer: 'https://shop.example/', environment: 'staging' };
const trust = createTrust([
  { publicKey: key.publicKey, issuers: [claims.issuer], environments: ['staging'] },
]);
const verifier = createVerifier({ trust, environment: 'staging' });
const number = (min: number) =>
  either(isAbsent, (v) => typeof v === 'number' && v >= min && v <= 100);
const mark = (given: object) => client.markProducts(nobody, { signer, claims, ...given } as never);
const check = (given: object) =>
  client.checkProducts(nobody, { verifier, environment: 'staging', ...given } as never);
const verdicts = { lifetime: 60 };
const delivery = { headers: {}, body: envelope };

const run = (call: (given: object) => unknown): readonly Row[] => [
  ['options.journal', (journal) => call({ journal }), isAbsent],
  ['options.clock', (clock) => call({ clock }), either(isAbsent, isFunction)],
  ['options.query', (query) => call({ query }), either(isAbsent, isText)],
  ['options.verdicts', (value) => call({ verdicts: value }), isAbsent],
  [
    'options.verdicts.lifetime',
    (lifetime) => call({ verdicts: { ...verdicts, lifetime } }),
    (v) => v === 1,
  ],
  ['options.onProduct', (onProduct) => call({ onProduct }), either(isAbsent, isFunction)],
  ['options.onProgress', (onProgress) => call({ onProgress }), either(isAbsent, isFunction)],
  ['options.signal', (signal) => call({ signal }), isAbsent],
];

const OF_CLIENT: Readonly<Record<string, readonly Row[]>> = {
  createShopifyClient: [
    ['options', client.createShopifyClient],
    ['options.url', option(client.createShopifyClient, CLIENT, 'url')],
    [
      'options.token',
      option(client.createShopifyClient, CLIENT, 'token'),
      (v) => typeof v === 'string' && /^[!-~]+$/.test(v),
    ],
    ['options.apiVersion', option(client.createShopifyClient, CLIENT, 'apiVersion'), isAbsent],
    ['options.timeout', option(client.createShopifyClient, CLIENT, 'timeout'), number(0.001)],
    ['options.retries', option(client.createShopifyClient, CLIENT, 'retries'), number(0)],
    ['options.minDelay', option(client.createShopifyClient, CLIENT, 'minDelay'), number(0)],
    ['options.maxDelay', option(client.createShopifyClient, CLIENT, 'maxDelay'), number(0)],
    [
      'options.fetch',
      option(client.createShopifyClient, CLIENT, 'fetch'),
      either(isAbsent, isFunction),
    ],
    [
      'options.onWait',
      option(client.createShopifyClient, CLIENT, 'onWait'),
      either(isAbsent, isFunction),
    ],
  ],
  markProducts: [
    ['client', (value) => client.markProducts(value, { signer, claims })],
    ['options', (value) => client.markProducts(nobody, value)],
    ['options.signer', (value) => mark({ signer: value })],
    ['options.claims|issuer|claims', (value) => mark({ claims: value })],
    ['claims.issuer', (issuer) => mark({ claims: { ...claims, issuer } }), isText],
    ['claims.environment', (environment) => mark({ claims: { ...claims, environment } }), isText],
    ['options.dryRun', (dryRun) => mark({ dryRun }), either(isAbsent, isBoolean)],
    ...run(mark),
  ],
  checkProducts: [
    ['client', (value) => client.checkProducts(value, { verifier, environment: 'staging' })],
    ['options', (value) => client.checkProducts(nobody, value)],
    ['options.verifier', (value) => check({ verifier: value })],
    ['options.environment', (environment) => check({ environment }), isText],
    ['options.audience', (audience) => check({ audience }), either(isAbsent, isText)],
    ...run(check),
  ],
  assertShop: [
    ['client', (value) => client.assertShop(value, { environment: 'staging', trust })],
    ['options', (value) => client.assertShop(nobody, value)],
    [
      'options.environment',
      (environment) => client.assertShop(nobody, { environment, trust }),
      isText,
    ],
    ['options.trust', (value) => client.assertShop(nobody, { environment: 'x', trust: value })],
    [
      'options.signal',
      (signal) => client.assertShop(nobody, { environment: 'staging', trust, signal }),
      isAbsent,
    ],
  ],
  setUpShop: [
    ['client', (value) => client.setUpShop(value)],
    ['options', (value) => client.setUpShop(nobody, value), either(isAbsent, isNoOptions)],
    [
      'options.dryRun',
      (dryRun) => client.setUpShop(nobody, { dryRun }),
      either(isAbsent, isBoolean),
    ],
    ['options.signal', (signal) => client.setUpShop(nobody, { signal }), isAbsent],
  ],
  openWebhook: [
    ['delivery', (value) => client.openWebhook(value, { secrets: ['x'] })],
    [
      'delivery.body',
      (body) => client.openWebhook({ ...delivery, body }, { secrets: ['x'] }),
      isBytes,
    ],
    [
      'delivery.headers',
      (headers) => client.openWebhook({ ...delivery, headers }, { secrets: ['x'] }),
      (v) => typeof v === 'object' && v !== null,
    ],
    ['options', (value) => client.openWebhook(delivery, value)],
    ['options.secrets', (secrets) => client.openWebhook(delivery, { secrets })],
    [
      'options.secrets[0]',
      (secret) => client.openWebhook(delivery, { secrets: [secret] }),
      (v) => typeof v === 'string' && v !== '',
    ],
  ],
};

const functionsOf = (module: object) =>
  Object.entries(module).flatMap(([name, value]) => (typeof value === 'function' ? [name] : []));

it('every public function has its rows', () => {
  expect([...Object.keys(ADAPTER), ...WITHOUT_ROWS].sort()).toEqual(functionsOf(shopify).sort());
  expect(Object.keys(OF_CLIENT).sort()).toEqual(functionsOf(client).sort());
});

describe.each(Object.entries({ ...ADAPTER, ...OF_CLIENT }))('%s', (_name, rows) => {
  it.each(rows.map((row, index): [string, number] => [row[0], index]))(
    'answers every wrong "%s" (row %i) with an error that names it',
    async (_argument, index) => {
      const [argument, pass, isRight = () => false] = rows[index] as Row;
      const surprises: string[] = [];
      for (const [label, value] of WRONG_VALUES) {
        const wanted = isRight(value) ? 'answered' : 'refused';
        const found = await tryValue(pass, value, argument);
        if (found !== wanted) surprises.push(`${label}: ${found}, expected it ${wanted}`);
      }
      expect(surprises).toEqual([]);
    },
  );
});

async function tryValue(pass: Call, value: unknown, argument: string): Promise<string> {
  try {
    await pass(value as never);
    return 'answered';
  } catch (error) {
    if (!isContentmarkError(error)) return `threw ${String(error)}`;
    if (!ERROR_CODES.includes(error.code)) return `threw the unknown code ${error.code}`;
    const isNamed = argument.split('|').some((name) => error.argument?.startsWith(name));
    return isNamed ? 'refused' : `blamed "${error.argument}"`;
  }
}
