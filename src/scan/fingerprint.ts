/**
 * Names findings so that they can be recognised in a later scan: by the rule, the record, the
 * pointer and the value, never by a line. A row that moves keeps its fingerprints; another value
 * in an old place has another one.
 */
import { hash } from 'node:crypto';
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

const RANK: ReadonlyMap<string, number> = new Map(IDENTITIES.map((name, rank) => [name, rank]));

/** Names a finding of one record, by its rule and its place in the record. */
export type NameFinding = (id: string, path: string) => string;

/** Prepares naming the findings of a record: 32 hexadecimal digits each, alike for alike ones. */
export function fingerprintsOf(value: unknown): NameFinding {
  let identity: string | undefined;
  return (id, path) => {
    identity ??= identityOf(value);
    return digest([id, identity, path, valueAt(value, path)]);
  };
}

/** The name of one more finding like others before it. */
export function fingerprintOfRepeat(fingerprint: string, count: number): string {
  return count === 1 ? fingerprint : digest([fingerprint, count]);
}

function digest(parts: readonly unknown[]): string {
  return hash('sha256', JSON.stringify(parts), 'hex').slice(0, 32);
}

/** The best of its names that has a value, or all of it where it has none. */
export function identityOf(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return write(value);
  let best = IDENTITIES.length;
  let found = '';
  for (const name of Object.keys(value)) {
    const rank = RANK.get(foldName(name));
    if (rank === undefined || rank >= best) continue;
    const own = (value as Readonly<Record<string, unknown>>)[name];
    const text = typeof own === 'string' || typeof own === 'number' ? `${own}`.trim() : '';
    if (text === '') continue;
    best = rank;
    found = text;
  }
  return found === '' ? write(value) : `${IDENTITIES[best]}=${found}`;
}

/** The value that a pointer leads to, or the last that it reaches: a telling name stands as `*`. */
function valueAt(value: unknown, path: string): string {
  let at = value;
  for (const step of path.split('/').slice(1)) {
    const name = step.includes('~') ? step.replaceAll('~1', '/').replaceAll('~0', '~') : step;
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) break;
    at = (at as Readonly<Record<string, unknown>>)[name];
  }
  return write(at);
}

function write(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return (
    JSON.stringify(value, (_name, own: unknown) => (typeof own === 'bigint' ? `${own}n` : own)) ??
    ''
  );
}
