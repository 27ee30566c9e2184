/** Asks for the store views of a shop and reads the reply. */

import { readCount, readText } from '../read-member.ts';
import { isStoreViewCode } from './limits.ts';
import { createRequest, type RestRequest } from './request.ts';

/** Asks for the store views. */
export function storeViewsRequest(): RestRequest {
  return createRequest('GET', 'all', 'store/storeViews');
}

/** Reads their codes, without the one that stands for the admin. */
export function readStoreViewsReply(
  reply: unknown,
): { readonly codes: readonly string[] } | { readonly problem: string } {
  if (!Array.isArray(reply)) return { problem: 'not a list of store views' };
  const codes: string[] = [];
  for (const view of reply as readonly unknown[]) {
    const code = readText(view, 'code');
    if (readCount(view, 'id') === 0 || code === 'admin') continue;
    if (!isStoreViewCode(code)) return { problem: 'a store view without a code' };
    codes.push(code);
  }
  return { codes };
}
