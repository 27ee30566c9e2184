/** `contentmark/keys`: Ed25519 keys and signers. Re-exports only. */

export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
export {
  exportPublicJwk,
  generateKey,
  importPrivateJwk,
  importSeed,
  SigningKey,
  unsafeExportPrivateJwk,
  unsafeExportSeed,
} from '../format/crypto/keys.ts';
export { importPkcs8, unsafeExportPkcs8 } from '../format/crypto/pkcs8.ts';
export {
  importPublicKey,
  keyIdOf,
  type PrivateJwk,
  type PublicJwk,
  thumbprint,
} from '../format/crypto/public-key.ts';
export { localSigner, type Signer } from '../format/crypto/signer.ts';
