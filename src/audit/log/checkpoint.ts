/**
 * Checkpoints (c2sp.org/tlog-checkpoint): the size and root of a log, signed by the log and, where witnesses
 * have seen it, cosigned by them (c2sp.org/tlog-cosignature). Safe for a page.
 */

import { systemClock } from '../../clock.ts';
import {
  ContentmarkError,
  readOptions,
  requireSeconds,
  requireText,
  wrongArgument,
} from '../../errors.ts';
import { concatBytes } from '../../format/bytes/bytes.ts';
import { encodeUtf8 } from '../../format/bytes/utf8.ts';
import { type Backend, checkSoon, createVettedCheck } from '../../format/crypto/backend.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import {
  COSIGNATURE,
  decodeBase64,
  encodeBase64,
  isKeyName,
  NOTE_SIGNATURE,
  type Note,
  type NoteKey,
  parseNote,
  parseNoteKey,
  signaturesBy,
} from './note.ts';

/** What a checkpoint says of a log. */
export interface TreeHead {
  /** Which log: a name without spaces, such as `shop.example/audit`. */
  readonly origin: string;
  /** Number of entries. */
  readonly size: number;
  /** Root of the Merkle tree over them (RFC 9162 §2.1), 32 bytes. */
  readonly root: Uint8Array;
}

/** Whose signatures a checkpoint needs. */
export interface LogPolicy {
  /** The log's key in the text form of notes, `name+hint+base64`; its name is the origin. */
  readonly key: string;
  /** Keys of witnesses, of signature type 4. Default none. */
  readonly witnesses?: readonly string[];
  /** How many of the witnesses must have cosigned. Default 0. */
  readonly required?: number;
}

/** Why a checkpoint is refused, in the order the checks run. */
export const CHECKPOINT_REASONS = [
  'malformed',
  'unknown-origin',
  'unknown-key',
  'bad-signature',
  'too-few-cosignatures',
] as const;

/** One of {@link CHECKPOINT_REASONS}. */
export type CheckpointReason = (typeof CHECKPOINT_REASONS)[number];

/** A cosignature that holds. */
export interface Cosignature {
  /** Name of the witness. */
  readonly name: string;
  /** Unix seconds, by the witness's clock. */
  readonly time: number;
}

/** What {@link openCheckpoint} finds. The tree head exists on the verified branch only. */
export type CheckpointVerdict =
  | {
      readonly status: 'verified';
      readonly head: TreeHead;
      /** Of the witnesses that were named; others are passed over. */
      readonly cosignatures: readonly Cosignature[];
    }
  | { readonly status: 'rejected'; readonly reason: CheckpointReason; readonly detail: string };

/** A policy, read. */
export interface LogKeys {
  readonly log: NoteKey;
  readonly witnesses: readonly NoteKey[];
  readonly required: number;
}

/** Seconds that a witness's clock may be ahead of ours. */
const CLOCK_TOLERANCE = 60;

/** The text of a checkpoint that is signed. */
export function formatTreeHead({ origin, size, root }: TreeHead): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** Reads the text of a checkpoint; `undefined` for what is none. Extension lines are passed over. */
export function parseTreeHead(text: string): TreeHead | undefined {
  const lines = text.split('\n');
  const [origin = '', digits = '', base64 = ''] = lines;
  const root = decodeBase64(base64);
  const size = /^(?:0|[1-9]\d{0,15})$/.test(digits) ? Number(digits) : -1;
  const isHead =
    isKeyName(origin) && root?.length === 32 && size >= 0 && Number.isSafeInteger(size);
  // Each line ends, and none is empty but what follows the last one.
  return isHead && lines.indexOf('') === lines.length - 1 ? { origin, size, root } : undefined;
}

/**
 * Reads the keys of a policy.
 * @throws ContentmarkError `ERR_KEY` for a text that is no key, `ERR_ARGUMENT` for other mistakes.
 */
export function readLogPolicy(argument: string, policy: LogPolicy): LogKeys {
  const own = readOptions(argument, policy, ['key', 'witnesses', 'required']);
  const { witnesses = [], required = 0 } = own;
  const log = readKey(`${argument}.key`, own.key, NOTE_SIGNATURE);
  if (!Array.isArray(witnesses))
    throw wrongArgument(`${argument}.witnesses`, 'an array of keys', witnesses);
  const keys = Array.from(witnesses as readonly string[], (key, i) =>
    readKey(`${argument}.witnesses[${i}]`, key, COSIGNATURE),
  );
  // Two entries of one key would count one witness twice.
  const names = new Set(keys.map(({ publicKey }) => encodeBase64(publicKey)));
  if (names.size < keys.length)
    throw new ContentmarkError('ERR_KEY', 'names a key twice', `${argument}.witnesses`);
  if (!Number.isInteger(required) || required < 0 || required > keys.length)
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `expected a whole number from 0 to ${keys.length}, the number of witnesses`,
      `${argument}.required`,
    );
  return { log, witnesses: keys, required };
}

