/** Signs a statement of any kind. Signing code: this file loads cbor-x. */
import { systemClock } from '../../clock.ts';
import { ContentmarkError, wrongArgument } from '../../errors.ts';
import { encodeCbor } from '../../format/bytes/cbor-write.ts';
import { formatUuid } from '../../format/bytes/uuid.ts';
import { requireSigner, type Signer } from '../../format/crypto/signer.ts';
import { encodeRecord } from '../../format/envelope/encode-claims.ts';
import type { Field } from '../../format/envelope/schema.ts';
import { isUri } from '../../format/envelope/vocabulary.ts';
import { randomUuids } from '../../sign/claims-input.ts';
import { signStatement } from '../../sign/sign-statement.ts';
import {
  ATTESTATION_CLAIMS,
  type AttestationClaims,
  type AttestationKind,
  type Software,
} from './kind.ts';

/** Options of every function that signs an attestation: who signs, and for whom. */
export interface SignAttestationOptions {
  /** With a key of its own: a key that signs content must not be on a server that answers strangers. */
  readonly signer: Signer;
  /** Who looked: a URI of whoever runs the detection or the scan. */
  readonly solution: string;
  readonly software?: Software;
}

export const SIGN_OPTIONS: readonly (keyof SignAttestationOptions)[] = [
  'signer',
  'solution',
  'software',
];

/**
 * Signs a statement. Its `id` and the member that says when may be undefined: then they are made here.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_CLAIMS`, `ERR_SIGNER`
 */
export async function sealAttestation<T extends AttestationClaims>(
  kind: AttestationKind<T>,
  { id, ...statement }: { readonly [K in keyof Omit<T, 'solution'>]?: unknown },
  { signer, solution, software }: SignAttestationOptions,
): Promise<Uint8Array> {
  requireSigner('options.signer', signer);
  if (typeof solution !== 'string' || !isUri(solution))
    throw wrongArgument('options.solution', 'a URI of whoever looked', solution);
  const members = statement as Readonly<Record<string, unknown>>;
  const at = members[kind.time];
  // By the name that the caller knows, so that an error names it.
  const fields = ATTESTATION_CLAIMS.map(
    ([key, name, ...shape]): Field => [key, name === 'at' ? kind.time : name, ...shape],
  );
  const claims = encodeRecord('input.', fields, {
    solution,
    // Not ??: a null from somewhere else is a mistake, and no wish for a default.
    [kind.time]: at === undefined ? systemClock() : at,
    id: id === undefined ? formatUuid(randomUuids(1)) : id,
  });
  const payload = encodePayload(kind, members, software);
  // encodePayload has seen that all members are what they are declared to be.
  const problem = kind.findProblem({ ...members, solution } as unknown as T);
  if (problem !== undefined)
    throw new ContentmarkError(
      'ERR_CLAIMS',
      `contradicts itself: ${problem}`,
      `input.${kind.blamed}`,
    );
  const sealed = await signStatement({ type: kind.type, claims, payload }, signer);
  if (sealed.length <= kind.maxBytes) return sealed;
  throw new ContentmarkError(
    'ERR_CLAIMS',
    `makes an attestation of ${sealed.length} bytes, and ${kind.maxBytes} are the most; attest it in pieces`,
    'input',
  );
}

/** Encodes the members that the caller gives as `input`, and the software, which is an option. */
function encodePayload<T extends AttestationClaims>(
  { fields, lists }: AttestationKind<T>,
  statement: Readonly<Record<string, unknown>>,
  software: Software | undefined,
): Uint8Array {
  const found: Record<string, unknown> = { ...statement };
  for (const name of lists) {
    const list = found[name];
    if (!Array.isArray(list)) throw wrongArgument(`input.${name}`, 'an array', list);
    // An empty list would be a second spelling of none.
    if (list.length === 0) delete found[name];
  }
  const ofSoftware = fields.filter(([, name]) => name === 'software');
  const payload = encodeRecord(
    'input.',
    fields.filter((field) => !ofSoftware.includes(field)),
    found,
  );
  for (const [key, value] of encodeRecord('options.', ofSoftware, { software }))
    payload.set(key, value);
  return encodeCbor(payload);
}
