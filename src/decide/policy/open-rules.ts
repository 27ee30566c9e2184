/** The rules of one place, opened for reading. A row is looked up in the policy once, then remembered. */

import { ContentmarkError, describeType } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { ACTIONS, type Action, type EnvironmentClass, type PolicyPlace } from './decision.ts';
import { floorOf, isStricter, STRICTNESS } from './floor.ts';
import { PATH_OF, type Policy, type Rules, type TableName } from './policy.ts';

/** One row. */
export interface PolicyRow {
  readonly table: TableName;
  readonly action: Action;
  /** Its path in the policy, or `floor.…` where the floor is stricter than the policy. */
  readonly rule: string;
}

/** The rules of one place on one side. */
export interface OpenRules {
  readonly place: PolicyPlace;
  readonly side: EnvironmentClass;
  readonly rules: Rules;
  /** Rows that were read already. */
  readonly rows: Readonly<Record<TableName, Map<string, PolicyRow>>>;
}

/**
 * Opens the rules that apply. A policy in TypeScript is total by its type; in one that came
 * through `as` or from JavaScript, what is missing is found when it is needed.
 * @throws ContentmarkError `ERR_POLICY`
 */
export function openRules(policy: Policy, place: PolicyPlace, side: EnvironmentClass): OpenRules {
  const rules = ownMember(ownMember(policy, place), side);
  if (typeof rules !== 'object' || rules === null) {
    throw new ContentmarkError(
      'ERR_POLICY',
      'is missing; begin with a preset and spread it: { ...storefront, … }',
      `policy.${place}.${side}`,
    );
  }
  return {
    place,
    side,
    // Every cell is checked when it is read.
    rules: rules as Rules,
    rows: {
      purpose: new Map(),
      source: new Map(),
      kind: new Map(),
      topic: new Map(),
      coverage: new Map(),
      rejected: new Map(),
      absent: new Map(),
      findings: new Map(),
    },
  };
}

/**
 * One row, lifted to the floor.
 * @throws ContentmarkError `ERR_POLICY` where it is missing or holds no action.
 */
export function readRow(opened: OpenRules, table: TableName, name: string): PolicyRow {
  const known = opened.rows[table].get(name);
  if (known !== undefined) return known;
  const { place, side, rules } = opened;
  const path = pathOf(table, name);
  const rule = `${place}.${side}.${path}`;
  const action = readCell(rules, path, `policy.${rule}`);
  const floor = floorOf(place, side, table, name);
  const row: PolicyRow = isStricter(floor, action)
    ? { table, action: floor, rule: `floor.${path}` }
    : { table, action, rule };
  opened.rows[table].set(name, row);
  return row;
}

/** The stricter of two rows; of equally strict ones the first. */
export function stricter(row: PolicyRow, next: PolicyRow): PolicyRow {
  return isStricter(next.action, row.action) ? next : row;
}

/** The path of a row below place and side: `verified.kind.review`, `rejected.expired`, `absent`. */
export function pathOf(table: TableName, name: string): string {
  const path = PATH_OF[table];
  return path === '' ? name : `${path}.${name}`;
}

/** Whether a value is the name of an action. */
export function isAction(value: unknown): value is Action {
  return typeof value === 'string' && Object.hasOwn(STRICTNESS, value);
}

function readCell(rules: Rules, path: string, argument: string): Action {
  let at: unknown = rules;
  for (const name of path.split('.')) at = ownMember(at, name);
  if (isAction(at)) return at;
  throw wrongCell(argument, at);
}

/** The error for a cell without an action. */
export function wrongCell(path: string, got: unknown): ContentmarkError {
  const what = typeof got === 'string' ? JSON.stringify(got.slice(0, 40)) : describeType(got);
  return new ContentmarkError(
    'ERR_POLICY',
    `expected one of ${ACTIONS.join(', ')}, got ${what}`,
    path,
  );
}
