/**
 * A shop that stays until it is told to go: for `contentmark shopify …`, for the pipeline, or
 * for a client of your own. It forgets everything when it ends.
 */
// @ts-nocheck

import { parseArgs } from 'node:util';
import { startShopifyServer } from './server.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    /** A shop on a paid plan; without it, a development store. */
    production: { type: 'boolean', default: false },
  },
});
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  process.stderr.write('--port expected a number from 0 to 65535\n');
  process.exit(64);
}

const shop = await startShopifyServer({ products: [], port, isDevelopment: !values.production });
process.stdout.write(
  [
    `# a ${values.production ? 'production' : 'development'} shop, until Ctrl-C`,
    `export CONTENTMARK_SHOPIFY_URL=${shop.url}`,
    `export CONTENTMARK_SHOPIFY_TOKEN=${shop.token}`,
    '',
  ].join('\n'),
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void shop.close());
}
