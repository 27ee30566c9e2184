/** Runs over a shop, with a progress bar, a report and a journal. */
import type { ProductCounts, RunOptions, ShopReport } from 'contentmark/shopify-client';
import type { ExitCode } from '../terminal/failure.ts';
import type { Session } from '../terminal/session.ts';
import { explain, toShopFailure } from './failure.ts';
import { openJournal } from './journal-file.ts';
import type { RunFlags } from './options.ts';
import type { Platform } from './platform.ts';
import { createShopProgress } from './progress.ts';
import { createShopReport } from './report.ts';

/** What is run, and how its report is titled. */
export interface Task {
  /** In the bar: `Marking`. */
  readonly doing: string;
  /** Above the counts. */
  readonly title: string;
  /** Beside the counts in JSON. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly run: (options: RunOptions) => Promise<ShopReport>;
  readonly exitOf: (counts: ProductCounts) => ExitCode;
}

/** Runs, and sets the session's exit code. */
export async function runShop(
  platform: Omit<Platform<never>, 'open'>,
  { journal, json }: RunFlags,
  session: Session,
  task: Task,
): Promise<void> {
  const { io } = session;
  const isJson = json === true;
  const report = createShopReport(io, isJson);
  const progress = await createShopProgress(io, platform.name, task.doing, isJson);
  let counts: ProductCounts | undefined;
  try {
    const found = await task.run({
      ...(journal !== undefined && { journal: openJournal(journal) }),
      onProduct: report.add,
      onProgress: progress.show,
    });
    progress.stop();
    counts = found.counts;
    if (found.status === 'failed') throw toShopFailure(platform, found);
  } catch (error) {
    progress.stop();
    throw await report.fail(explain(platform, error), counts);
  }
  session.exit = task.exitOf(counts);
  await report.finish(task.title, counts, task.facts);
}
