/** The option `attestations` of createVerificationApi: who signs what `/v1/detect` finds. */
import type { Software } from '../audit/attestations/kind.ts';
import { ContentmarkError, readOptions } from '../errors.ts';
import { keyIdOf } from '../format/crypto/public-key.ts';
import type { Signer } from '../format/crypto/signer.ts';
import { wrongOption } from '../options.ts';
import type { Trust } from '../trust/trust.ts';
import type { PublishedKey } from './published-keys.ts';

/** Signs what `/v1/detect` finds. */
export interface AttestationSigning {
  /** With a key of its own: one that signs content must not be on a server that answers strangers. */
  readonly signer: Signer;
  /** The detection solution: a URI of whoever runs this server. */
  readonly solution: string;
  readonly software?: Software;
}

/** How attestations are signed, and the check that this may be done now. */
export interface AttestationSettings extends AttestationSigning {
  /** @throws ContentmarkError `ERR_KEY` where the trust has learnt that the key signs content. */
  readonly requireOwnKey: () => void;
}

/**
 * Reads it. A key that signs content is refused, also one that the trust has pinned and may come to hold.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_KEY`
 */
export function readAttestations(
  attestations: unknown,
  trust: Trust,
  published: readonly PublishedKey[],
): AttestationSettings | undefined {
  if (attestations === undefined) return undefined;
  const name = 'options.attestations';
  const { signer, solution, software } = {
    ...readOptions(name, attestations as AttestationSigning, ['signer', 'solution', 'software']),
  };
  const publicKey: unknown = typeof signer === 'object' && signer !== null && signer.publicKey;
  if (!(publicKey instanceof Uint8Array) || publicKey.length !== 32)
    throw wrongOption(`${name}.signer`, 'a Signer: localSigner(key), or your own');
  if (typeof solution !== 'string' || !URL.canParse(solution))
    throw wrongOption(`${name}.solution`, 'a URI');
  const keyId = keyIdOf(publicKey);
  if (published.some(({ publicKey: key }) => keyIdOf(key) === keyId)) throw contentKey();
  // A trust over keys from elsewhere learns of them later; what it has pinned it knows now.
  const { pinnedKeyIds } = trust as Partial<Record<'pinnedKeyIds', unknown>>;
  if (Array.isArray(pinnedKeyIds) && pinnedKeyIds.includes(keyId)) throw contentKey();
  const requireOwnKey = (): void => {
    if (trust.keyIds.includes(keyId)) throw contentKey();
  };
  requireOwnKey();
  return {
    signer,
    solution,
    ...(software !== undefined && { software }),
    requireOwnKey,
  };
}

function contentKey(): ContentmarkError {
  const name = 'options.attestations.signer';
  return new ContentmarkError(
    'ERR_KEY',
    'has a key that may sign content; use another, so that whoever breaks into this server cannot make marks',
    name,
  );
}
