/**
 * Reads a policy from JSON. A preset, whose shape the compiler checks, is the template that a file
 * is compared with, so the shape is written once.
 */

import { ContentmarkError, describeType, wrongArgument } from '../../errors.ts';
import { isAlwaysProduction } from '../../format/envelope/vocabulary.ts';
import {
  type Action,
  ENVIRONMENT_CLASSES,
  type EnvironmentClass,
  type PolicyPlace,
} from './decision.ts';
import { floorOf, isStricter } from './floor.ts';
import { isAction, wrongCell } from './open-rules.ts';
import type { Policy, TableName } from './policy.ts';
import { PRESETS, strict } from './presets.ts';

/** Nested tables of actions. */
interface Tables {
  readonly [name: string]: Tables | Action;
}

/**
 * Reads a parsed policy: `{ "extends": "storefront", "render": { "production": { "absent":
 * "flag" } } }`. What it leaves out is taken from the preset it extends; one that extends
 * none must say everything. Parse with `parseJson` of `contentmark/content` where a member
 * named twice should be refused too.
 * @param json a parsed value, not its text.
 * @throws ContentmarkError `ERR_ARGUMENT` for anything but an object; `ERR_POLICY` for an
 * unknown member, a missing one, no action, or one below the floor. The error's argument is
 * the path, such as `policy.render.production.absent`.
 * @example
 * ```ts
 * import { decide, readPolicy } from 'contentmark/policy';
 *
 * const policy = readPolicy({
 *   extends: 'storefront',
 *   render: { production: { absent: 'flag' } },
 * });
 * const where = { place: 'render', environment: 'production' } as const;
 * console.log(decide(policy, { ...where, verdict: { status: 'absent' } }).action); // flag
 * ```
 */
export function readPolicy(json: unknown): Policy {
  if (typeof json === 'string') {
    throw wrongArgument('policy', 'a parsed policy; parse its text first', json);
  }
  if (!isRecord(json)) throw wrongArgument('policy', 'an object', json);
  // Without a prototype, so that a polluted one extends nothing.
  const own: Record<string, unknown> = Object.assign(Object.create(null), json);
  const { extends: name, environments, ...tables } = own;
  const base = readBase(name);
  const read = readTables(tablesOf(strict), base && tablesOf(base), tables, []);
  return Object.freeze({
    // Along the template every member of every place was read.
    ...(read as unknown as Omit<Policy, 'environments'>),
    environments: readEnvironments(base?.environments, environments),
  });
}

/** The tables of a policy, without the names of environments. */
function tablesOf({ environments, ...tables }: Policy): Tables {
  // Down to its leaves a policy is tables of actions; interfaces lack the index that says so.
  return tables as unknown as Tables;
}

function readBase(name: unknown): Policy | undefined {
  if (name === undefined) return undefined;
  if (typeof name === 'string' && Object.hasOwn(PRESETS, name)) {
    return PRESETS[name as keyof typeof PRESETS];
  }
  throw wrongPolicy('extends', `expected one of ${Object.keys(PRESETS).join(', ')}`, name);
}

function readTables(
  template: Tables,
  base: Tables | undefined,
  given: unknown,
  path: readonly string[],
): Tables {
  const tables = given === undefined && base !== undefined ? {} : given;
  if (!isRecord(tables)) {
    const mend = given === undefined ? ' (or "extends": "storefront" beside the places)' : '';
    throw wrongPolicy(path.join('.'), `expected an object${mend}`, given);
  }
  for (const name of Object.keys(tables)) {
    if (Object.hasOwn(template, name)) continue;
    throw new ContentmarkError(
      'ERR_POLICY',
      `is no member of a policy; known: ${Object.keys(template).join(', ')}`,
      pathTo([...path, name.slice(0, 40)]),
    );
  }
  const read = Object.entries(template).map(([name, member]): [string, Tables | Action] => {
    const at = [...path, name];
    const value = Object.hasOwn(tables, name) ? tables[name] : undefined;
    const fallback = base?.[name];
    if (typeof member !== 'string') {
      // The base has the shape of the template, so tables stand where tables stand.
      return [name, readTables(member, fallback as Tables | undefined, value, at)];
    }
    return [name, value === undefined && isAction(fallback) ? fallback : readAction(value, at)];
  });
  return Object.freeze(Object.fromEntries(read));
}

function readAction(value: unknown, path: readonly string[]): Action {
  if (!isAction(value)) throw wrongCell(pathTo(path), value);
  // A leaf of the template, so its path has this form; tables of a verified mark stand one deeper.
  const [place, side, first, second] = path as [PolicyPlace, EnvironmentClass, string, string];
  const table = (first === 'verified' ? second : first) as TableName;
  const floor = floorOf(place, side, table, path.at(-1) as string);
  if (!isStricter(floor, value)) return value;
  throw new ContentmarkError(
    'ERR_POLICY',
    `says ${value}, but no policy goes below ${floor} there (docs/policy.md, "The floor"); say ${floor} or stricter, or leave it out`,
    pathTo(path),
  );
}

function readEnvironments(
  base: Policy['environments'] | undefined,
  given: unknown,
): Policy['environments'] {
  if (given !== undefined && !isRecord(given)) {
    throw wrongPolicy('environments', 'expected an object', given);
  }
  const named = Object.entries(given ?? {}).map(([name, side]): [string, EnvironmentClass] => {
    const found = ENVIRONMENT_CLASSES.find((one) => one === side);
    const path = `environments.${name.slice(0, 40)}`;
    if (found === undefined) {
      throw wrongPolicy(path, `expected one of ${ENVIRONMENT_CLASSES.join(', ')}`, side);
    }
    if (found !== 'production' && isAlwaysProduction(name)) {
      throw new ContentmarkError(
        'ERR_POLICY',
        'is production whatever a policy says; take it out',
        `policy.${path}`,
      );
    }
    return [name, found];
  });
  return Object.freeze({ ...base, ...Object.fromEntries(named) });
}

/** Whether a value is an object of JSON, not a list, Date or Map. */
function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function pathTo(path: readonly string[]): string {
  return ['policy', ...path].join('.');
}

function quote(name: string): string {
  return JSON.stringify(name.length > 40 ? `${name.slice(0, 40)}…` : name);
}

function wrongPolicy(path: string, expected: string, got: unknown): ContentmarkError {
  const at = path === '' ? 'policy' : `policy.${path}`;
  const what = typeof got === 'string' ? quote(got) : describeType(got);
  return new ContentmarkError('ERR_POLICY', `${expected}, got ${what}`, at);
}
