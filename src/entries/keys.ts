/** `contentmark/keys`: Ed25519 keys and signers. Re-exports only. */
export {
  exportPublicJwk,
  generateKey,
  importPrivateJwk,
  importPublicKey,
  importSeed,
  keyIdOf,
  type PrivateJwk,
  type PublicJwk,
  SigningKey,
  thumbprint,
  unsafeExportPrivateJwk,
  unsafeExportSeed,
} from '../crypto/keys.ts';
export { importPkcs8, unsafeExportPkcs8 } from '../crypto/pkcs8.ts';
export { localSigner, type Signer } from '../crypto/signer.ts';
export { ContentmarkError, ERROR_CODES, type ErrorCode, isContentmarkError } from '../errors.ts';
