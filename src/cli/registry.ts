/**
 * `contentmark registry`: keeps fingerprints of what was signed, to recognise it without its mark.
 */
import type { Command } from 'commander';
import { addRegistryAdd } from './registry/add.ts';
import { addRegistryErase } from './registry/erase.ts';
import { addRegistryRecognize } from './registry/recognize.ts';
import { addRegistryStatistics } from './registry/statistics.ts';
import type { Session } from './terminal/session.ts';

/** Adds the command and its parts. */
export function addRegistry(program: Command, session: Session): void {
  const registry = program
    .command('registry')
    .summary('recognise what was signed by its fingerprint')
    .description(
      'Remember what was signed, without its content, and recognise it without its mark.',
    );
  addRegistryAdd(registry, session);
  addRegistryRecognize(registry, session);
  addRegistryErase(registry, session);
  addRegistryStatistics(registry, session);
}
