/** `contentmark policy show`: prints every row of a policy, readable or as JSON. */
import { type Command, Option } from 'commander';
import {
  ACTIONS,
  type Action,
  ENVIRONMENT_CLASSES,
  environmentClassOf,
  POLICY_PLACES,
  type Policy,
  type PolicyPlace,
} from 'contentmark/policy';
import { POLICY_OPTION, readPolicyOption } from './files/policy-file.ts';
import { colorsFor } from './terminal/io.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags {
  readonly policy: string;
  readonly place?: PolicyPlace;
  readonly environment?: string;
  readonly json?: true;
}

const EXAMPLE = `
With --json the whole policy is printed, each row written out: a policy file that extends nothing.

Examples:
  $ contentmark policy show --policy storefront --place checkout --environment production
  $ contentmark policy show --policy my-policy.json --json
`;

/** Adds the command. */
export function addPolicyShow(parent: Command, session: Session): void {
  addCommand(parent, 'show')
    .summary('print every row of a policy')
    .description('Print every row of a policy, by what is done.')
    .option('--policy <policy>', POLICY_OPTION, 'storefront')
    .addOption(new Option('--place <place>', 'this place only').choices(POLICY_PLACES))
    .option('--environment <name>', 'as it is judged in this environment')
    .addHelpText('after', EXAMPLE)
    .action((flags: Flags) => showPolicy(flags, session));
}

async function showPolicy(flags: Flags, { io }: Session): Promise<void> {
  const policy = await readPolicyOption(io, flags.policy);
  if (flags.json) return printJson(io, policy);
  const colors = colorsFor(io.stdout, io.env);
  const { place, environment } = flags;
  const places = place === undefined ? POLICY_PLACES : [place];
  const sides =
    environment === undefined ? ENVIRONMENT_CLASSES : [environmentClassOf(policy, environment)];
  const lines = places.flatMap((each) =>
    sides.flatMap((side) => [
      colors.bold(`${each} in ${side}`),
      ...linesOf(rowsOf(policy[each][side])),
      '',
    ]),
  );
  await printLines(io, [...lines, environmentsOf(policy)]);
}

function environmentsOf({ environments }: Policy): string {
  const named = Object.entries(environments).map(([name, side]) => `${name} is ${side}`);
  return `${[...named, 'every other environment is production'].join('; ')}.`;
}

type Row = readonly [path: string, action: Action];

/** The cells of a table by their paths; a cell that is no action is a nested table. */
function rowsOf(table: object, path = ''): readonly Row[] {
  return Object.entries(table).flatMap(([name, cell]: [string, Action | object]) =>
    typeof cell === 'string' ? [[`${path}${name}`, cell]] : rowsOf(cell, `${path}${name}.`),
  );
}

function linesOf(rows: readonly Row[]): readonly string[] {
  return ACTIONS.flatMap((action) => {
    const paths = rows.filter(([, done]) => done === action).map(([path]) => path);
    return paths.map((path, index) => `  ${(index === 0 ? action : '').padEnd(9)} ${path}`);
  });
}
