/**
 * Copies Shopify's introspection files from an unpacked @shopify/dev-mcp into
 * examples/shopify-shop/schemas, without their descriptions, which are two thirds of them:
 * the shop and the tests validate and execute against types, not prose. Nothing else is left out of the
 * schema; of the access scopes beside it, those that a type requires are kept.
 *
 *   npm install --prefix .reports/dev-mcp @shopify/dev-mcp@1.16.0
 *   npx tsx scripts/strip-shopify-schemas.ts .reports/dev-mcp/node_modules/@shopify/dev-mcp/dist/data
 */
// @ts-nocheck

import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';

const FILES = [
  'admin_2026-07',
  'admin_2026-10',
  'storefront-graphql_2026-07',
  'storefront-graphql_2026-10',
];
const OUTPUT = fileURLToPath(new URL('../examples/shopify-shop/schemas/', import.meta.url));

interface Introspection {
  readonly data: unknown;
  readonly offline_scopes?: {
    readonly items: readonly {
      readonly type: string;
      readonly typeName: string;
      readonly offlineScopes: readonly string[];
    }[];
  };
}

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: strip-shopify-schemas FOLDER\n');
  process.exit(64);
}
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
for (const name of FILES) {
  const original = readFileSync(join(folder, `${name}.json.gz`));
  // The files are the package's own; this is their shape.
  const { data, offline_scopes } = JSON.parse(gunzipSync(original).toString()) as Introspection;
  const scopes = offline_scopes?.items
    .filter(({ type, offlineScopes }) => type === 'type' && offlineScopes.length > 0)
    .map(({ typeName, offlineScopes }) => [typeName, offlineScopes]);
  const kept = { data, ...(scopes !== undefined && { scopes: Object.fromEntries(scopes) }) };
  const text = JSON.stringify(kept, (key, value: unknown) =>
    key === 'description' ? undefined : value,
  );
  const stripped = gzipSync(text, { level: 9 });
  writeFileSync(join(OUTPUT, `${name}.json.gz`), stripped);
  const sizes = `${original.length} -> ${stripped.length} bytes`;
  process.stdout.write(
    `${name}  ${sizes}\n  original ${sha256(original)}\n  stripped ${sha256(stripped)}\n`,
  );
}
