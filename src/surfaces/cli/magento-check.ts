/** `contentmark magento check`: every product of a shop, and every store view, against its mark. */
import type { Command } from 'commander';
import { createVerifier, type Verdict, type Verifier } from 'contentmark/verify';
import { createJsonReport, createTextReport, type Finding } from './catalog/report.ts';
import { EXIT, type ExitCode } from './failure.ts';
import { createClient } from './magento/client.ts';
import { CONNECTION_HELP, readConnection } from './magento/connection.ts';
import { addShopOptions, readShopFlags, type ShopFlags } from './magento/options.ts';
import { createCounter } from './magento/progress.ts';
import { verifyRecord } from './magento/verify-record.ts';
import { findStoreViews, type ScopeRecord, walk } from './magento/walk.ts';
import { readTime } from './options.ts';
import { addCommand, type Session } from './session.ts';
import { readTrust } from './trust-file.ts';

interface Flags extends ShopFlags {
  readonly trust: string;
  readonly environment: string;
  readonly audience?: string;
  readonly now?: string;
}

type Count = 'verified' | 'rejected' | 'absent' | 'broken' | 'skipped';

const EXAMPLE = `
A record is a product in "All Store Views", or what a store view overrides of it. Every part
that was signed must be there, unchanged. Exit codes: 0 all verified, 1 something is rejected or
cannot be read, 2 nothing is, but marks are missing. Nothing is written.
${CONNECTION_HELP}
Example:
  $ contentmark magento check --trust keys/trust.json --environment production --json
`;

/** Adds the command. */
export function addMagentoCheck(parent: Command, session: Session): void {
  addShopOptions(addCommand(parent, 'check'))
    .summary('check every product of the shop')
    .description('Check every product of the shop, in every store view, against its mark.')
    .requiredOption('--trust <file>', 'whom to believe, as keygen writes it')
    .requiredOption('--environment <name>', 'where the shop is')
    .option('--audience <name>', 'the shop or tenant')
    .option('--now <time>', 'Unix seconds or ISO 8601 (default: the clock)')
    .addHelpText('after', EXAMPLE)
    .action((flags: Flags) => checkShop(flags, session));
}

async function checkShop(flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const { environment, audience } = flags;
  const options = readShopFlags(flags);
  const now = flags.now === undefined ? undefined : readTime(flags.now, '--now');
  const verifier = createVerifier({
    // Every record has a mark of its own.
    cacheSize: 0,
    trust: await readTrust(flags.trust),
    environment,
    ...(audience !== undefined && { audience }),
    ...(now !== undefined && { clock: () => now }),
  });
  const client = createClient(readConnection(io));
  const report = flags.json === true ? createJsonReport(io) : createTextReport(io);
  const counts = {
    products: 0,
    records: 0,
    verified: 0,
    rejected: 0,
    absent: 0,
    broken: 0,
    skipped: 0,
  };
  const counter = await createCounter(io, 'Checking', flags.json === true);
  try {
    const storeViews = await findStoreViews(client, options.storeViews);
    for await (const { records, products, total } of walk(client, { ...options, storeViews })) {
      counts.products += products;
      for (const record of records) {
        counts.records += 1;
        const found = check(record, verifier, counts.records);
        counts[typeof found === 'string' ? found : found.status] += 1;
        if (typeof found !== 'string') await report.add(found);
      }
      counter.advance(products, total);
    }
  } catch (error) {
    throw await report.fail(error);
  } finally {
    counter.stop();
  }
  session.exit = exitOf(counts);
  await report.finish(`Checked the shop for ${environment}`, counts, {});
}

/** A shop in which nothing is marked is not a clean one. */
function exitOf(counts: Readonly<Record<Count, number>>): ExitCode {
  if (counts.rejected + counts.broken > 0) return EXIT.findings;
  return counts.absent > 0 || counts.verified === 0 ? EXIT.absent : EXIT.clean;
}

function check(
  record: ScopeRecord,
  verifier: Verifier,
  number: number,
): Finding | 'verified' | 'skipped' {
  const place = {
    record: number,
    ...(record.subject !== undefined && { subject: record.subject }),
  };
  if (record.problem !== undefined) {
    return { ...place, status: 'broken', reason: 'unreadable', detail: record.problem, parts: [] };
  }
  const verdict: Verdict | 'skipped' = verifyRecord(record, verifier);
  if (verdict === 'skipped') return verdict;
  switch (verdict.status) {
    case 'verified':
      return 'verified';
    case 'absent':
      return { ...place, status: 'absent', parts: [] };
    case 'rejected': {
      const { reason, detail, parts } = verdict;
      return { ...place, status: 'rejected', reason, detail, parts };
    }
  }
}
