/**
 * Bindings of a private key: what it may sign for, as its own file says. They let a signer refuse a
 * wrong key at once. Whether a mark is accepted is decided by the verifier's trust.
 */
import { ContentmarkError, describeType, readOptions } from '../../errors.ts';

/**
 * What a key may sign for. Lists are exact, as in a trust entry; one that is left out binds
 * nothing.
 */
export interface KeyBindings {
  readonly issuers?: readonly string[];
  readonly environments?: readonly string[];
  readonly purposes?: readonly string[];
}

/** Each list with the claim that it bounds. */
const CLAIM_OF = { issuers: 'issuer', environments: 'environment', purposes: 'purpose' } as const;
const LISTS = ['issuers', 'environments', 'purposes'] as const satisfies (keyof KeyBindings)[];

/**
 * Reads the bindings of a key; `undefined` where it has none.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_KEY`
 */
export function readKeyBindings(argument: string, given: unknown): KeyBindings | undefined {
  if (given === undefined) return undefined;
  const read = readOptions<KeyBindings>(argument, given as KeyBindings, LISTS);
  const bindings: { -readonly [K in keyof KeyBindings]: KeyBindings[K] } = {};
  for (const name of LISTS) {
    const list: unknown = read[name];
    if (list === undefined) continue;
    if (
      !Array.isArray(list) ||
      list.length === 0 ||
      !list.every((one) => typeof one === 'string')
    ) {
      throw new ContentmarkError(
        'ERR_KEY',
        `expected an array of at least one string, got ${describeType(list)}`,
        `${argument}.${name}`,
      );
    }
    bindings[name] = Object.freeze([...(list as string[])]);
  }
  return Object.freeze(bindings);
}

/**
 * Refuses claims that the key is not for.
 * @throws ContentmarkError `ERR_KEY`, naming the claim.
 */
export function requireBound(
  bindings: KeyBindings | undefined,
  claims: { readonly issuer: string; readonly environment: string; readonly purpose: string },
): void {
  for (const name of LISTS) {
    const list = bindings?.[name];
    const claim = CLAIM_OF[name];
    if (list === undefined || list.includes(claims[claim])) continue;
    throw new ContentmarkError(
      'ERR_KEY',
      `is not what this key is for: it is bound to ${claim} ${list.join(', ')}, not to ${claims[claim]}; sign with the key that is, or correct the claim`,
      `claims.${claim}`,
    );
  }
}
