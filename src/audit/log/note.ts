/**
 * Signed notes (c2sp.org/signed-note): a text, an empty line, and signature lines that name their keys. The
 * whole form in both directions; what a signature covers is the caller's to say. Safe for a page.
 */
import { decodeBase64url, encodeBase64url } from '../../format/bytes/base64url.ts';
import { concatBytes, decodeHex, encodeHex, equalBytes } from '../../format/bytes/bytes.ts';
import { encodeUtf8 } from '../../format/bytes/utf8.ts';
import { findPublicKeyProblem, KEY_LENGTH } from '../../format/crypto/ed25519.ts';
import { sha256 } from '../../format/crypto/sha256.ts';

/** Signature types of Ed25519 (signed-note, "Signature types"): of the log itself, and of a witness with its time. */
export const NOTE_SIGNATURE = 1;
export const COSIGNATURE = 4;

/** Larger notes are refused unread: a checkpoint with 16 signatures has 2 KB. */
const MAX_NOTE_LENGTH = 65_536;
const MAX_SIGNATURES = 100;

/** Who signed, by name and by a hint of four bytes. */
interface KeyName {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Uint8Array;
}

/** A key that a note may be signed with, as its text form says. */
export interface NoteKey extends KeyName {
  readonly type: typeof NOTE_SIGNATURE | typeof COSIGNATURE;
  /** 32 bytes, vetted. */
  readonly publicKey: Uint8Array;
}

/** One signature line. */
export interface NoteSignature extends KeyName {
  readonly signature: Uint8Array;
  /** The line as it stood, without its newline. */
  readonly line: string;
}

/** A note, read and not verified. */
export interface Note {
  /** With its last newline: what is signed. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** Standard base64 with padding (RFC 4648 §4). */
export function encodeBase64(bytes: Uint8Array): string {
  const text = encodeBase64url(bytes).replaceAll('-', '+').replaceAll('_', '/');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/** Reads what {@link encodeBase64} prints, and nothing else. */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  return decodeBase64url(text.replaceAll('=', '').replaceAll('+', '-').replaceAll('/', '_'));
}

/** Whether a text may name a key or a log: no space, no plus sign, no control character. */
export function isKeyName(name: string): boolean {
  return name.length > 0 && name.length <= 256 && name.isWellFormed() && !/[\s+\p{Cc}]/u.test(name);
}

/** A key by its name: the hint is the start of SHA-256(name, newline, type, key). */
export function createNoteKey(name: string, type: NoteKey['type'], publicKey: Uint8Array): NoteKey {
  const key = concatBytes(Uint8Array.of(type), publicKey);
  const keyId = sha256(concatBytes(encodeUtf8(`${name}\n`), key)).subarray(0, 4);
  return { name, keyId, type, publicKey };
}

/** The text form of a key, "vkey": `name+hint+base64(type, key)`. */
export function formatNoteKey({ name, keyId, type, publicKey }: NoteKey): string {
  return `${name}+${encodeHex(keyId)}+${encodeBase64(concatBytes(Uint8Array.of(type), publicKey))}`;
}

/** Reads the text form of a key, or says what is wrong with it. */
export function parseNoteKey(text: string): NoteKey | string {
  const [name = '', hint = '', rest = '', ...more] = text.trim().split('+');
  // "+" is a character of base64, too.
  const key = decodeBase64([rest, ...more].join('+'));
  if (!isKeyName(name) || key?.length !== 1 + KEY_LENGTH)
    return 'is no key of a note: expected name+8 hexadecimal digits+base64';
  const type = key[0];
  if (type !== NOTE_SIGNATURE && type !== COSIGNATURE)
    return `is of signature type ${type}: expected 1 (a log) or 4 (a witness), both Ed25519`;
  const problem = findPublicKeyProblem(key.subarray(1));
  if (problem !== undefined) return problem;
  const found = createNoteKey(name, type, key.slice(1));
  const given = decodeHex(hint);
  if (given === undefined || !equalBytes(given, found.keyId))
    return 'has a hint that is not that of its name and key: it is damaged';
  return found;
}

/** Reads a note, or says what is wrong with it. */
export function parseNote(note: string): Note | string {
  if (note.length > MAX_NOTE_LENGTH) return `more than ${MAX_NOTE_LENGTH} characters`;
  if (!note.isWellFormed() || /[\0-\x09\x0b-\x1f]/.test(note)) return 'a control character';
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return 'no signatures';
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) return `more than ${MAX_SIGNATURES} signatures`;
  const signatures: NoteSignature[] = [];
  for (const [i, line] of lines.entries()) {
    const [dash, name = '', base64 = '', ...rest] = line.split(' ');
    const bytes = decodeBase64(base64);
    if (
      dash !== '—' ||
      !isKeyName(name) ||
      bytes === undefined ||
      bytes.length < 5 ||
      rest.length > 0
    )
      return `signature line ${i + 1} is none`;
    signatures.push({ name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4), line });
  }
  return { text: note.slice(0, end + 1), signatures };
}

/** The line of a signature. */
export function formatSignature({ name, keyId }: KeyName, signature: Uint8Array): string {
  return `— ${name} ${encodeBase64(concatBytes(keyId, signature))}`;
}

/** A note from its text, which ends in a newline, and its signature lines. */
export function formatNote(text: string, lines: readonly string[]): string {
  return `${text}\n${lines.join('\n')}\n`;
}

/** The signatures by a key: those of unknown keys are passed over (signed-note, "Signatures"). */
export function signaturesBy({ signatures }: Note, key: KeyName): readonly NoteSignature[] {
  return signatures.filter(({ name, keyId }) => name === key.name && equalBytes(keyId, key.keyId));
}
