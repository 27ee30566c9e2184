/** Where a followed recall list is read from: an address, or a file that is looked at for changes. */

import {
  type DocumentKind,
  type FetchFailure,
  type FetchSettings,
  fetchDocument,
} from '../remote/fetch-document.ts';
import { getFiles } from '../remote/whole-file.ts';
import { MAX_RECALL_LIST_BYTES } from './recall-list.ts';

/** The list's bytes, that they are the ones of last time, or why there are none. */
export type ReadList =
  | { readonly bytes: Uint8Array }
  | 'unchanged'
  | { readonly failure: FetchFailure; readonly detail: string };

/** Reads the list once. Never rejects. */
export type ListSource = () => Promise<ReadList>;

/** Web servers that know no such type send octets. */
const RECALL_LIST: DocumentKind = /* @__PURE__ */ Object.freeze({
  accept: 'application/vnd.contentmark.recall+cose, application/cose, application/octet-stream',
  contentType: /^application\/(?:vnd\.contentmark\.recall\+cose|cose|octet-stream)\s*(?:;|$)/i,
  maxBytes: MAX_RECALL_LIST_BYTES,
});

/** A list at an address. */
export function createAddressSource(settings: FetchSettings): ListSource {
  let etag: string | undefined;
  return async () => {
    const fetched = await fetchDocument(settings, RECALL_LIST, etag);
    if (fetched === 'unchanged' || 'failure' in fetched) return fetched;
    etag = fetched.etag;
    return { bytes: fetched.bytes };
  };
}

/**
 * A list in a file. Whoever replaces it writes another file and renames it, so another size, time or
 * inode is another list.
 * @throws ContentmarkError `ERR_RUNTIME` where the runtime has no files.
 */
export function createFileSource(path: string): ListSource {
  const { promises } = getFiles('source');
  let seen = '';
  return async () => {
    try {
      const { size, mtimeMs, ino } = await promises.stat(path);
      const state = `${size} ${mtimeMs} ${ino}`;
      if (state === seen) return 'unchanged';
      if (size > MAX_RECALL_LIST_BYTES)
        return { failure: 'too-large', detail: `more than ${MAX_RECALL_LIST_BYTES} bytes` };
      const bytes = new Uint8Array(await promises.readFile(path));
      seen = state;
      return { bytes };
    } catch (error) {
      const { code } = Object(error) as { readonly code?: unknown };
      return { failure: 'unreachable', detail: typeof code === 'string' ? code : 'unreadable' };
    }
  };
}
