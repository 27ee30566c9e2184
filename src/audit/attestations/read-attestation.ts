/** From bytes to an attestation whose signature is to be tried. Nothing that it says is believed yet. */
import { wrongArgument } from '../../errors.ts';
import { decodeBase64url } from '../../format/bytes/base64url.ts';
import { encodeHex } from '../../format/bytes/bytes.ts';
import { createCborReader, fail, readEnd, readIntMap } from '../../format/bytes/cbor-read.ts';
import { encodeSigStructure, readCoseSign1 } from '../../format/bytes/cose.ts';
import { readRecord } from '../../format/envelope/decode-claims.ts';
import { readAttestationHeader } from './header.ts';
import type { AttestationClaims, AttestationKind } from './kind.ts';

/** An attestation as it was read. */
export interface Unchecked<T> {
  /** 16 hexadecimal digits. */
  readonly keyId: string;
  readonly signature: Uint8Array;
  readonly message: Uint8Array;
  readonly attestation: T;
}

/** Why bytes are no attestation of a kind. */
export interface Unreadable {
  readonly reason: 'too-large' | 'malformed' | 'wrong-type';
  readonly detail: string;
}

/** Any of the kinds, where what is read may be of each. */
type AnyKind = AttestationKind<AttestationClaims>;

/**
 * Reads an attestation of one of these kinds, as bytes or as unpadded base64url.
 * @throws ContentmarkError `ERR_ARGUMENT` for what is neither.
 */
export function readAttestation<T extends AttestationClaims>(
  given: Uint8Array | string,
  kinds: readonly AttestationKind<T>[],
): (Unchecked<T> & { readonly type: string }) | Unreadable {
  if (typeof given !== 'string' && !(given instanceof Uint8Array))
    throw wrongArgument('attestation', 'Uint8Array or its base64url', given);
  const most = Math.max(...kinds.map(({ maxBytes }) => maxBytes));
  // Four characters stand for three bytes: a text beyond that is not decoded to find out.
  if (given.length > most * (typeof given === 'string' ? 4 / 3 : 1)) return tooLarge(most);
  // A copy: what is decoded keeps views of its bytes.
  const bytes = typeof given === 'string' ? decodeBase64url(given) : new Uint8Array(given);
  if (bytes === undefined) return { reason: 'malformed', detail: 'not unpadded base64url' };
  const { reader, sign1 } = readCoseSign1(bytes, (at) => readIntMap(at, 0, () => undefined));
  readEnd(reader);
  if (reader.problem !== undefined) return { reason: 'malformed', detail: reader.problem };
  const header = readAttestationHeader(sign1.protectedHeader);
  if (typeof header === 'string') return { reason: 'malformed', detail: header };
  const kind = kinds.find(({ type }) => type === header.type);
  if (kind === undefined)
    return { reason: 'wrong-type', detail: 'a signed object of another kind' };
  if (bytes.length > kind.maxBytes) return tooLarge(kind.maxBytes);
  const { at, ...claims } = header.claims;
  const found = readPayload(sign1.payload, kind as AnyKind);
  if (typeof found === 'string') return { reason: 'malformed', detail: found };
  return {
    type: kind.type,
    keyId: encodeHex(header.keyId),
    signature: sign1.signature,
    message: encodeSigStructure(sign1.protectedHeader, sign1.payload),
    // Every required member was read by the fields of the kind, or there would be a problem.
    attestation: Object.freeze({ ...claims, [kind.time]: at, ...found }) as unknown as T,
  };
}

function tooLarge(most: number): Unreadable {
  return { reason: 'too-large', detail: `more than ${most} bytes` };
}

/** Reads what was found, or gives its problem. */
function readPayload(
  bytes: Uint8Array,
  { fields, lists, findProblem }: AnyKind,
): Readonly<Record<string, unknown>> | string {
  const reader = createCborReader(bytes);
  const found: Record<string, unknown> = {};
  for (const name of lists) found[name] = NOTHING;
  readRecord(reader, fields, found);
  readEnd(reader);
  if (reader.problem !== undefined) return reader.problem;
  // Read by the fields of the kind, so this is its statement, but for the claims.
  const problem = findProblem(found as unknown as AttestationClaims);
  if (problem !== undefined) fail(reader, problem);
  return reader.problem ?? found;
}

const NOTHING: readonly never[] = /* @__PURE__ */ Object.freeze([]);
