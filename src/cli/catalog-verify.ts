/** `contentmark catalog verify`: checks every record of a catalogue against its mark. */

import { type Command, Option } from 'commander';
import { type CheckedRecord, verifyCatalog } from 'contentmark/catalog';
import { FORMATS } from 'contentmark/records';
import { type CatalogFlags, inWords, openInput } from './catalog/open-catalog.ts';
import { createCatalogReport, describeFile, type Finding, factsInWords } from './catalog/report.ts';
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
    .argument('<input>', 'what was signed, a feed in XML or a workbook, or - for stdin')
    .requiredOption('--map <map>', 'the map it was signed with: a name or a JSON file')
    .option('--now <time>', 'Unix seconds or ISO 8601 (default: the clock)')
    .option('--require-parts', 'refuse a file without a column for each part of the map')
    .addOption(
      new Option('--format <format>', 'default: what the map or name says').choices(FORMATS),
    );
  addVerifierOptions(command, 'where it is used')
    .addHelpText('after', EXAMPLE)
    .action((input: string, flags: Flags) => verifyFile(input, flags, session));
}

async function verifyFile(input: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const { environment } = flags;
  const now = flags.now === undefined ? undefined : readTime(flags.now, '--now');
  // Every record has a mark of its own.
  const clock = now === undefined ? {} : { clock: () => now };
  const verifier = await openVerifier(flags, { cacheSize: 0, ...clock });
  const { catalog, progress } = await openInput(io, input, flags, 'Verifying');
  const report = createCatalogReport(io, flags.json === true);
  const counts = { records: 0, verified: 0, rejected: 0, absent: 0, broken: 0, skipped: 0 };
  try {
    for await (const record of verifyCatalog(catalog, { verifier })) {
      counts.records += 1;
      counts[record.status] += 1;
      const finding = findingOf(record);
      if (finding !== undefined) await report.add(finding);
    }
  } catch (error) {
    throw await report.fail(inWords(error, input));
  } finally {
    progress.stop();
    await catalog.close();
  }
  session.exit = exitOf(counts);
  const facts = describeFile(catalog);
  await report.finish(`Checked ${input} for ${environment}`, counts, facts, factsInWords(facts));
}

/** The exit code. A catalogue without any mark is not clean, also when it has no records. */
function exitOf(counts: Readonly<Record<Count, number>>): ExitCode {
  if (counts.rejected + counts.broken > 0) return EXIT.findings;
  return counts.absent > 0 || counts.verified === 0 ? EXIT.absent : EXIT.clean;
}

function findingOf(record: CheckedRecord): Finding | undefined {
  const { place, status } = record;
  switch (record.status) {
    case 'rejected': {
      const { reason, detail, parts } = record.verdict;
      return { ...place, status: 'rejected', reason, detail, parts };
    }
    case 'broken':
      return { ...place, status: 'broken', ...record.problem, parts: [] };
    default:
      return status === 'absent' ? { ...place, status, parts: [] } : undefined;
  }
}
