/**
 * `checkLog`: rebuilds the tree from the entries and compares every tile and checkpoint with it. Where they differ
 * it tries which of them leads to the signed root, and says what is wrong, and where.
 */
import { systemClock } from '../../clock.ts';
import { ContentmarkError, readOptions, requireSeconds, wrongArgument } from '../../errors.ts';
import { equalBytes } from '../../format/bytes/bytes.ts';
import { decodeUtf8 } from '../../format/bytes/utf8.ts';
import type { Backend } from '../../format/crypto/backend.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import { readFunction } from '../../options.ts';
import {
  type Cosignature,
  judgeCheckpoint,
  type LogKeys,
  type LogPolicy,
  parseTreeHead,
  readLogPolicy,
  type TreeHead,
} from './checkpoint.ts';
import {
  comparePublished,
  compareUpperTiles,
  findUpperDisputes,
  type JudgedBundle,
  judgeBundle,
} from './compare-tiles.ts';
import type { LogFinding } from './diagnose.ts';
import { type Head, loadHead } from './head.ts';
import { buildLevels, rootAt, tileRoot } from './node-levels.ts';
import { parseNote } from './note.ts';
import { createPurgeLedger, type PurgeLedger } from './purge-ledger.ts';
import { readBundles } from './read-bundles.ts';
import { type Dispute, settle } from './settle.ts';
import type { AuditLogStore } from './store.ts';
import { CHECKPOINT_PATH, KEY_PATH, TILE_WIDTH } from './tiles.ts';

/** Options of {@link checkLog}. */
export interface CheckLogOptions {
  /** Whose signatures the checkpoint needs. */
  readonly policy: LogPolicy;
  /**
   * A checkpoint of the log that was kept elsewhere: by a witness, in a file, in a metafield. Without one nobody can tell
   * whether entries are missing at the end.
   */
  readonly known?: string;
  /** Unix seconds. Default the machine's clock. */
  readonly now?: number;
  /** Told how many entries have been read. */
  readonly onProgress?: (entries: number) => void;
}

/** What {@link checkLog} finds. */
export interface LogReport {
  /** `undefined` where no checkpoint could be read. */
  readonly origin: string | undefined;
  /** Entries by the newest checkpoint. */
  readonly size: number;
  /** Entries without a body, as a `log-purge` says: no fault. */
  readonly purged: number;
  readonly cosignatures: readonly Cosignature[];
  /** `compared` where a checkpoint kept elsewhere was given; else truncation cannot be found. */
  readonly truncation: 'compared' | 'not-compared';
  /** Empty where nothing is wrong. By place, from the first entry on. */
  readonly findings: readonly LogFinding[];
}

const OPTIONS = ['policy', 'known', 'now', 'onProgress'] as const;

/**
 * Checks a whole log.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_KEY` for mistakes in the options, and for a `known` that is no
 * checkpoint of this log; what is wrong with the log is in the report.
 */
export async function checkLog(store: AuditLogStore, options: CheckLogOptions): Promise<LogReport> {
  const own = readOptions('options', options, OPTIONS);
  const keys = readLogPolicy('options.policy', own.policy);
  const { now = systemClock() } = own;
  requireSeconds('options.now', now);
  const onProgress = readFunction('options.onProgress', own.onProgress, () => {});
  const backend = getNativeBackend() ?? (await loadBackend());
  const known = await readKnown(own.known, keys, now, backend);
  const truncation = known === undefined ? 'not-compared' : 'compared';
  const { head, problem, published } = await loadHead(store);
  const findings: LogFinding[] = [];
  if (problem !== undefined)
    findings.push({ kind: 'checkpoint', path: CHECKPOINT_PATH, detail: problem });
  if (head === undefined)
    return { origin: undefined, size: 0, purged: 0, cosignatures: [], truncation, findings };
  const judged = await judgeCheckpoint(head.checkpoint, keys, now, backend);
  if (judged.status === 'rejected')
    findings.push({ kind: 'checkpoint', path: CHECKPOINT_PATH, detail: judged.detail });
  const other = await judgePublished(published, head, keys, now, backend);
  if (typeof other === 'string')
    findings.push({ kind: 'checkpoint', path: CHECKPOINT_PATH, detail: other });
  const earlier: Earlier[] = [];
  if (known !== undefined) earlier.push({ ...known, name: 'the checkpoint kept elsewhere' });
  if (typeof other === 'object') earlier.push({ ...other, name: 'the published checkpoint' });
  const named = await store.backend.read(KEY_PATH);
  if (named !== undefined && decodeUtf8(named)?.trim() !== own.policy.key.trim())
    findings.push({
      kind: 'checkpoint',
      path: KEY_PATH,
      detail: 'names another key than the policy',
    });
  const ledger = createPurgeLedger();
  const publishedSize = typeof other === 'object' ? other.size : head.size;
  const rebuilt = await rebuild(store, head, publishedSize, {
    backend,
    ledger,
    earlier,
    onProgress,
  });
  findings.push(...rebuilt);
  return {
    origin: head.origin,
    size: head.size,
    purged: ledger.count(),
    cosignatures: judged.status === 'verified' ? judged.cosignatures : [],
    truncation,
    findings: inOrder(findings),
  };
}

/** By place, and what was found twice once. */
function inOrder(findings: readonly LogFinding[]): readonly LogFinding[] {
  const byPlace = new Map(findings.map((one) => [`${one.kind} ${one.index} ${one.path}`, one]));
  return [...byPlace.values()].sort((a, b) => (a.index ?? Infinity) - (b.index ?? Infinity));
}

