/**
 * Gives secure random bytes, from WebCrypto, which is a global of every runtime except bare
 * JavaScript engines.
 */
import { ContentmarkError } from '../../errors.ts';

/**
 * Fresh random bytes from the runtime's secure generator.
 * @throws ContentmarkError `ERR_RUNTIME` where there is none.
 */
export function randomBytes(length: number): Uint8Array {
  const { crypto } = globalThis;
  if (crypto?.getRandomValues === undefined) {
    throw new ContentmarkError(
      'ERR_RUNTIME',
      'this runtime has no secure random numbers; import a key instead of generating one, and give each mark its "id"',
    );
  }
  return crypto.getRandomValues(new Uint8Array(length));
}
