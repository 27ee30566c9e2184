/** The tables of docs/policy.md, from the presets themselves: a row for each action that differs. */
import {
  type Action,
  ENVIRONMENT_CLASSES,
  type EnvironmentClass,
  POLICY_PLACES,
  type PolicyPlace,
  PRESETS,
  type PresetName,
  type Rules,
} from '../src/entries/policy.ts';
import { withTables } from './between-markers.ts';

/** The columns, mildest first. */
export const COLUMNS: readonly PresetName[] = ['observe', 'storefront', 'checkout', 'strict'];

/** The page with its tables written anew. */
export function withPolicies(page: string): string {
  return withTables(page, 'policy-page.ts', printTables());
}

function printTables(): string {
  return POLICY_PLACES.flatMap((place) =>
    ENVIRONMENT_CLASSES.map((side) => printTable(place, side)),
  ).join('\n');
}

function printTable(place: PolicyPlace, side: EnvironmentClass): string {
  const rules = COLUMNS.map((name) => PRESETS[name][place][side]);
  return [
    `### ${place} in ${side}`,
    '',
    `| row | ${COLUMNS.join(' | ')} |`,
    `|---|${COLUMNS.map(() => '---|').join('')}`,
    ...CELLS.flatMap(([prefix, cellsOf]) => printRows(prefix, rules.map(cellsOf))),
    `| \`absent\` | ${rules.map(({ absent }) => absent).join(' | ')} |`,
    '',
  ].join('\n');
}

type Cells = Readonly<Record<string, Action>>;

const CELLS: readonly (readonly [string, (rules: Rules) => Cells])[] = [
  ['verified.purpose', ({ verified }) => verified.purpose],
  ['verified.source', ({ verified }) => verified.source],
  ['verified.kind', ({ verified }) => verified.kind],
  ['verified.topic', ({ verified }) => verified.topic],
  ['verified.coverage', ({ verified }) => verified.coverage],
  ['rejected', ({ rejected }) => rejected],
  ['findings', ({ findings }) => findings],
];

/** Rows of one table with the same actions in every preset share a line. */
function printRows(prefix: string, columns: readonly Cells[]): readonly string[] {
  const byActions = new Map<string, string[]>();
  for (const row of Object.keys(columns[0] ?? {})) {
    const actions = columns.map((cells) => cells[row]).join(' | ');
    byActions.set(actions, [...(byActions.get(actions) ?? []), `\`${row}\``]);
  }
  return [...byActions].map(
    ([actions, rows]) => `| \`${prefix}\`: ${rows.join(' ')} | ${actions} |`,
  );
}
