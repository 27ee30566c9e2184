/**
 * Runs the pipeline from end to end: `npm run example:pipeline`.
 *
 *   --folder DIR   where texts and marks are kept; a run that was killed goes on from there.
 *                  Default a temporary one, which goes with the test shop
 *   --key FILE     a signing key made by `contentmark keygen`. Default one made in the folder
 *   --pause MS     between two words, so that one can watch
 *
 * The shop is a test shop in this process (examples/shopify-shop), or the one that
 * CONTENTMARK_SHOPIFY_URL and CONTENTMARK_SHOPIFY_TOKEN name.
 */
// @ts-nocheck

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import {
  exportPublicJwk,
  generateKey,
  importPrivateJwk,
  localSigner,
  type SigningKey,
  unsafeExportPrivateJwk,
} from 'contentmark/keys';
import { assertShop, createShopifyClient, setUpShop } from 'contentmark/shopify-client';
import { createTrust, createVerifier } from 'contentmark/verify';
import { startShopifyServer } from '../shopify-shop/server.ts';
import { runPipeline } from './pipeline.ts';
import { readBack, why } from './push.ts';
import { readTasks } from './tasks.ts';
import { createTemplateGenerator } from './template-generator.ts';
import { openWorkspace, writeWhole } from './workspace.ts';

const ISSUER = 'https://shop.example/content-pipeline';
const ENVIRONMENT = 'staging';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    key: { type: 'string' },
    pause: { type: 'string', default: '0' },
  },
});
const tasks = await readTasks();
const folder = values.folder ?? (await mkdtemp(join(tmpdir(), 'contentmark-pipeline-')));
const workspace = await openWorkspace(folder);
const key = await readKey(values.key ?? join(folder, 'signing-key.jwk'));
const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort());

// The side that checks has the public key only.
const trust = createTrust([
  { publicKey: exportPublicJwk(key), issuers: [ISSUER], environments: [ENVIRONMENT] },
]);
const verifier = createVerifier({ trust, environment: ENVIRONMENT });

const { CONTENTMARK_SHOPIFY_URL: url, CONTENTMARK_SHOPIFY_TOKEN: token } = process.env;
const server = url ? undefined : await startShopifyServer({ products: [], isDevelopment: true });
try {
  const client = createShopifyClient({
    url: server?.url ?? url ?? '',
    token: server?.token ?? token ?? '',
    onWait: ({ seconds, reason }) => say(`waiting ${seconds.toFixed(0)} s: ${reason}`),
  });
  // Staging's marks do not belong into the real shop: the shop itself is asked which one it is.
  const asserted = await assertShop(client, { environment: ENVIRONMENT, trust });
  if (asserted.status === 'failed') throw new Error(`${asserted.reason}: ${asserted.detail}`);
  const ready = await setUpShop(client);
  if (ready.status === 'failed') throw new Error(`${ready.reason}: ${ready.detail}`);

  const shop = { client, verifier };
  const generator = createTemplateGenerator({ pause: Number(values.pause) });
  say(
    `${tasks.length} products, written by "${generator.claim.name}", for ${asserted.shop.domain}`,
  );
  const characters = new Map<string, number>();
  const results = await runPipeline({
    tasks,
    generator,
    signer: localSigner(key),
    claims: { issuer: ISSUER, environment: ENVIRONMENT },
    shop,
    workspace,
    signal: interrupt.signal,
    onText: (handle, piece) => characters.set(handle, (characters.get(handle) ?? 0) + piece.length),
    onResult({ handle, outcome, detail, isNew }) {
      const text = isNew ? `${characters.get(handle) ?? 0} characters written` : 'text found';
      const isGood = ['created', 'replaced', 'kept'].includes(outcome);
      const end = isGood ? `${outcome}, read back, verified` : `${outcome}: ${detail}`;
      say(`  ${handle.padEnd(16)} ${text}, ${end}`);
    },
  });

  const count = (...outcomes: readonly string[]): number =>
    results.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const good = count('created', 'replaced', 'kept');
  say(
    `${good} of ${tasks.length} in the shop with a mark that holds: ${count('created')} created, ` +
      `${count('replaced')} replaced, ${count('kept')} there already`,
  );
  const product = server?.store.byHandle('trail-boot');
  if (product !== undefined) {
    product.descriptionHtml = product.descriptionHtml.replace('leather', 'Gore-Tex');
    const edited = await readBack(shop, product.handle);
    if (edited.status === 'ok') say(`then somebody edits trail-boot: ${why(edited.verdict)}`);
  }
  if (good < tasks.length) {
    process.exitCode = 1;
    say(`nothing is lost; go on with: npm run example:pipeline -- --folder ${folder}`);
  } else if (values.folder === undefined && server !== undefined) {
    await rm(folder, { recursive: true });
  }
} finally {
  await server?.close();
}

/** Reads a key, or makes one where there is none. Yours stays in a key service. */
async function readKey(path: string): Promise<SigningKey> {
  try {
    return importPrivateJwk(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || values.key) throw error;
    const key = generateKey();
    await writeWhole(path, `${JSON.stringify(unsafeExportPrivateJwk(key))}\n`);
    return key;
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
