/** Names clients for the rate limit by the address they come from. */

import { isIP } from 'node:net';
import type { Context } from 'hono';
import { readOptions } from '../../errors.ts';
import { readWhole } from '../../options.ts';

/** Options of {@link clientAddress}. */
export interface ClientAddressOptions {
  /**
   * Proxies in front of this server that are yours and append to `X-Forwarded-For`. The client
   * is that many entries from the end: what stands further left, clients write themselves.
   * Default 0: the header is not looked at.
   */
  readonly trustedProxies?: number;
}

/** Groups of an IPv6 address that name a client; the client can choose the other half itself. */
const NETWORK_GROUPS = 4;

/**
 * Makes a function for `rateLimit.clientOf`. An IPv6 client is its /64 network.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function clientAddress(
  options: ClientAddressOptions = {},
): (context: Context) => string | undefined {
  const given = readOptions('options', options, ['trustedProxies']);
  const proxies = readWhole('options.trustedProxies', given.trustedProxies, {
    min: 0,
    max: 16,
    otherwise: 0,
  });
  return (context) => {
    const address = socketAddress(context);
    if (proxies === 0) return toNetwork(address);
    const entries = (context.req.header('x-forwarded-for') ?? '')
      .split(',')
      .map((entry) => entry.trim());
    // Fewer entries than proxies: somebody has come past one, and is counted by the socket; so is
    // who hides behind "unknown".
    return toNetwork(entries.at(-proxies)) ?? toNetwork(address);
  };
}

/** What the adapter puts beside each request. */
interface NodeBindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string } };
}

function socketAddress({ env }: Context): string | undefined {
  return (env as NodeBindings | undefined)?.incoming?.socket?.remoteAddress;
}

/** An IPv4 address, or the network of an IPv6 address; `undefined` for anything else. */
function toNetwork(entry: string | undefined): string | undefined {
  const address = entry === undefined ? undefined : readAddress(entry);
  if (address === undefined || isIP(address) === 4) return address;
  const groups = expand(address);
  return readMapped(groups) ?? `${groups.slice(0, NETWORK_GROUPS).join(':')}::/64`;
}

/** `[2001:db8::1]:4711`, the way of RFC 3986 and RFC 7239; a port may be left out, or be a word. */
const BRACKETED = /^\[([^\]]*)\](?::[\w.-]+)?$/;

/** `203.0.113.7:4711`: Azure's gateways write the port too. IPv6 without brackets cannot have one. */
const WITH_PORT = /^([\d.]+):[\w.-]+$/;

/** The address of an entry in each form that proxies write: bare, in quotes, in brackets, with a port or zone. */
function readAddress(entry: string): string | undefined {
  const quoted = /^"(.*)"$/.exec(entry)?.[1] ?? entry;
  const bare = (BRACKETED.exec(quoted) ?? WITH_PORT.exec(quoted))?.[1] ?? quoted;
  const [address = ''] = bare.split('%', 1);
  return isIP(address) === 0 ? undefined : address;
}

/** The IPv4 address of a client that a socket for both families shows as `::ffff:a.b.c.d`, however it is spelled. */
function readMapped(groups: readonly string[]): string | undefined {
  if (groups.slice(0, 5).some((group) => group !== '0') || groups[5] !== 'ffff') return undefined;
  const [high = 0, low = 0] = groups.slice(6).map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}

/** The eight groups of an IPv6 address, without leading zeros. */
function expand(address: string): readonly string[] {
  // The URL parser prints IPv6 in one form (RFC 5952), also a last part written as IPv4.
  const printed = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [before = '', after] = printed.split('::');
  const left = before === '' ? [] : before.split(':');
  const right = after === undefined || after === '' ? [] : after.split(':');
  return [...left, ...new Array<string>(8 - left.length - right.length).fill('0'), ...right];
}
