/** Names clients for the rate limit by the address they come from. */
// @ts-nocheck

import { isIP } from 'node:net';
import type { Context } from 'hono';
import { readOptions, readWhole } from '../read-options.ts';

/** Options of {@link clientAddress}. */
export interface ClientAddressOptions {
  /**
   * Proxies in front of this server that are yours and append to `X-Forwarded-For`. The client
   * is that many entries from the end: what stands further left, clients write themselves.
   * Default 0: the header is not looked at.
   */
  readonly trustedProxies?: number;
}

/** Half of an IPv6 address is the client's own to choose, so it names no client. */
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
    // Fewer entries than proxies: somebody has come past one, and is counted by the socket.
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
function toNetwork(address: string | undefined): string | undefined {
  if (address === undefined) return undefined;
  const bare = address.replace(/^\[|\](?::\d+)?$/g, '').replace(/%.*$/, '');
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  if (mapped !== undefined) return mapped;
  switch (isIP(bare)) {
    case 4:
      return bare;
    case 6:
      return `${expand(bare).slice(0, NETWORK_GROUPS).join(':')}::/64`;
    default:
      return undefined;
  }
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
