/**
 * The `Carrier` interface: a carrier writes an envelope's text form into a host record and finds it
 * again. Carrying is never a trust decision: `extract` returns what is there, and only `verify`
 * says whether it holds.
 */

import { ContentmarkError, requireBytes, wrongArgument } from '../errors.ts';
import { decodeBase64url, encodeBase64url } from '../format/bytes/base64url.ts';
import { MAX_ENVELOPE_BYTES } from '../format/envelope/limits.ts';

/** Writes envelopes to hosts of one type and reads them back. Hosts are never changed in place. */
export interface Carrier<Host> {
  readonly name: string;
  /**
   * The host with this text form as its only mark; everything else stays as it is.
   * @throws ContentmarkError `ERR_HOST` where this host cannot carry it.
   */
  write(host: Host, textForm: string): Host;
  /** Every mark on the host, as it stands there. Never throws; a host without any gives `[]`. */
  read(host: Host): readonly string[];
}

/**
 * What `extract` gives for an unreadable mark: zero bytes. No envelope is empty, so `verify` calls
 * it malformed, not absent.
 */
const UNREADABLE: Uint8Array = /* @__PURE__ */ new Uint8Array(0);

/** An envelope as text: unpadded base64url. Needs no escaping in HTML, JSON, CSV, Liquid or headers. */
export function encodeTextForm(envelope: Uint8Array): string {
  requireBytes('envelope', envelope);
  if (envelope.length === 0 || envelope.length > MAX_ENVELOPE_BYTES) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `is ${envelope.length} bytes, expected 1 to ${MAX_ENVELOPE_BYTES}`,
      'envelope',
    );
  }
  return encodeBase64url(envelope);
}

/** The bytes of a text form, or `undefined` where the text is not strict unpadded base64url. */
export function decodeTextForm(textForm: string): Uint8Array | undefined {
  if (typeof textForm !== 'string') throw wrongArgument('textForm', 'a string', textForm);
  return decodeBase64url(textForm);
}

/**
 * Puts a mark on a host, in place of any other mark of the same carrier.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_HOST`
 * @example
 * ```ts
 * import { generateKey, localSigner, signSync, text } from 'contentmark';
 * import { embed, memberCarrier } from 'contentmark/carrier';
 *
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(text('Light.'), { signer: localSigner(generateKey()), claims });
 * const product = { title: 'Trail Boot', description: 'Light.' };
 * console.log(Object.keys(embed(product, mark, memberCarrier())).join()); // title,description,contentmark
 * ```
 */
export function embed<Host>(host: Host, envelope: Uint8Array, carrier: Carrier<Host>): Host {
  requireCarrier(carrier);
  return carrier.write(host, encodeTextForm(envelope));
}

/**
 * Finds the marks on a host. Give all of them to `verify`: it calls two different
 * ones ambiguous. A mark that cannot be read extracts as zero bytes, which `verify`
 * calls malformed, so a damaged mark never looks like no mark.
 * @throws ContentmarkError `ERR_ARGUMENT` only for a wrong carrier.
 * @example
 * ```ts
 * import { generateKey, localSigner, signSync, text } from 'contentmark';
 * import { embed, extract, memberCarrier } from 'contentmark/carrier';
 *
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(text('Light.'), { signer: localSigner(generateKey()), claims });
 * const product = embed({ title: 'Trail Boot' }, mark, memberCarrier());
 * // Give all of it to `verify`.
 * console.log(extract(product, memberCarrier()).length); // 1
 * console.log(extract({ title: 'Trail Boot' }, memberCarrier()).length); // 0
 * ```
 */
export function extract<Host>(host: Host, carrier: Carrier<Host>): readonly Uint8Array[] {
  requireCarrier(carrier);
  let found: readonly string[];
  try {
    found = carrier.read(host);
  } catch {
    // A proxy or getter of somebody's: what cannot be asked may hold a mark.
    return [UNREADABLE];
  }
  return found.map((textForm) => decodeBase64url(textForm) ?? UNREADABLE);
}

function requireCarrier(carrier: unknown): void {
  if (
    typeof carrier !== 'object' ||
    carrier === null ||
    typeof (carrier as Partial<Carrier<unknown>>).read !== 'function' ||
    typeof (carrier as Partial<Carrier<unknown>>).write !== 'function'
  ) {
    throw wrongArgument('carrier', 'a Carrier (metafieldCarrier(), attributeCarrier() …)', carrier);
  }
}
