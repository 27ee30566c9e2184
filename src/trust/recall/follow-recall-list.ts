/**
 * `followRecallList`: a recall kept up to date with a list that somebody publishes, at an address or in
 * a file. Its `recall` is a local object. Reading happens beside it, when `refresh` is called or in the
 * background, and no check waits for it.
 */
import { ContentmarkError } from '../../errors.ts';
import { createRefresher, tell } from '../remote/refresher.ts';
import { codeOf } from '../remote/whole-file.ts';
import {
  type FollowRecallOptions,
  type FollowSettings,
  type RecallRefresh,
  readFollowSettings,
} from './follow-options.ts';
import { createRecall, type Recall } from './recall.ts';
import { verifyRecallList } from './verify-recall-list.ts';

/** How a followed list is doing. */
export interface RecallStatus {
  /** `empty`: no list yet, so every mark is `recall-stale`. `expired`: the next update is overdue. */
  readonly state: 'empty' | 'fresh' | 'expired';
  /** The number of the list that counts. */
  readonly sequence: number | undefined;
  /** What the last attempt ended with. */
  readonly last: RecallRefresh | undefined;
}

/** A recall that follows a list. Made by {@link followRecallList}. */
export interface FollowedRecall {
  /** For `createVerifier`. Until the first list is there, every mark is `recall-stale`. */
  readonly recall: Recall;
  /** Reads the list, at most once a cooldown; calls at the same time share one. Never rejects. */
  refresh(): Promise<RecallRefresh>;
  /** Reads it in the background, at once and from then on. */
  start(): void;
  /** Ends that. */
  stop(): void;
  status(): RecallStatus;
}

/**
 * Makes a recall that follows a list. Nothing is read yet but `options.file`.
 * @param source an address over https, or over http for this machine only; or the path of a file.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_RUNTIME`, `ERR_TRUST` where `options.file` is damaged
 */
export async function followRecallList(
  source: string,
  options: FollowRecallOptions,
): Promise<FollowedRecall> {
  const settings = readFollowSettings(source, options);
  const { trust, clock, interval, cooldown, onRefresh } = settings;
  // Nobody knows yet what is recalled.
  const recall = createRecall({ validUntil: 0 });
  let sequence: number | undefined;
  let last: RecallRefresh | undefined;

  async function take(bytes: Uint8Array): Promise<RecallRefresh> {
    const found = await verifyRecallList(bytes, { trust, now: Math.floor(clock()) });
    const applied = found.status === 'verified' ? recall.apply(found) : found;
    if (found.status === 'rejected' || applied.status === 'rejected') {
      const { reason, detail } = applied as Extract<typeof applied, { status: 'rejected' }>;
      return { outcome: 'kept', failure: reason, detail };
    }
    // From now on the list says how long it counts.
    if (sequence === undefined) recall.renew();
    sequence = found.list.sequence;
    return { outcome: applied.status === 'applied' ? 'applied' : 'unchanged', sequence };
  }

  async function attempt(): Promise<RecallRefresh> {
    const read = await settings.read();
    let report: RecallRefresh;
    // Unchanged since it was read, so an attempt came before.
    if (read === 'unchanged') report = again(last as RecallRefresh, sequence);
    else if ('failure' in read) report = { outcome: 'kept', ...read };
    else report = keep(await take(read.bytes), read.bytes, settings);
    const isNews =
      JSON.stringify(report) !== JSON.stringify(last) && report.outcome !== 'unchanged';
    last = Object.freeze(report);
    if (isNews) tell(onRefresh, last);
    return last;
  }

  const refresher = createRefresher({
    interval,
    cooldown,
    retry: Math.min(interval, 5),
    clock,
    attempt,
  });

  const kept = readKept(settings);
  if (kept !== undefined) {
    const taken = await take(kept);
    if (taken.outcome === 'kept') throw damaged(`${taken.failure}: ${taken.detail}`);
  }

  return Object.freeze({
    recall,
    refresh: refresher.refresh,
    start: refresher.start,
    stop: refresher.stop,
    status(): RecallStatus {
      const isFresh = clock() < recall.validUntil;
      const state = sequence === undefined ? 'empty' : isFresh ? 'fresh' : 'expired';
      return Object.freeze({ state, sequence, last });
    },
  });
}

/** The list of last time once more: it counts, or is refused as it was. */
function again(last: RecallRefresh, sequence: number | undefined): RecallRefresh {
  if (last.outcome === 'kept' || sequence === undefined) return last;
  return { outcome: 'unchanged', sequence };
}

/** Keeps a list that counts. Where that fails it counts all the same, and the report says so. */
function keep(report: RecallRefresh, bytes: Uint8Array, { file }: FollowSettings): RecallRefresh {
  if (report.outcome !== 'applied' || file === undefined) return report;
  try {
    file.write(bytes);
    return report;
  } catch (error) {
    return { ...report, fileProblem: codeOf(error) };
  }
}

function readKept({ file }: FollowSettings): Uint8Array | undefined {
  if (file === undefined) return undefined;
  let bytes: ReturnType<typeof file.read>;
  try {
    bytes = file.read();
  } catch (error) {
    throw damaged(codeOf(error));
  }
  if (bytes === 'too-large') throw damaged(bytes);
  return bytes;
}

function damaged(why: string): ContentmarkError {
  return new ContentmarkError(
    'ERR_TRUST',
    `is not the recall list that was kept (${why}); restore a copy of it: without it an older list would be taken`,
    'options.file',
  );
}
