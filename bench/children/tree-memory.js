/** Whether checking more items of one tree takes more memory. Runs with --expose-gc. */
import { openWith } from './ours.js';
import { answer, readRequest, toBytes } from './request.js';

/** @type {{ readonly publicKey: string, readonly first: number, readonly items: readonly { readonly mark: string, readonly subject: string, readonly text: string }[] }} */
const { publicKey, first, items } = readRequest();
const check = await openWith(toBytes(publicKey), { cacheSize: 0 });

function weigh() {
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

for (const { mark, ...product } of items.slice(0, first)) await check(mark, product);
const before = weigh();
for (const { mark, ...product } of items) await check(mark, product);
answer({ growthBytes: weigh() - before });