function readKey(argument: string, text: unknown, type: NoteKey['type']): NoteKey {
  requireText(argument, text);
  const key = parseNoteKey(text);
  const problem =
    typeof key === 'string'
      ? key
      : key.type !== type && `is of signature type ${key.type}, and ${type} is expected here`;
  if (problem !== false) throw new ContentmarkError('ERR_KEY', problem, argument);
  return key as NoteKey;
}

/**
 * Checks a checkpoint against a policy.
 * @param checkpoint the text of the note, from anywhere.
 * @param options `now` in Unix seconds, default the machine's clock: cosignatures from the future do not count.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_KEY` for mistakes in the policy; never for the checkpoint.
 */
export async function openCheckpoint(
  checkpoint: string,
  policy: LogPolicy,
  options: { readonly now?: number } = {},
): Promise<CheckpointVerdict> {
  if (typeof checkpoint !== 'string') throw wrongArgument('checkpoint', 'a string', checkpoint);
  const keys = readLogPolicy('policy', policy);
  const { now = systemClock() } = readOptions('options', options, ['now']);
  requireSeconds('options.now', now);
  return judgeCheckpoint(checkpoint, keys, now, getNativeBackend() ?? (await loadBackend()));
}

/** {@link openCheckpoint}, with all that it needs. */
export async function judgeCheckpoint(
  checkpoint: string,
  { log, witnesses, required }: LogKeys,
  now: number,
  backend: Backend,
): Promise<CheckpointVerdict> {
  const note = parseNote(checkpoint);
  if (typeof note === 'string') return reject('malformed', note);
  const head = parseTreeHead(note.text);
  if (head === undefined) return reject('malformed', 'not an origin, a size and a root');
  if (head.origin !== log.name)
    return reject('unknown-origin', `of ${head.origin}, and the key is of ${log.name}`);
  const own = signaturesBy(note, log);
  if (own.length === 0) return reject('unknown-key', `not signed by the key of ${log.name}`);
  const message = encodeUtf8(note.text);
  for (const { signature } of own) {
    if (!(await checkSoon(createVettedCheck(backend, log.publicKey), signature, message)))
      return reject('bad-signature', `the signature of ${log.name} does not verify`);
  }
  const cosignatures: Cosignature[] = [];
  for (const witness of witnesses) {
    const time = await newestCosignature(note, witness, now, backend);
    if (time === 'bad')
      return reject('bad-signature', `the cosignature of ${witness.name} does not verify`);
    if (time !== undefined) cosignatures.push({ name: witness.name, time });
  }
  if (cosignatures.length < required)
    return reject('too-few-cosignatures', `${cosignatures.length} of ${required} needed`);
  return Object.freeze({ status: 'verified', head, cosignatures: Object.freeze(cosignatures) });
}

function reject(
  reason: CheckpointReason,
  detail: string,
): Extract<CheckpointVerdict, { readonly status: 'rejected' }> {
  return Object.freeze({ status: 'rejected', reason, detail });
}

/** The newest time at which a witness cosigned (tlog-cosignature, "Ed25519 signed message"). */
async function newestCosignature(
  note: Note,
  witness: NoteKey,
  now: number,
  backend: Backend,
): Promise<number | 'bad' | undefined> {
  const check = createVettedCheck(backend, witness.publicKey);
  let newest: number | undefined;
  for (const { signature } of signaturesBy(note, witness)) {
    if (signature.length !== 8 + 64) return 'bad';
    const view = new DataView(signature.buffer, signature.byteOffset);
    const time = Number(view.getBigUint64(0));
    const message = encodeCosigned(note.text, time);
    if (!Number.isSafeInteger(time)) return 'bad';
    if (!(await checkSoon(check, signature.subarray(8), message))) return 'bad';
    if (time <= now + CLOCK_TOLERANCE) newest = Math.max(newest ?? 0, time);
  }
  return newest;
}

/** What a witness signs. */
export function encodeCosigned(text: string, time: number): Uint8Array {
  return concatBytes(encodeUtf8(`cosignature/v1\ntime ${time}\n`), encodeUtf8(text));
}
