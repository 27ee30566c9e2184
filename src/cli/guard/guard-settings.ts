/** `contentmark guard settings`: decides on the difference between two files of settings. */
import type { Command } from 'commander';
import { guardSettings } from 'contentmark/guards';
import { usage } from '../terminal/failure.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { addGuardOptions, EXIT_OF, type GuardFlags, LIMITS, readGuardFlags } from './options.ts';
import { readSettings } from './read-settings.ts';
import { reportDecision } from './report.ts';

const EXAMPLE = `
Only what is added or changed is looked at. For production: test keys, sandboxes, debug flags,
hosts of staging. Before production: secrets of production.

Example:
  $ contentmark guard settings now.json promoted.json --environment production
`;

/** Adds the command. */
export function addGuardSettings(parent: Command, session: Session): void {
  addGuardOptions(addCommand(parent, 'settings'))
    .summary('app configuration promoted from one environment to another')
    .description('Decide whether a change of configuration may be taken.')
    .argument(
      '<before>',
      'what the environment has now: JSON, .env, INI, CSV or SQL of core_config_data, or - for JSON on stdin',
    )
    .argument('<after>', 'what it would have, likewise')
    .addHelpText('after', EXAMPLE + LIMITS)
    .action((before: string, after: string, flags: GuardFlags) =>
      compareFiles(before, after, flags, session),
    );
}

async function compareFiles(
  before: string,
  after: string,
  flags: GuardFlags,
  session: Session,
): Promise<void> {
  const { io } = session;
  if (before === '-' && after === '-') throw usage('only one of the files can be stdin', 'AFTER');
  const call = await readGuardFlags(io, flags);
  const old = await readSettings(io, before, 'BEFORE');
  const now = await readSettings(io, after, 'AFTER');
  const decision = guardSettings(old, now, call);
  session.exit = EXIT_OF[decision.action];
  await reportDecision(io, after, decision, flags.json);
}
