/**
 * `contentmark/noble`: Ed25519 in JavaScript, for synchronous checks where the runtime's own are
 * asynchronous. Re-exports only.
 */
export type { Backend } from '../format/crypto/backend.ts';
export { createNobleBackend } from '../format/crypto/noble.ts';
