/** The `Session` type: the streams and the exit code of one run of the command. */
import type { Command } from 'commander';
import type { ExitCode } from './failure.ts';
import type { Io } from './io.ts';

/** What every command is given. */
export interface Session {
  readonly io: Io;
  /** Set by a command that ends in order; a thrown failure overrules it. */
  exit: ExitCode;
}

/** Adds a command, with `--json`, which every command has. */
export function addCommand(parent: Command, name: string): Command {
  return parent.command(name).option('--json', 'print one JSON document instead of text');
}
