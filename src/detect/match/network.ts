/** Parses internet addresses and networks, and compares them (RFC 4291, RFC 4632). */

/** A CIDR block: the address as 16-bit groups (IPv6) or one 32-bit number (IPv4). */
export interface Network {
  readonly version: 4 | 6;
  readonly address: readonly number[];
  readonly bits: number;
}

/** Longest text of an IPv6 address, with an embedded IPv4 one. */
const MAX_TEXT = 45;

/** `192.0.2.0/24`. For rows only: a mistake in one is found by the test that reads them all. */
export function parseNetwork(cidr: string): Network {
  const slash = cidr.indexOf('/');
  const text = cidr.slice(0, slash);
  const bits = Number(cidr.slice(slash + 1));
  const four = parseIpv4(text);
  const address = four === undefined ? parseIpv6(text) : [four >>> 16, four & 0xffff];
  return { version: four === undefined ? 6 : 4, address: address ?? [], bits };
}

/** Whether an address, as 16-bit groups, lies in a network. */
export function isInNetwork(
  groups: readonly number[],
  { version, address, bits }: Network,
): boolean {
  if (groups.length !== (version === 4 ? 2 : 8)) return false;
  for (let at = 0, left = bits; left > 0; at++, left -= 16) {
    const mask = left >= 16 ? 0xffff : (0xffff << (16 - left)) & 0xffff;
    if (((groups[at] as number) & mask) !== ((address[at] as number) & mask)) return false;
  }
  return true;
}

/** An address as 16-bit groups: two for IPv4, eight for IPv6; `undefined` for other text. */
export function parseAddress(text: string): readonly number[] | undefined {
  let plain = text;
  if (plain.startsWith('[')) plain = plain.slice(1, Math.max(plain.indexOf(']'), 1));
  const zone = plain.indexOf('%');
  if (zone !== -1) plain = plain.slice(0, zone);
  const four = parseIpv4(plain);
  if (four !== undefined) return [four >>> 16, four & 0xffff];
  const groups = parseIpv6(plain);
  // ::ffff:192.0.2.7 is how a dual-stack server logs an IPv4 visitor.
  const isMapped = groups?.slice(0, 6).every((group, at) => group === (at === 5 ? 0xffff : 0));
  return isMapped ? groups?.slice(6) : groups;
}

/** Four decimal numbers without leading zeros, which some readers take for octal. */
export function parseIpv4(text: string): number | undefined {
  if (text.length > 15) return undefined;
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let address = 0;
  for (const part of parts) {
    if (!/^(?:0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return undefined;
    address = address * 256 + Number(part);
  }
  return address;
}

function parseIpv6(text: string): readonly number[] | undefined {
  if (text.length > MAX_TEXT || !text.includes(':')) return undefined;
  let plain = text;
  const dotted = plain.lastIndexOf(':') + 1;
  const four = parseIpv4(plain.slice(dotted));
  if (four !== undefined) {
    const tail = `${(four >>> 16).toString(16)}:${(four & 0xffff).toString(16)}`;
    plain = plain.slice(0, dotted) + tail;
  }
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const [head = '', tail] = halves;
  const left = parseGroups(head);
  const right = tail === undefined ? [] : parseGroups(tail);
  if (left === undefined || right === undefined) return undefined;
  const missing = 8 - left.length - right.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...left, ...new Array<number>(missing).fill(0), ...right];
}

function parseGroups(text: string): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  for (const group of text.split(':')) {
    if (!/^[0-9a-f]{1,4}$/i.test(group)) return undefined;
    groups.push(Number.parseInt(group, 16));
  }
  return groups;
}
