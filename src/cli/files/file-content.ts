/** Makes the content of a file that is signed or checked by itself. */
import { raw, type SingleContent } from 'contentmark/content';
import { decodeDamaged, decodeUtf8, loadProfiles, type ProfileName } from 'contentmark/records';
import { usage } from '../terminal/failure.ts';

/** The content of a file as it is: a byte order mark or a last line end is content. */
export async function contentOfFile(
  profile: ProfileName,
  bytes: Uint8Array,
  file: string,
  mediaType?: string,
): Promise<SingleContent> {
  if (profile === 'raw') return raw(bytes, mediaType === undefined ? {} : { mediaType });
  if (mediaType !== undefined) {
    throw usage(
      '--media-type goes with --profile raw; other profiles imply theirs',
      '--media-type',
    );
  }
  const source = decodeUtf8(bytes);
  if (source === undefined) {
    throw usage(
      `${file}: not UTF-8, so it is no text; convert it, or sign its bytes with --profile raw`,
      'FILE',
    );
  }
  return (await loadProfiles([profile]))(profile, source);
}

/**
 * The content of a file that is about to be checked. It comes from outside, so bytes that
 * are not text give a verdict (`content-invalid`), not an error.
 */
export async function shownFile(profile: ProfileName, bytes: Uint8Array): Promise<SingleContent> {
  if (profile === 'raw') return raw(bytes);
  const source = decodeUtf8(bytes) ?? decodeDamaged(Buffer.from(bytes).toString('latin1'));
  return (await loadProfiles([profile]))(profile, source);
}
