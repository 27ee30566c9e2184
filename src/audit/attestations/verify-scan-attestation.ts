/**
 * Checks an attestation of a scan: that a key bound to the solution it names signed exactly these
 * counts, and, where files are at hand, that they are the ones that were scanned.
 */

import { readOptions, wrongArgument } from '../../errors.ts';
import { encodeHex } from '../../format/bytes/bytes.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import { groupBy } from '../../group-by.ts';
import {
  type CheckOptions,
  checkAttestation,
  type RejectedAttestation,
  reject,
} from './check-attestation.ts';
import { type AttestedInput, SCAN, type ScanAttestation } from './scan.ts';

/** What became of one file. */
export interface ComparedInput {
  /** As the attestation names it, or as it was given where the attestation knows no such bytes. */
  readonly file: string;
  /**
   * `matches`: these bytes were scanned, whatever the file is called now. `differs`: a file of this
   * name was scanned with other bytes. `not-attested`: neither name nor bytes were scanned.
   * `not-given`: it was scanned, and was not given to compare.
   */
  readonly state: 'matches' | 'differs' | 'not-attested' | 'not-given';
}

/** What {@link verifyScanAttestation} finds. The attestation exists on the verified branch only. */
export type ScanAttestationVerdict =
  | {
      readonly status: 'verified';
      readonly attestation: ScanAttestation;
      /** 16 hexadecimal digits. */
      readonly keyId: string;
      /** Each file; empty where none was given to compare. None of them differs. */
      readonly inputs: readonly ComparedInput[];
      /** The scanner's own clock; nobody else witnessed the time. */
      readonly time: 'self-asserted';
    }
  | (RejectedAttestation & {
      /** With reason `input-mismatch`, each file; else empty. */
      readonly inputs: readonly ComparedInput[];
    });

/**
 * Options of {@link verifyScanAttestation}: the accepted keys, and the files that should have been
 * scanned.
 */
export interface VerifyScanAttestationOptions extends CheckOptions {
  /** Files as they are now: `digestInputs` of `contentmark/scan`. Default: none is compared. */
  readonly inputs?: readonly AttestedInput[];
}

const OPTIONS = [
  'keys',
  'inputs',
  'now',
] as const satisfies readonly (keyof VerifyScanAttestationOptions)[];

/**
 * Checks an attestation of a scan, as bytes or as unpadded base64url. A verified one says what the
 * scan said, also where that is `stopped`: look at `attestation.result`.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_TRUST` for mistakes in the arguments; whatever
 * the attestation holds, the answer is a verdict.
 * @example
 * ```ts
 * import { generateKey } from 'contentmark';
 * import { verifyScanAttestation } from 'contentmark/attestation';
 *
 * const keys = [{ publicKey: generateKey().publicKey, solutions: ['https://shop.example/release-gate'] }];
 * const verdict = await verifyScanAttestation('not an attestation', { keys });
 * if (verdict.status === 'rejected') console.log(verdict.reason); // malformed
 * ```
 */
export async function verifyScanAttestation(
  attestation: Uint8Array | string,
  options: VerifyScanAttestationOptions,
): Promise<ScanAttestationVerdict> {
  if (typeof attestation !== 'string' && !(attestation instanceof Uint8Array))
    throw wrongArgument('attestation', 'Uint8Array or its base64url', attestation);
  const { inputs, ...whom } = readOptions('options', options, OPTIONS);
  const given = inputs === undefined ? undefined : readInputs(inputs);
  const backend = getNativeBackend() ?? (await loadBackend());
  const checked = await checkAttestation(attestation, SCAN, whom, backend);
  if ('reason' in checked) return Object.freeze({ ...checked, inputs: [] });
  const compared = given === undefined ? [] : compareInputs(checked.attestation.inputs, given);
  const wrong = compared.filter(({ state }) => state === 'differs' || state === 'not-attested');
  if (wrong.length > 0) {
    const why = `${wrong.length} of the files given ${wrong.length === 1 ? 'is' : 'are'} not what was scanned`;
    return Object.freeze({ ...reject('input-mismatch', why), inputs: compared });
  }
  return Object.freeze({
    status: 'verified',
    attestation: checked.attestation,
    keyId: checked.keyId,
    inputs: compared,
    time: 'self-asserted',
  });
}

function readInputs(inputs: unknown): readonly AttestedInput[] {
  if (!Array.isArray(inputs))
    throw wrongArgument('options.inputs', 'an array, as digestInputs gives it', inputs);
  for (const [index, one] of inputs.entries()) {
    const { file, sha256 } = Object(one) as Partial<AttestedInput>;
    if (typeof file !== 'string' || !(sha256 instanceof Uint8Array) || sha256.length !== 32)
      throw wrongArgument(`options.inputs[${index}]`, '{ file, sha256, size }', one);
  }
  return inputs as readonly AttestedInput[];
}

/** By name first; a file that was moved since is known by its bytes. */
function compareInputs(
  attested: readonly AttestedInput[],
  given: readonly AttestedInput[],
): readonly ComparedInput[] {
  const now = new Map(given.map(({ file, sha256 }) => [file, encodeHex(sha256)]));
  const names = new Set(attested.map(({ file }) => file));
  const unknown = [...now].flatMap(([file]) => (names.has(file) ? [] : [file]));
  const unnamed = groupBy(unknown, (file) => now.get(file));
  const compared = attested.map(({ file, sha256 }): ComparedInput => {
    const digest = encodeHex(sha256);
    const found = now.get(file) ?? (unnamed.get(digest)?.pop() === undefined ? undefined : digest);
    if (found === undefined) return { file, state: 'not-given' };
    return { file, state: found === digest ? 'matches' : 'differs' };
  });
  const others = [...unnamed.values()].flat();
  return [...compared, ...others.map((file): ComparedInput => ({ file, state: 'not-attested' }))];
}
