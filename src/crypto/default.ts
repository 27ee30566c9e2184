/** Chooses the backend of this runtime: native where it proves itself, else noble. */
import { decodeHex, equalBytes } from '../bytes/bytes.ts';
import type { Backend } from './backend.ts';
import { createNativeBackend } from './native.ts';
import { createNobleBackend } from './noble.ts';

/** RFC 8032 §7.1, test 2. */
const SEED = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';
const MESSAGE = '72';
const SIGNATURE =
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da' +
  '085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';

/** SHA-256 of the message. */
const DIGEST = '454349e422f05297191ead13e21d3db520e5abef52055e4964b82fb213f593a1';

/**
 * Whether a backend really signs and verifies. Runtimes exist in which a key
 * imports and signs but verifying throws, so importing alone proves nothing.
 */
function passesSelfTest(backend: Backend): boolean {
  try {
    const [seed, message, signature, digest] = [SEED, MESSAGE, SIGNATURE, DIGEST].map(
      (hex) => decodeHex(hex) as Uint8Array,
    ) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
    const check = backend.importPublicKey(backend.derivePublicKey(seed));
    const flipped = signature.slice();
    flipped[63] = (flipped[63] as number) ^ 0x08;
    return (
      equalBytes(backend.sha256(message), digest) &&
      equalBytes(backend.importSeed(seed)(message), signature) &&
      check.now(signature, message) &&
      !check.now(flipped, message)
    );
  } catch {
    return false;
  }
}

// A fact about the runtime, not state: it cannot change while the process lives.
let chosen: Backend | undefined;

/** The backend of this runtime, chosen by a self-test on first use. */
export function getDefaultBackend(): Backend {
  if (chosen === undefined) {
    const native = createNativeBackend();
    chosen = native !== undefined && passesSelfTest(native) ? native : createNobleBackend();
  }
  return chosen;
}
