/** `contentmark registry erase`: removes entries for good. */
import type { Command } from 'commander';
import type { Erasure } from 'contentmark/registry';
import { REGISTRY_OPTION, withRegistry } from '../files/registry-file.ts';
import { usage } from '../terminal/failure.ts';
import { readTime } from '../terminal/options.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';

interface Flags {
  readonly registry: string;
  readonly id?: string;
  readonly digest?: string;
  readonly before?: string;
  readonly json?: true;
}

const EXAMPLE = `
The file is written anew, so that nothing of what was erased is left in it.

Examples:
  $ contentmark registry erase --registry seen.registry --id 0f8fad5b-d9cb-469f-a165-70867728950e
  $ contentmark registry erase --registry seen.registry --before 2027-01-01
`;

/** Adds the command. */
export function addRegistryErase(parent: Command, session: Session): void {
  addCommand(parent, 'erase')
    .summary('forget entries: of a mark, of a text, or of the past')
    .description('Forget entries of a registry. Give one of --id, --digest and --before.')
    .requiredOption(...REGISTRY_OPTION)
    .option('--id <uuid>', 'all entries of this mark')
    .option('--digest <hex>', 'all entries of content with this SHA-256 digest')
    .option('--before <time>', 'all entries that were to be kept until an earlier moment')
    .addHelpText('after', EXAMPLE)
    .action((flags: Flags) => eraseEntries(flags, session));
}

async function eraseEntries(flags: Flags, { io }: Session): Promise<void> {
  const which = readErasure(flags);
  const erased = await withRegistry(flags.registry, 'write', (registry) => registry.erase(which));
  if (flags.json) return printJson(io, { erased });
  await printLines(io, [
    `Erased ${erased} ${erased === 1 ? 'entry' : 'entries'} of ${flags.registry}`,
  ]);
}

function readErasure({ id, digest, before }: Flags): Erasure {
  const given = [id, digest, before].filter((value) => value !== undefined);
  if (given.length !== 1) throw usage('give one of --id, --digest and --before', '--id');
  if (id !== undefined) {
    if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { id };
    throw usage('--id expected a UUID in lower case, as inspect shows it', '--id');
  }
  if (digest !== undefined) {
    if (/^[0-9a-f]{64}$/.test(digest)) return { digest: Buffer.from(digest, 'hex') };
    throw usage('--digest expected 64 hexadecimal digits in lower case', '--digest');
  }
  return { before: readTime(before as string, '--before') };
}
