/**
 * Reads the bindings of published keys: the issuers, environments and purposes each may sign for. A
 * JWK Set does not say for whom a key may sign, and if it did, whoever controls the web server
 * could change it. So the caller binds keys beforehand, by thumbprint, and the document can only
 * supply keys and take them away.
 */
import { ContentmarkError, isContentmarkError, readOptions, renameArgument } from '../../errors.ts';
import { wrongOption } from '../../options.ts';
import { createTrust, type TrustEntry } from '../trust.ts';

/**
 * Binds every key that the document lists. Whoever can write the document then makes keys
 * that sign for these issuers: only where web server and signer are one and the same risk.
 */
export const ANY_LISTED_KEY_DANGEROUS: unique symbol = Symbol.for(
  'contentmark.any-listed-key',
) as never;

/** Keys, and what they may speak for. */
export interface KeyBinding extends Omit<TrustEntry, 'publicKey' | 'revokedAt'> {
  /**
   * Whole thumbprints (RFC 9679, SHA-256): 64 hexadecimal digits each. A key id is the first
   * 16 of them, which is enough to name a key and too little to pin one.
   */
  readonly thumbprints: readonly string[] | typeof ANY_LISTED_KEY_DANGEROUS;
}

/** The binding of a key by its thumbprint, if it has one. */
export interface Bindings {
  find(thumbprint: string): Omit<TrustEntry, 'publicKey'> | undefined;
  /** Thumbprints of what is pinned, by key id, also before it was listed. */
  readonly pinned: ReadonlyMap<string, readonly string[]>;
  /** Whether any key that is listed is bound. */
  readonly bindsAll: boolean;
  readonly environments: readonly string[];
}

const BINDING = [
  'thumbprints',
  'issuers',
  'environments',
  'purposes',
  'notBefore',
  'notAfter',
  'recall',
] as const satisfies readonly (keyof KeyBinding)[];

const THUMBPRINT = /^[0-9a-f]{64}$/;

/** Any sound key (RFC 8032 §7.1, test 1), with which createTrust validates a binding. */
const SOME_KEY: Uint8Array = /* @__PURE__ */ Uint8Array.from(
  'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'.match(/../g) ?? [],
  (byte) => Number.parseInt(byte, 16),
);

/**
 * Reads the bindings.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_TRUST`
 */
export function readBindings(list: unknown): Bindings {
  if (!Array.isArray(list) || list.length === 0)
    throw wrongOption('options.bindings', 'an array of at least one binding');
  const pins = new Map<string, Omit<TrustEntry, 'publicKey'>>();
  let forAll: Omit<TrustEntry, 'publicKey'> | undefined;
  const environments = new Set<string>();
  for (const [index, given] of (list as readonly KeyBinding[]).entries()) {
    const name = `options.bindings[${index}]`;
    const { thumbprints, ...entry } = { ...readOptions(name, given, BINDING) };
    requireBindable(entry, name);
    for (const environment of entry.environments) environments.add(environment);
    if (thumbprints === ANY_LISTED_KEY_DANGEROUS) {
      if (forAll !== undefined) throw wrongBinding(name, 'is the second for all listed keys');
      forAll = entry;
      continue;
    }
    for (const pin of readPins(thumbprints, `${name}.thumbprints`)) {
      if (pins.has(pin)) throw wrongBinding(name, 'binds a key that another binding has');
      pins.set(pin, entry);
    }
  }
  return {
    find: (thumbprint) => pins.get(thumbprint) ?? forAll,
    pinned: groupById([...pins.keys()]),
    bindsAll: forAll !== undefined,
    environments: Object.freeze([...environments]),
  };
}

function groupById(pins: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, readonly string[]>();
  for (const pin of pins) {
    const id = pin.slice(0, 16);
    groups.set(id, [...(groups.get(id) ?? []), pin]);
  }
  return groups;
}

/** Refuses now what createTrust would refuse later, when a document comes. */
function requireBindable(entry: Omit<TrustEntry, 'publicKey'>, name: string): void {
  try {
    createTrust([{ ...entry, publicKey: SOME_KEY }]);
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw renameArgument(error, 'entries[0]', name);
  }
}

function readPins(list: unknown, name: string): readonly string[] {
  if (!Array.isArray(list) || list.length === 0)
    throw wrongOption(name, 'an array of thumbprints, or ANY_LISTED_KEY_DANGEROUS');
  for (const [index, pin] of list.entries()) {
    if (typeof pin !== 'string' || !THUMBPRINT.test(pin))
      throw wrongOption(`${name}[${index}]`, 'a whole thumbprint: 64 hexadecimal digits');
  }
  return list as readonly string[];
}

function wrongBinding(name: string, why: string): ContentmarkError {
  return new ContentmarkError('ERR_TRUST', `${why}`, name);
}
