/** `contentmark/keys`: Ed25519 keys and signers. Re-exports only. */
// @ts-nocheck

export {
  exportPublicJwk,
  generateKey,
  importPrivateJwk,
  importSeed,
  SigningKey,
  unsafeExportPrivateJwk,
  unsafeExportSeed,
} from '../crypto/keys.ts';
export { importPkcs8, unsafeExportPkcs8 } from '../crypto/pkcs8.ts';
export {
  importPublicKey,
  keyIdOf,
  type PrivateJwk,
  type PublicJwk,
  thumbprint,
} from '../crypto/public-key.ts';
export { localSigner, type Signer } from '../crypto/signer.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
