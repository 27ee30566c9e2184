/** `contentmark trust`: shows and changes a trust file: keys that come, end, or are revoked. */
import type { Command } from 'commander';
import type { Session } from './terminal/session.ts';
import { addTrustAdd } from './trust/add.ts';
import { addTrustEnd } from './trust/end.ts';
import { addTrustList } from './trust/list.ts';

/** Adds the command and its parts. */
export function addTrust(program: Command, session: Session): void {
  const trust = program
    .command('trust')
    .summary('show and change a trust file: keys that come, end, or are revoked')
    .description('Show and change a trust file. Verifiers read it when they start.');
  addTrustList(trust, session);
  addTrustAdd(trust, session);
  addTrustEnd(trust, session);
}
