/** `contentmark catalog verify`: every record of a catalogue against its mark. */

import { type Command, Option } from 'commander';
import { type PartsContent, parts } from 'contentmark/content';
import { inspect } from 'contentmark/inspect';
import {
  type CatalogRecord,
  FORMATS,
  type Item,
  makeEmptyPart,
  type Place,
  type Problem,
} from 'contentmark/records';
import type { Verdict, Verifier } from 'contentmark/verify';
import { type Catalog, type CatalogFlags, openCatalog } from './catalog/open-catalog.ts';
import {
  createJsonReport,
  createTextReport,
  describeFile,
  type Finding,
} from './catalog/report.ts';
import { addVerifierOptions, openVerifier, type VerifierFlags } from './files/open-verifier.ts';
import { EXIT, type ExitCode } from './terminal/failure.ts';
import { readTime } from './terminal/options.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags extends CatalogFlags, VerifierFlags {
  readonly now?: string;
}

type Count = 'verified' | 'rejected' | 'absent' | 'broken' | 'skipped';

const EXAMPLE = `
Every part that was signed must be there, unchanged. Exit codes: 0 all verified,
1 something is rejected or broken, 2 nothing is, but marks are missing.

Example:
  $ contentmark catalog verify signed.csv --map shopify --trust keys/trust.json \\
      --environment production --json
`;

/** Adds the command. */
export function addCatalogVerify(parent: Command, session: Session): void {
  const command = addCommand(parent, 'verify')
    .summary('check every record of a catalogue')
    .description('Check every record of a catalogue against its mark.')
    .argument('<input>', 'CSV, JSON (one array) or JSONL, or - for stdin')
    .requiredOption('--map <map>', 'the map it was signed with: a name or a JSON file')
    .option('--now <time>', 'Unix seconds or ISO 8601 (default: the clock)')
    .option('--require-parts', 'refuse a file without a column for each part of the map')
    .addOption(
      new Option('--format <format>', 'default: what the map or name says').choices(FORMATS),
    );
  addVerifierOptions(command, 'where it is used')
    .addHelpText('after', EXAMPLE)
    .action((input: string, flags: Flags) => verifyCatalog(input, flags, session));
}

async function verifyCatalog(input: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const { environment } = flags;
  const now = flags.now === undefined ? undefined : readTime(flags.now, '--now');
  // Every record has a mark of its own.
  const clock = now === undefined ? {} : { clock: () => now };
  const verifier = await openVerifier(flags, { cacheSize: 0, ...clock });
  const catalog = await openCatalog(io, input, flags, 'Verifying');
  const report = flags.json === true ? createJsonReport(io) : createTextReport(io);
  const counts = { records: 0, verified: 0, rejected: 0, absent: 0, broken: 0, skipped: 0 };
  try {
    for await (const batch of catalog.items) {
      for (const item of batch) {
        if (item.type === 'gap') continue;
        const result = check(item, verifier, catalog);
        const status = typeof result === 'string' ? result : result.status;
        counts.records += 1;
        counts[status] += 1;
        if (typeof result !== 'string') await report.add(result);
      }
    }
  } catch (error) {
    throw await report.fail(error);
  } finally {
    await catalog.close();
  }
  session.exit = exitOf(counts);
  await report.finish(`Checked ${input} for ${environment}`, counts, describeFile(catalog));
}

/** A catalogue in which nothing is marked is not a clean one, also when it has no records. */
function exitOf(counts: Readonly<Record<Count, number>>): ExitCode {
  if (counts.rejected + counts.broken > 0) return EXIT.findings;
  return counts.absent > 0 || counts.verified === 0 ? EXIT.absent : EXIT.clean;
}

function check(
  item: Exclude<Item, { readonly type: 'gap' }>,
  verifier: Verifier,
  catalog: Catalog,
): Finding | 'verified' | 'skipped' {
  if (item.type === 'broken') return broken(item, item.problem);
  const { place, content, marks, problem } = item;
  if (content === undefined) {
    if (problem !== undefined) return broken(item, problem);
    if (marks.length === 0) return 'skipped';
  }
  const shown = content ?? showEmptied(marks, catalog);
  const verdict = verifier.verifySync(shown, marks, {
    subject: place.subject,
    requiredParts: 'all',
  });
  // A mark that does not hold says more than what made the record unsound.
  if (verdict.status === 'rejected') return rejected(item, verdict);
  if (problem !== undefined) return broken(item, problem);
  if (verdict.status === 'absent') return { ...place, status: 'absent', parts: [] };
  return 'verified';
}

/**
 * Content for a marked record of which every part has been emptied, for `verify` to refuse:
 * one signed part shown empty, so that the others are missing and all are named.
 */
function showEmptied(marks: readonly Uint8Array[], { map, makeContent }: Catalog): PartsContent {
  const found = inspect(marks[0] ?? '');
  const signed =
    found.reason === undefined && found.payload.type === 'parts' ? found.payload.parts : [];
  const [name = 'record', spec] =
    [...map.parts].find(([part]) => signed.some((other) => other.name === part)) ?? [];
  return parts(new Map([[name, makeEmptyPart(spec?.profile ?? 'text', makeContent)]]));
}

function rejected(
  { place }: CatalogRecord,
  { reason, detail, parts: results }: Verdict & { readonly status: 'rejected' },
): Finding {
  return { ...place, status: 'rejected', reason, detail, parts: results };
}

function broken({ place }: { readonly place: Place }, problem: Problem): Finding {
  return { ...place, status: 'broken', ...problem, parts: [] };
}
