/** Options of every command that goes over a shop. */
import type { Command } from 'commander';

/** What {@link addRunOptions} adds. */
export interface RunFlags {
  readonly journal?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** What {@link addEnvironmentOptions} adds, and the environment that is meant. */
export interface EnvironmentFlags {
  readonly environment: string;
  readonly productionHost?: readonly string[];
  readonly skipEnvironmentCheck?: true;
}

/** Adds `--journal`. */
export function addRunOptions(command: Command): Command {
  return command.option('--journal <file>', 'keep here how far it has come, and go on from there');
}

/**
 * Adds the options of a command that checks the shop before it writes.
 * @param hosts what names a shop of this platform.
 */
export function addEnvironmentOptions(command: Command, hosts: string): Command {
  return command
    .option('--production-host <host...>', `every ${hosts} of production`)
    .option('--skip-environment-check', 'write although the shop may be another than meant');
}
