/** `contentmark/noble`: Ed25519 in JavaScript, for checks at once where the runtime's can only be awaited. Re-exports only. */
// @ts-nocheck

export type { Backend } from '../crypto/backend.ts';
export { createNobleBackend } from '../crypto/noble.ts';
