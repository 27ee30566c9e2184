/**
 * The first half of a check: from evidence to a signature that can be verified.
 * Nothing the envelope claims is used here; only its shape and the key it names.
 */
import { decodeBase64url } from '../bytes/base64url.ts';
import { equalBytes } from '../bytes/bytes.ts';
import { encodeSigStructure } from '../bytes/cose.ts';
import { type DecodedEnvelope, decodeEnvelope } from '../envelope/decode.ts';
import { MAX_ENVELOPE_BYTES } from '../envelope/limits.ts';
import { wrongArgument } from '../errors.ts';
import type { Trust, TrustedKey } from './trust.ts';
import { ABSENT, reject, type Verdict } from './verdict.ts';

/**
 * What stands on the host: an envelope's bytes, its text form, all that `extract`
 * found there, or nothing. An empty string is nothing: platforms store it for "no value".
 */
export type Evidence = Uint8Array | string | readonly (Uint8Array | string)[] | null | undefined;

/** A signature ready to be checked. */
export interface Pending {
  readonly status: 'pending';
  readonly envelope: DecodedEnvelope;
  readonly key: TrustedKey;
  readonly message: Uint8Array;
}

/** The longest text form that can hold an envelope; a longer one is not decoded. */
const MAX_TEXT_FORM = Math.ceil((MAX_ENVELOPE_BYTES * 4) / 3);

/**
 * Decodes the evidence and finds its key.
 * @throws ContentmarkError `ERR_ARGUMENT` where the evidence is neither bytes nor text.
 */
export function prepare(evidence: Evidence, trust: Trust): Pending | Verdict {
  const bytes = readEvidence(evidence);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const decoded = decodeEnvelope(bytes);
  if (decoded.reason !== undefined) return reject(decoded.reason, decoded.detail);
  const { envelope } = decoded;
  const key = trust.find(envelope.keyId);
  if (key === undefined) return reject('unknown-key', 'no key in trust has the id it names');
  const { protectedHeader, payload } = envelope.sign1;
  return {
    status: 'pending',
    envelope,
    key,
    message: encodeSigStructure(protectedHeader, payload),
  };
}

/** The one envelope that the evidence holds, or the verdict where there is none or several. */
function readEvidence(evidence: Evidence): Uint8Array | Verdict {
  if (evidence === undefined || evidence === null) return ABSENT;
  if (typeof evidence === 'string') return readText(evidence);
  if (evidence instanceof Uint8Array) return copyBytes(evidence);
  if (!Array.isArray(evidence)) {
    throw wrongArgument(
      'evidence',
      'Uint8Array, text form, an array of them, or undefined',
      evidence,
    );
  }
  let found: Uint8Array | Verdict = ABSENT;
  for (const item of evidence as readonly (Uint8Array | string)[]) {
    if (typeof item !== 'string' && !(item instanceof Uint8Array)) {
      throw wrongArgument('evidence', 'an array of Uint8Array or text forms', item);
    }
    const bytes = typeof item === 'string' ? readText(item) : copyBytes(item);
    if (!(bytes instanceof Uint8Array)) {
      if (bytes.status === 'absent') continue;
      return bytes;
    }
    if (found instanceof Uint8Array && !equalBytes(found, bytes)) {
      return reject('ambiguous', 'two different envelopes stand on this host');
    }
    found = bytes;
  }
  return found;
}

/**
 * A copy of what may be decoded: the claims in a verdict are views of it, and the caller's
 * buffer may be pooled, or shared with a thread that writes while this one checks. Text needs
 * none, since decoding it makes new bytes; what is too large is refused by its length alone.
 */
function copyBytes(bytes: Uint8Array): Uint8Array {
  return bytes.length > MAX_ENVELOPE_BYTES ? bytes : new Uint8Array(bytes);
}

function readText(text: string): Uint8Array | Verdict {
  if (text.length === 0) return ABSENT;
  if (text.length > MAX_TEXT_FORM) {
    return reject(
      'too-large',
      `a text form of ${text.length} characters, at most ${MAX_TEXT_FORM}`,
    );
  }
  return decodeBase64url(text) ?? reject('malformed', 'not unpadded base64url');
}