/** A checkpoint that the log must continue. */
interface Earlier extends TreeHead {
  readonly name: string;
}

async function readKnown(
  known: unknown,
  keys: LogKeys,
  now: number,
  backend: Backend,
): Promise<TreeHead | undefined> {
  if (known === undefined) return undefined;
  if (typeof known !== 'string')
    throw wrongArgument('options.known', 'the text of a checkpoint', known);
  const judged = await judgeCheckpoint(known, { ...keys, required: 0 }, now, backend);
  if (judged.status === 'verified') return judged.head;
  throw new ContentmarkError(
    'ERR_ARGUMENT',
    `is no checkpoint of this log: ${judged.detail}`,
    'options.known',
  );
}

/** The published checkpoint where it is another than the newest, or what is wrong with it. */
async function judgePublished(
  published: string | undefined,
  head: Head,
  keys: LogKeys,
  now: number,
  backend: Backend,
): Promise<TreeHead | string | undefined> {
  if (published === undefined) return 'the published checkpoint is missing';
  if (published === head.checkpoint) return undefined;
  const note = parseNote(published);
  const text = typeof note === 'string' ? undefined : note.text;
  // The same text with cosignatures is signed anew by nobody.
  const judged = await judgeCheckpoint(published, { ...keys, required: 0 }, now, backend);
  if (judged.status === 'rejected') return `the published checkpoint is ${judged.detail}`;
  return text === undefined ? undefined : parseTreeHead(text);
}

interface Work {
  readonly backend: Backend;
  readonly ledger: PurgeLedger;
  readonly earlier: readonly Earlier[];
  readonly onProgress: (entries: number) => void;
}

async function rebuild(
  { backend: store }: AuditLogStore,
  head: Head,
  publishedSize: number,
  { backend: { sha256 }, ledger, earlier, onProgress }: Work,
): Promise<LogFinding[]> {
  const findings: LogFinding[] = [];
  const disputes: Dispute[] = [];
  const nodes: Uint8Array[] = [];
  const edges = new Map<number, Edge>();
  const sizes = [head.size, publishedSize, ...earlier.map(({ size }) => size)];
  for await (const bundle of readBundles(store, sha256, head, publishedSize)) {
    const { base, width } = bundle;
    for (const [i, entry] of bundle.entries.entries()) ledger.see(base + i, entry, bundle.path);
    const judged = judgeBundle(sha256, bundle);
    findings.push(...judged.findings);
    if (judged.dispute !== undefined) disputes.push(judged.dispute);
    if (width === TILE_WIDTH) nodes.push(tileRoot(sha256, judged.leaves));
    for (const size of sizes)
      if (size >= base && size < base + TILE_WIDTH) edges.set(size, { ...judged, base });
    onProgress(base + width);
  }
  const edgeOf = (size: number, byTile: ReadonlySet<Dispute>): Uint8Array => {
    const edge = edges.get(size);
    if (edge === undefined) return new Uint8Array(0);
    const isByTile = edge.dispute !== undefined && byTile.has(edge.dispute);
    return (isByTile ? edge.byTile : edge.leaves).subarray(0, (size - edge.base) * 32);
  };
  const levelsWith = (byTile: ReadonlySet<Dispute>): Uint8Array[][] =>
    buildLevels(sha256, nodes, new Map([...byTile].map((one) => [one.place, one.byTile])));
  const rootWith = (byTile: ReadonlySet<Dispute>): Uint8Array =>
    rootAt(sha256, levelsWith(byTile), head.size, edgeOf(head.size, byTile));
  let byTile = settle(disputes, head.root, rootWith);
  if (byTile === undefined) {
    // Entries and their tile may have been changed together: the tiles above them know.
    disputes.push(
      ...(await findUpperDisputes(store, levelsWith(new Set()), publishedSize, disputes)),
    );
    byTile = settle(disputes, head.root, rootWith);
  }
  const chosen = byTile ?? new Set<Dispute>();
  for (const one of disputes)
    findings.push(
      ...(chosen.has(one) || byTile === undefined ? one.entryFindings() : one.tileFindings()),
    );
  const levels = levelsWith(chosen);
  if (byTile === undefined)
    findings.push({
      kind: 'checkpoint',
      path: CHECKPOINT_PATH,
      detail: 'neither the entries nor the tiles lead to its root',
    });
  else findings.push(...(await compareUpperTiles(store, levels, publishedSize)));
  const edge = edgeOf(publishedSize, chosen);
  findings.push(...(await comparePublished(store, sha256, publishedSize, edge)));
  for (const { name, size, root } of earlier) {
    if (size > head.size) findings.push(truncated(name, size, head.size));
    else if (
      byTile !== undefined &&
      !equalBytes(rootAt(sha256, levels, size, edgeOf(size, chosen)), root)
    )
      findings.push({
        kind: 'checkpoint',
        path: CHECKPOINT_PATH,
        detail: `the first ${size} entries are not those of ${name}`,
      });
  }
  return [...findings, ...ledger.findings()];
}

/** The last leaves of a size, by the entries and by the tile. */
interface Edge extends JudgedBundle {
  readonly base: number;
}

function truncated(name: string, size: number, left: number): LogFinding {
  return {
    kind: 'truncation',
    index: left,
    end: size,
    path: CHECKPOINT_PATH,
    detail: `${name} has ${size} entries, and ${left} are left`,
  };
}
