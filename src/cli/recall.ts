/** `contentmark recall`: signs and reads lists of marks that are taken back. */
import type { Command } from 'commander';
import { addRecallAdd } from './recall/add.ts';
import { addRecallCheck } from './recall/check.ts';
import { addRecallPublish } from './recall/publish.ts';
import { addRecallShow } from './recall/show.ts';
import type { Session } from './terminal/session.ts';

/** Adds the command and its parts. */
export function addRecall(program: Command, session: Session): void {
  const recall = program
    .command('recall')
    .summary('take marks back, in signed lists that verifiers follow')
    .description('Take marks back, in signed lists that verifiers follow (docs/recall.md).');
  addRecallAdd(recall, session);
  addRecallShow(recall, session);
  addRecallPublish(recall, session);
  addRecallCheck(recall, session);
}
