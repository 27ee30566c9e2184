/**
 * Carries a mark in an HTTP header of a response whose body is the content. Headers are pairs, as
 * `[...response.headers]` gives them and `new Headers(pairs)` takes them.
 */
import { wrongArgument } from '../errors.ts';
import type { Carrier } from './carrier.ts';
import { readCell } from './cell.ts';

/** Header names and values, in order. */
export type HeaderPairs = readonly (readonly [string, string])[];

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/** Carries a mark in an HTTP header (RFC 9110). Default name `content-mark`; names ignore case. */
export function headerCarrier(name = 'content-mark'): Carrier<HeaderPairs> {
  if (typeof name !== 'string' || !TOKEN.test(name)) {
    throw wrongArgument('name', 'an HTTP header name', name);
  }
  const wanted = name.toLowerCase();
  const isOurs = (pair: readonly [string, string]): boolean =>
    typeof pair?.[0] === 'string' && pair[0].toLowerCase() === wanted;
  return Object.freeze({
    name: `header ${wanted}`,
    write(host: HeaderPairs, textForm: string): HeaderPairs {
      if (!Array.isArray(host)) throw wrongArgument('host', 'an array of header pairs', host);
      return [...(host as HeaderPairs).filter((pair) => !isOurs(pair)), [wanted, textForm]];
    },
    // Intermediaries join repeated headers with commas, which base64url does not contain.
    read: (host: HeaderPairs) =>
      Array.isArray(host)
        ? (host as HeaderPairs)
            .filter(isOurs)
            .flatMap(([, value]) => (typeof value === 'string' ? value.split(',') : [value]))
            .flatMap(readCell)
        : [],
  });
}
