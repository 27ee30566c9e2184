/** What `contentmark magento check` does: every product, and every store view, against its mark. */
import type { Verdict, Verifier } from 'contentmark/verify';
import { createJsonReport, createTextReport, type Finding } from '../catalog/report.ts';
import { openVerifier, type VerifierFlags } from '../files/open-verifier.ts';
import { EXIT, type ExitCode } from '../terminal/failure.ts';
import { readTime } from '../terminal/options.ts';
import type { Session } from '../terminal/session.ts';
import { createClient } from './client.ts';
import { readConnection } from './connection.ts';
import type { ShopFlags } from './options.ts';
import { createCounter } from './progress.ts';
import { readShopFlags } from './read-options.ts';
import { verifyRecord } from './verify-record.ts';
import { findStoreViews, type ScopeRecord, walk } from './walk.ts';

/** The options of the command. */
export interface CheckFlags extends ShopFlags, VerifierFlags {
  readonly now?: string;
}

type Count = 'verified' | 'rejected' | 'absent' | 'broken' | 'skipped';

/** Checks the shop. */
export async function checkShop(flags: CheckFlags, session: Session): Promise<void> {
  const { io } = session;
  const { environment } = flags;
  const options = readShopFlags(flags);
  const now = flags.now === undefined ? undefined : readTime(flags.now, '--now');
  // Every record has a mark of its own.
  const clock = now === undefined ? {} : { clock: () => now };
  const verifier = await openVerifier(flags, { cacheSize: 0, ...clock });
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
