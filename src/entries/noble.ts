/** `contentmark/noble`: Ed25519 in JavaScript, for checks at once where the runtime's can only be awaited. Re-exports only. */
export type { Backend } from '../format/crypto/backend.ts';
export { createNobleBackend } from '../format/crypto/noble.ts';
