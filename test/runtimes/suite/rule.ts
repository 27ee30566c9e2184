/**
 * The acceptance rule as the verifier applies it, on each backend that this runtime has.
 * The package does not export it, so this comes from its sources, not from the build.
 */
import { type Backend, checkSoon, createVettedCheck } from '../../../src/format/crypto/backend.ts';
import {
  getNativeBackend,
  loadBackend,
  loadWebBackend,
} from '../../../src/format/crypto/default.ts';
import { findPublicKeyProblem } from '../../../src/format/crypto/ed25519.ts';
import { createNobleBackend } from '../../../src/format/crypto/noble.ts';
import {
  createNobleSigning,
  getSigningBackend,
  type SigningBackend,
} from '../../../src/format/crypto/signing.ts';

export type { Backend, SigningBackend };

/** Every backend that works here. */
export async function loadBackends(): Promise<readonly Backend[]> {
  const found = [getNativeBackend(), await loadWebBackend(), createNobleBackend()];
  return found.filter((backend) => backend !== undefined);
}

/** The one that a verifier takes where nobody asks for another. */
export async function loadDefaultBackend(): Promise<Backend> {
  return getNativeBackend() ?? (await loadBackend());
}

/** Every backend that signs here: the chosen one, and JavaScript. */
export function listSigningBackends(): readonly SigningBackend[] {
  const chosen = getSigningBackend();
  return chosen.name === 'noble' ? [chosen] : [chosen, createNobleSigning()];
}

/** The verdict of the rule on signatures under one key: the key vetted, then each signature checked. */
export function openKey(
  backend: Backend,
  publicKey: Uint8Array,
): (signature: Uint8Array, message: Uint8Array) => Promise<boolean> {
  if (findPublicKeyProblem(publicKey) !== undefined) return async () => false;
  const check = createVettedCheck(backend, publicKey);
  const { now, aside } = check;
  return async (signature, message) => {
    const isGood = await checkSoon({ now: undefined, aside }, signature, message);
    if (now !== undefined && now(signature, message) !== isGood) {
      throw new Error(`${backend.name} says one thing at once and another when awaited`);
    }
    return isGood;
  };
}
