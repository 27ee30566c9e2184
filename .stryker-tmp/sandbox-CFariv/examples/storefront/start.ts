/** `npm run example:storefront [-- --port N]`: builds, seeds and starts the shop, and says where it is. */
// @ts-nocheck

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepareShop } from './prepare.ts';
import { LEAKS } from './seed/leaks.ts';
import { seed } from './seed/seed.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });
const folder = fileURLToPath(new URL('.data', import.meta.url));
const log = join(folder, 'decisions.jsonl');

const { listen, MEDIA, openShop } = await prepareShop();
await seed(folder);
const shop = await openShop({ folder, media: MEDIA, log });
const { url } = await listen(shop, Number(values.port));

console.log(`
  Tarn & Ridge    ${url}
  Back office     ${url}/admin
  Decision log    ${log}

  ${LEAKS.length} leaks are planted: docs/storefront.md says where. Cards such as 4242 4242 4242 4242 do
  not pay here, nor does the account loadtest-3@tarn-and-ridge.eu. Stop with Ctrl-C.
`);
