/** `contentmark log`: an audit log in a folder, from its first entry to its proofs. */
import type { Command } from 'commander';
import { addLogAppend } from './log/append.ts';
import { addLogCheck } from './log/check.ts';
import { addLogCheckpoint } from './log/checkpoint.ts';
import { addLogExport } from './log/export.ts';
import { addLogInit } from './log/init.ts';
import { addLogProve } from './log/prove.ts';
import { addLogPurge } from './log/purge.ts';
import type { Session } from './terminal/session.ts';

/** Adds the command and its parts. */
export function addLog(program: Command, session: Session): void {
  const log = program
    .command('log')
    .summary('keep an audit log, check it and prove what is in it')
    .description('Keep an audit log that shows later changes, without content (docs/audit.md).');
  addLogInit(log, session);
  addLogAppend(log, session);
  addLogCheck(log, session);
  addLogProve(log, session);
  addLogCheckpoint(log, session);
  addLogExport(log, session);
  addLogPurge(log, session);
}
