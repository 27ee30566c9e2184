/** `contentmark registry statistics`: prints how many entries a registry has. */

import type { Command } from 'commander';
import { systemClock } from '../../clock.ts';
import { REGISTRY_OPTION, withRegistry } from '../files/registry-file.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';

interface Flags {
  readonly registry: string;
  readonly json?: true;
}

/** Adds the command. */
export function addRegistryStatistics(parent: Command, session: Session): void {
  addCommand(parent, 'statistics')
    .summary('count what is remembered')
    .description('Count what a registry remembers.')
    .requiredOption(...REGISTRY_OPTION)
    .action((flags: Flags) => countEntries(flags, session));
}

async function countEntries({ registry: path, json }: Flags, { io }: Session): Promise<void> {
  const now = systemClock();
  const counts = await withRegistry(path, 'read', (registry) => registry.statistics(now));
  if (json) return printJson(io, counts);
  await printLines(io, [
    path,
    `  ${counts.entries} entries, ${counts.expired} past their time`,
    `  ${counts.texts} with a fingerprint of their words, ${counts.images} of an image`,
  ]);
}
