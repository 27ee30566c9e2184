/**
 * Reads and writes the bytes of a registry file (docs/registry.md): a header of 32 bytes, then
 * records of 52, each with a checksum, so that a record half written in a power cut is
 * distinguished from a damaged file.
 */
import { crc32 } from 'node:zlib';
import { DIGEST_BYTES, KINDS } from '../../detect/registry/columns.ts';
import type { RegistryEntry } from '../../detect/registry/entry.ts';
import { formatUuid, parseUuid } from '../../format/bytes/uuid.ts';

/** The first bytes of a registry file: its name and version, padded with line ends. */
export const HEADER: Uint8Array = /* @__PURE__ */ new TextEncoder().encode(
  'contentmark registry 1'.padEnd(32, '\n'),
);

export const RECORD_BYTES = 52;
const CHECKED_BYTES = 48;

/** Digest (16), id (16), near fingerprint (8), keepUntil (4), kind (1), zeros (3), CRC-32 of these (4). */
export function encodeRecord(entry: RegistryEntry): Uint8Array {
  const record = new Uint8Array(RECORD_BYTES);
  const view = new DataView(record.buffer);
  record.set(entry.digest.subarray(0, DIGEST_BYTES), 0);
  record.set(parseUuid(entry.id) as Uint8Array, 16);
  view.setUint32(32, entry.near?.hash.high ?? 0);
  view.setUint32(36, entry.near?.hash.low ?? 0);
  view.setUint32(40, entry.keepUntil);
  record[44] = KINDS.indexOf(entry.near?.kind);
  view.setUint32(CHECKED_BYTES, crc32(record.subarray(0, CHECKED_BYTES)));
  return record;
}

/** The entry of a record, or `undefined` where its checksum or its kind is wrong. */
export function decodeRecord(record: Uint8Array): RegistryEntry | undefined {
  const view = new DataView(record.buffer, record.byteOffset, RECORD_BYTES);
  if (view.getUint32(CHECKED_BYTES) !== crc32(record.subarray(0, CHECKED_BYTES))) return undefined;
  const number = record[44] as number;
  if (number >= KINDS.length || (record[45] ?? 0) + (record[46] ?? 0) + (record[47] ?? 0) > 0)
    return undefined;
  const kind = KINDS[number];
  return {
    digest: record.slice(0, DIGEST_BYTES),
    id: formatUuid(record.subarray(16, 32)),
    keepUntil: view.getUint32(40),
    ...(kind && { near: { kind, hash: { high: view.getUint32(32), low: view.getUint32(36) } } }),
  };
}
