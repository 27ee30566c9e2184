/**
 * Makes fingerprints: of signed parts, for a registry to keep, and of values, to ask a registry
 * about.
 */

import {
  type Content,
  isParts,
  requireContent,
  type SingleContent,
} from '../../format/content/content.ts';
import { digestContent } from '../../format/content/digest.ts';
import { html } from '../../format/content/html/html.ts';
import { htmlText } from '../../format/content/html/html-text.ts';
import { text } from '../../format/content/text.ts';
import { getNativeBackend } from '../../format/crypto/default.ts';
import { PORTABLE } from '../../format/crypto/portable.ts';
import { wrongOption } from '../../options.ts';
import type { NearFingerprint, Query, RegistryEntry } from './entry.ts';
import { simhash } from './simhash.ts';

/** How a statement is remembered. */
export interface StatementTerms {
  /** UUID of the statement: `claims.id`. */
  readonly id: string;
  /** Unix seconds. */
  readonly keepUntil: number;
}

/** A text's near fingerprint; `undefined` where it has fewer than 12 words. */
export function fingerprintText(value: string): NearFingerprint | undefined {
  if (typeof value !== 'string') throw wrongOption('value', 'a string');
  const hash = simhash(value);
  return hash && { kind: 'text', hash };
}

/**
 * The entries that remember a signed content: one for each part that has a canonical form.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { text } from 'contentmark';
 * import { entriesOf } from 'contentmark/registry';
 *
 * const entries = entriesOf(text('Waterproof boots'), {
 *   id: '0f8fad5b-d9cb-469f-a165-70867728950e',
 *   keepUntil: 1_900_000_000,
 * });
 * console.log(entries.length); // 1
 * ```
 */
export function entriesOf(
  content: Content,
  { id, keepUntil }: StatementTerms,
): readonly RegistryEntry[] {
  requireContent('content', content);
  const parts = isParts(content) ? [...content.parts.values()] : [content];
  return parts.flatMap((part) => {
    const digest = digestOf(part);
    const near = part.source === undefined ? undefined : fingerprintText(part.source);
    return digest === undefined ? [] : [{ id, keepUntil, digest, near }];
  });
}

/**
 * What to ask a registry about a value whose profile is not known: its digests under every profile
 * of texts that it can have been signed with, and its near fingerprint.
 * @throws ContentmarkError `ERR_ARGUMENT` for what is no string.
 * @example
 * ```ts
 * import { text } from 'contentmark';
 * import { createMemoryRegistry, entriesOf, queryOf } from 'contentmark/registry';
 *
 * const copy = 'These boots keep your feet dry on wet paths and dry within one night.';
 * const registry = createMemoryRegistry();
 * const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
 * await registry.add(entriesOf(text(copy), { id, keepUntil: 1_900_000_000 }));
 * const [same] = await registry.recognize(queryOf(copy), 1_800_000_000);
 * console.log(same?.kind, same?.id === id); // exact true
 * ```
 */
export function queryOf(value: string): Query {
  const near = fingerprintText(value);
  const contents = [text(value)];
  if (HAS_HTML_FORM.test(value)) contents.push(html(value), htmlText(value));
  return { digests: contents.map(digestOf).filter((digest) => digest !== undefined), near };
}

/** What the HTML profiles write otherwise than text-1 does: without it, one digest is that of all three. */
const HAS_HTML_FORM = /[<>&\t\n\f\r\u00a0]| {2}|^ | $/;

/** Under its profile; `undefined` where it has no canonical form. */
export function digestOf(content: SingleContent): Uint8Array | undefined {
  return digestContent(content, getNativeBackend() ?? PORTABLE).digest;
}
