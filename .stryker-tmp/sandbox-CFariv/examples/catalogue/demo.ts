/**
 * The main job, on a real AI-made catalogue: sign 101 products, carry each mark in
 * the record, read everything back and verify it; then let six leaks happen.
 */
// @ts-nocheck

import { readFile } from 'node:fs/promises';
import {
  createTrust,
  createVerifier,
  explain,
  exportPublicJwk,
  generateKey,
  imageDigest,
  localSigner,
  parts,
  type SingleContent,
  sign,
  text,
  type Verdict,
} from 'contentmark';
import { embed, extract, memberCarrier } from 'contentmark/carrier';
import colors from 'picocolors';
import { printTable } from './table.ts';

interface Product {
  readonly Id: number;
  readonly Type: string;
  readonly Brand: string;
  readonly Name: string;
  readonly Description: string;
  readonly Price: number;
}
type Row = Readonly<Record<string, unknown>>;

const DATA = new URL('./data/', import.meta.url);
const ISSUER = 'https://shop.example/content-pipeline';
const GENERATOR = { name: 'gpt-35-turbo' };
const carrier = memberCarrier('contentmark');

const products = JSON.parse(await readFile(new URL('catalog.json', DATA), 'utf8')) as Product[];
const images = new Map<number, Uint8Array>();
for (let id = 1; id <= 10; id++) {
  images.set(id, new Uint8Array(await readFile(new URL(`images/${id}.webp`, DATA))));
}

/** What a shopper will see of a product: its name, its description and, where bundled, its image. */
function contentOf({ Id, Name, Description }: Product) {
  const image = images.get(Id);
  const shown: Record<string, SingleContent> = { name: text(Name), description: text(Description) };
  if (image !== undefined) shown['image'] = imageDigest(image, { mediaType: 'image/webp' });
  return parts(shown);
}

const subjectOf = ({ Id }: Product) => `eshop/product/${Id}`;

// Two keys. The production key may speak for production only, the staging key never.
const productionKey = generateKey();
const stagingKey = generateKey();
const trust = createTrust([
  { publicKey: exportPublicJwk(productionKey), issuers: [ISSUER], environments: ['production'] },
  {
    publicKey: exportPublicJwk(stagingKey),
    issuers: [ISSUER],
    environments: ['staging'],
    purposes: ['content', 'fixture'],
  },
]);
const verifier = createVerifier({ trust, environment: 'production' });

// ── 1. The pipeline: sign, embed, store ──────────────────────────────────────────────────────
const signer = localSigner(productionKey);
const signingStarted = performance.now();
const marked: Row[] = [];
for (const product of products) {
  const envelope = await sign(contentOf(product), {
    signer,
    claims: {
      issuer: ISSUER,
      subject: subjectOf(product),
      environment: 'production',
      kind: 'product',
      generator: GENERATOR,
    },
  });
  marked.push(embed({ ...product }, envelope, carrier));
}
const signMicros = ((performance.now() - signingStarted) * 1000) / products.length;
const stored = JSON.stringify(marked);

// ── 2. The storefront: read back, verify, render ─────────────────────────────────────────────
const shop = JSON.parse(stored) as (Product & Row)[];
const verifyingStarted = performance.now();
const verdicts = shop.map((product) =>
  verifier.verifySync(contentOf(product), extract(product, carrier), {
    subject: subjectOf(product),
    requiredParts: 'all',
  }),
);
const verifyMicros = ((performance.now() - verifyingStarted) * 1000) / shop.length;
const verified = verdicts.filter(({ status }) => status === 'verified').length;

console.log(colors.bold('\nA real AI-made catalogue, marked and checked'));
console.log('dotnet/eShop: 101 products, text by GPT-35-Turbo, images by DALL·E 3\n');
printTable(
  ['product', 'parts checked', 'mark', 'verdict'],
  shop.slice(0, 12).map((product, index) => {
    const verdict = verdicts[index] as Verdict;
    const size = extract(product, carrier)[0]?.length ?? 0;
    return [
      product.Name,
      verdict.parts.map(({ name }) => name).join(', '),
      `${size} bytes`,
      verdict.status === 'verified' ? colors.green('verified') : colors.red(verdict.status),
    ];
  }),
);
console.log(colors.dim(`… and ${shop.length - 12} more`));
console.log(
  `\nsigned in ${signMicros.toFixed(0)} µs, verified in ${verifyMicros.toFixed(0)} µs a product, on this machine\n`,
);

// ── 3. Six leaks ─────────────────────────────────────────────────────────────────────────────
const [first, second] = shop as [Product & Row, Product & Row];
const markOf = (product: Row) => extract(product, carrier);
const check = (product: Product & Row, using = verifier) =>
  using.verifySync(contentOf(product), markOf(product), { subject: subjectOf(product) });

async function signFixture(product: Product): Promise<Row & Product> {
  const envelope = await sign(contentOf(product), {
    signer: localSigner(stagingKey),
    claims: {
      issuer: ISSUER,
      subject: subjectOf(product),
      environment: 'staging',
      purpose: 'fixture',
    },
  });
  return embed({ ...product }, envelope, carrier) as Row & Product;
}

async function signExpired(product: Product): Promise<Row & Product> {
  const issuedAt = Math.floor(Date.now() / 1000) - 7200;
  const envelope = await sign(contentOf(product), {
    signer,
    claims: {
      issuer: ISSUER,
      subject: subjectOf(product),
      environment: 'production',
      issuedAt,
      expiresAt: issuedAt + 3600,
    },
  });
  return embed({ ...product }, envelope, carrier) as Row & Product;
}

const revokedTrust = createTrust([
  {
    publicKey: exportPublicJwk(productionKey),
    issuers: [ISSUER],
    environments: ['production'],
    revokedAt: Math.floor(Date.now() / 1000),
  },
]);
const { contentmark: _mark, ...unmarked } = first;

const leaks: readonly (readonly [leak: string, verdict: Verdict])[] = [
  [
    'a description edited after signing',
    check({ ...first, Description: first.Description.replace('waterproof', 'fireproof') }),
  ],
  ["another product's mark pasted in", check({ ...first, contentmark: second['contentmark'] })],
  ['a staging fixture in production', check(await signFixture(first))],
  [
    'a mark whose key was revoked',
    check(first, createVerifier({ trust: revokedTrust, environment: 'production' })),
  ],
  ['a product without its mark', check(unmarked as Product & Row)],
  ['a mark past its expiry', check(await signExpired(first))],
];

console.log(colors.bold('Six leaks'));
console.log('each let loose on the storefront above\n');
printTable(
  ['leak', 'stopped by', 'in plain words'],
  leaks.map(([leak, verdict]) => [
    leak,
    verdict.status === 'verified'
      ? colors.red('NOT STOPPED')
      : colors.yellow(verdict.status === 'rejected' ? verdict.reason : verdict.status),
    explain(verdict).summary.replace(/ \(.*\)$/s, ''),
  ]),
);

const stopped = leaks.filter(([, { status }]) => status !== 'verified').length;
console.log(
  colors.bold(
    `\n${verified} of ${products.length} products signed and verified · ${stopped} of ${leaks.length} leaks stopped\n`,
  ),
);
if (verified !== products.length || stopped !== leaks.length) process.exitCode = 1;
