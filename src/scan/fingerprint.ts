/**
 * Names findings so that they can be recognised in a later scan: by the rule, the record, the
 * pointer and the value, never by a line. A row that moves keeps its fingerprints; another value
 * in an old place has another one.
 */
import { createHash } from 'node:crypto';
import { foldName } from '../records/piece/fields.ts';

/** Names of what a record is known by, best first, as columns and members are compared. */
const IDENTITIES: readonly string[] = [
  'id',
  'g:id',
  'handle',
  'url handle',
  'url_key',
  'sku',
  'variant sku',
  'entity_id',
  'config_id',
  'item_id',
  'order_id',
  'customer_id',
  'path',
  'code',
  'key',
  'email',
];

/** Makes fingerprints of the findings of one scan, in their order. */
export interface Fingerprints {
  /** For the findings of one record. */
  of(value: unknown): (id: string, path: string) => string;
}

/** Findings alike in all are counted, so that one more of them is another one. */
export function createFingerprints(): Fingerprints {
  const seen = new Map<string, number>();
  return {
    of(value) {
      let identity: string | undefined;
      return (id, path) => {
        identity ??= identityOf(value);
        const held = valueAt(value, path);
        const base = digest([id, identity, path, held]);
        const count = (seen.get(base) ?? 0) + 1;
        seen.set(base, count);
        return count === 1 ? base : digest([base, count]);
      };
    },
  };
}

function digest(parts: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** The first of its names that has a value, or all of it where it has none. */
function identityOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return write(value);
  const members = new Map(Object.entries(value).map(([name, own]) => [foldName(name), own]));
  for (const name of IDENTITIES) {
    const own = members.get(name);
    if ((typeof own === 'string' && own.trim() !== '') || typeof own === 'number') {
      return `${name}=${String(own).trim()}`;
    }
  }
  return write(value);
}

/** The value that a pointer leads to, or the last that it reaches: a telling name stands as `*`. */
function valueAt(value: unknown, path: string): string {
  let at = value;
  for (const step of path.split('/').slice(1)) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) break;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return write(at);
}

function write(value: unknown): string {
  return (
    JSON.stringify(value, (_name, own: unknown) => (typeof own === 'bigint' ? `${own}n` : own)) ??
    ''
  );
}
