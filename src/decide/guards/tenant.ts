/**
 * Compares the tenants that a payload names with the one that it enters: at any depth, in lists, in
 * requests of SCIM (PatchOp, BulkRequest, ListResponse: RFC 7644). A payload that could not be
 * searched whole gives a finding as severe as another tenant, because the rest may name one.
 */

import { MAX_NAME, readName } from '../../detect/match/name-words.ts';
import { toPointer } from '../../detect/pointer.ts';
import type { Finding } from '../policy/findings.ts';
import { isRecord } from './has-values.ts';
import { IDENTIFIERS, readTenantFilters, readTenantName, WRAPPERS } from './tenant-names.ts';

const MAX_DEPTH = 64;
/** Values and containers. */
const MAX_NODES = 100_000;
/** Findings that are listed; one of them decides. */
const MAX_FINDINGS = 1000;

/** Longest document in a text, in UTF-16 units, as the detectors read it. */
const MAX_JSON = 262_144;

/** Members that name the `value` beside them, best first. */
const NAMING: readonly string[] = ['path', 'attribute_code', 'attributeCode', 'key', 'name'];

const REASON_OF = {
  'tenant-mismatch': 'names another tenant',
  'tenant-not-compared': 'too large or deep to be compared with the tenant',
} as const;

type Names = readonly (string | number)[];
type Members = Readonly<Record<string, unknown>>;

/** Compares; never throws. */
export function compareTenant(user: unknown, tenant: string): readonly Finding[] {
  const findings: Finding[] = [];
  const names: (string | number)[] = [];
  const ancestors: object[] = [];
  let nodes = 0;
  let isFull = false;

  function tell(id: keyof typeof REASON_OF, at: Names): void {
    if (findings.length >= MAX_FINDINGS) return;
    const reason = REASON_OF[id];
    findings.push({ path: toPointer(at), technique: 'declared', id, severity: 'block', reason });
  }

  /** Whether another value may be looked at. */
  function hasRoom(): boolean {
    nodes += 1;
    if (nodes <= MAX_NODES) return true;
    if (!isFull) tell('tenant-not-compared', names);
    isFull = true;
    return false;
  }

  function enter(value: unknown, isOther: boolean): void {
    if (typeof value !== 'object' || value === null || value instanceof Date) return;
    if (ancestors.includes(value)) return;
    if (names.length >= MAX_DEPTH) {
      tell('tenant-not-compared', names);
      return;
    }
    const depth = names.length;
    ancestors.push(value);
    try {
      if (Array.isArray(value)) enterList(value, isOther);
      else if (isRecord(value)) enterRecord(value, isOther);
      else tell('tenant-not-compared', names);
    } catch {
      names.length = depth;
      tell('tenant-not-compared', names);
    }
    ancestors.pop();
  }

  /** A document in a text, where its name says that it is one (`claims_json`); else the value itself. */
  function unpack(name: string, value: unknown): unknown {
    if (typeof value !== 'string' || !/json$/i.test(name) || !/^\s{0,64}[[{]/.test(value))
      return value;
    if (value.length > MAX_JSON) {
      tell('tenant-not-compared', names);
      return undefined;
    }
    try {
      return JSON.parse(value);
    } catch {
      // No document: a text, which names no tenant.
      return undefined;
    }
  }

  function enterList(list: readonly unknown[], isOther: boolean): void {
    for (let at = 0; at < list.length; at++) {
      if (!hasRoom()) return;
      names.push(at);
      enter(list[at], isOther);
      names.pop();
    }
  }

  function enterRecord(record: object, isOther: boolean): void {
    const members = record as Members;
    const keys = Object.keys(members);
    const naming = keys.includes('value') ? namingOf(members) : undefined;
    let isIdentified = false;
    const displayed: string[] = [];
    for (const key of keys) {
      if (!hasRoom()) return;
      names.push(key);
      const member = members[key];
      const name = key === 'value' && naming !== undefined ? naming : key;
      const role = readTenantName(name, isOther);
      if (name.length > MAX_NAME) tell('tenant-not-compared', names);
      if (role === 'tenant') isIdentified = compare(member) || isIdentified;
      if (role === 'tenant-name') displayed.push(key);
      if (key === 'path' && typeof member === 'string') {
        isIdentified = compareFilters(member) || isIdentified;
      }
      enter(unpack(name, member), isOther || role === 'other-organization');
      names.pop();
    }
    // A name that people read decides only where nothing else says which tenant it is.
    if (isIdentified) return;
    for (const key of displayed) {
      names.push(key);
      compare(members[key]);
      names.pop();
    }
  }

  /** Compares a member that names tenants, and adds a finding if none of them is the one. */
  function compare(named: unknown): boolean {
    const identifiers = identifiersOf(named, 0);
    if (identifiers.length > 0 && !identifiers.includes(tenant)) tell('tenant-mismatch', names);
    return identifiers.length > 0;
  }

  /** Likewise for the filters of a path. */
  function compareFilters(path: string): boolean {
    const isRead = path.length <= MAX_NAME || !path.includes('[');
    if (!isRead) tell('tenant-not-compared', names);
    const literals = isRead ? readTenantFilters(path) : [];
    if (literals.some((literal) => literal !== tenant)) tell('tenant-mismatch', names);
    return literals.length > 0;
  }

  /**
   * The identifiers in a value: a text, a number, a list of them, or an object with an identifier.
   */
  function identifiersOf(named: unknown, depth: number): readonly string[] {
    if (isWord(named)) return [String(named)];
    // What is deeper or more is told by the walk, which comes here too.
    if (depth > MAX_DEPTH) return [];
    if (Array.isArray(named)) return itemsOf(named, depth);
    return isRecord(named) ? membersOf(named as Members, depth) : [];
  }

  function itemsOf(list: readonly unknown[], depth: number): readonly string[] {
    const identifiers: string[] = [];
    for (let at = 0; at < list.length && hasRoom(); at++) {
      for (const one of identifiersOf(list[at], depth + 1)) identifiers.push(one);
    }
    return identifiers;
  }

  function membersOf(members: Members, depth: number): readonly string[] {
    const read = Object.keys(members)
      .filter(hasRoom)
      .map((key) => ({ plain: readName(key).plain, value: members[key] }));
    for (const group of [...IDENTIFIERS, WRAPPERS]) {
      const found = read
        .filter(({ plain }) => group.includes(plain))
        .flatMap(({ value }) => identifiersOf(value, depth + 1));
      if (found.length > 0) return found;
    }
    return [];
  }

  enter(user, false);
  return findings;
}

function namingOf(members: Members): string | undefined {
  return NAMING.map((one) => (Object.hasOwn(members, one) ? members[one] : undefined)).find(
    (one) => typeof one === 'string',
  );
}

function isWord(value: unknown): value is string | number | bigint {
  return ['string', 'number', 'bigint'].includes(typeof value);
}
