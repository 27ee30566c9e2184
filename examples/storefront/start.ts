/** `npm run example:storefront [-- --port N]`: builds, seeds and starts the shop, and says where it is. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { prepareShop } from './prepare.ts';
import { LEAKS } from './seed/leaks.ts';
import { seed } from './seed/seed.ts';

const { values } = parseArgs({ options: { port: { type: 'string', default: '4173' } } });
const folder = fileURLToPath(new URL('.data', import.meta.url));
const log = join(folder, 'decisions.jsonl');

// NODE_ENV decides which React is loaded.
process.env['NODE_ENV'] = 'production';
prepareShop();
await seed(folder);
// Only now, since its packages may have been installed just before.
const { importShop, listen, MEDIA } = await import('./server/listen.ts');
const { createShop } = await importShop();
const { url } = await listen(createShop({ folder, media: MEDIA, log }), Number(values.port));

console.log(`
  Tarn & Ridge    ${url}
  Back office     ${url}/admin
  Decision log    ${log}

  ${LEAKS.length} leaks are planted: docs/storefront.md says where. Cards such as 4242 4242 4242 4242 do
  not pay here, nor does the account loadtest-3@tarn-and-ridge.eu. Stop with Ctrl-C.
`);
