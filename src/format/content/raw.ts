/** Profile raw-1: bytes as they are. */
import { ContentmarkError, readOptions, requireBytes } from '../../errors.ts';
import { createContent, RAW_1, type SingleContent } from './content.ts';

const MEDIA_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/;

/** Options of {@link raw} and {@link imageDigest}. */
export interface RawOptions {
  /** Media type to name in the envelope, such as `image/webp`. Default none. */
  readonly mediaType?: string;
}

/**
 * Bytes as they are: files, feeds, anything whose encoding must not change. The
 * bytes are not copied; leave them alone until `sign` or `verify` returns.
 */
export function raw(bytes: Uint8Array, options: RawOptions = {}): SingleContent {
  requireBytes('bytes', bytes);
  const { mediaType } = readOptions('options', options, ['mediaType']);
  if (mediaType !== undefined && !(typeof mediaType === 'string' && MEDIA_TYPE.test(mediaType))) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'expected a media type such as "image/webp"',
      'options.mediaType',
    );
  }
  return createContent(RAW_1, undefined, () => ({ form: bytes }), mediaType);
}

/**
 * An image, bound by the SHA-256 of the file as it was uploaded. Shops deliver
 * resized and re-encoded renditions, which never match: check the original.
 * @example
 * ```ts
 * import { generateKey, imageDigest, localSigner, signSync } from 'contentmark';
 *
 * export function markUpload(file: Uint8Array, subject: string): Uint8Array {
 *   const claims = { issuer: 'https://shop.example/ai', subject, environment: 'production', kind: 'image' } as const;
 *   return signSync(imageDigest(file, { mediaType: 'image/webp' }), { signer: localSigner(generateKey()), claims });
 * }
 * ```
 */
export function imageDigest(bytes: Uint8Array, options: RawOptions = {}): SingleContent {
  return raw(bytes, options);
}
