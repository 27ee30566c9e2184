/**
 * Writes heads of CBOR items in their shortest form (RFC 8949 §4.2.1). They are for code that joins
 * finished byte strings: signed messages and the items of a batch. cbor-x writes everything else.
 */

/** The head of an item: major type 0 to 6, argument from 0 to 2^53 - 1. */
export function encodeHead(major: number, argument: number): Uint8Array {
  const type = major << 5;
  if (argument < 24) return Uint8Array.of(type | argument);
  if (argument < 0x100) return Uint8Array.of(type | 24, argument);
  if (argument < 0x10000) return Uint8Array.of(type | 25, argument >> 8, argument & 0xff);
  const head = new Uint8Array(argument < 0x100000000 ? 5 : 9);
  const view = new DataView(head.buffer);
  if (head.length === 5) view.setUint32(1, argument);
  else view.setBigUint64(1, BigInt(argument));
  head[0] = type | (head.length === 5 ? 26 : 27);
  return head;
}
