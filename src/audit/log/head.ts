/**
 * The head of a log: its newest checkpoint and the entries behind the last full bundle, which no file holds yet. A
 * log without a head, such as a copy of what is published, begins at its published checkpoint.
 */
import { concatBytes } from '../../format/bytes/bytes.ts';
import { decodeUtf8, encodeUtf8 } from '../../format/bytes/utf8.ts';
import { parseTreeHead, type TreeHead } from './checkpoint.ts';
import { parseNote } from './note.ts';
import type { AuditLogStore } from './store.ts';
import { CHECKPOINT_PATH, decodeBundle, encodeBundle, TILE_WIDTH, tilePath } from './tiles.ts';

/** A state of the log. */
export interface Head extends TreeHead {
  /** The checkpoint as text, with its signatures. */
  readonly checkpoint: string;
  /** The entries of the bundle that is not full. */
  readonly tail: readonly Uint8Array[];
}

/** What the store holds of the state. */
export interface StoredHead {
  /** The newest state; `undefined` where there is none that can be read. */
  readonly head: Head | undefined;
  /** What is wrong with the head or the published checkpoint; `undefined` where nothing is. */
  readonly problem: string | undefined;
  /** What the store's head is now, for compare-and-set. */
  readonly stored: Uint8Array | undefined;
  /** The published checkpoint as it stands. */
  readonly published: string | undefined;
}

/** The head as the store keeps it: length of the checkpoint in four bytes, the checkpoint, the bundle. */
export function encodeHead(checkpoint: string, tail: readonly Uint8Array[]): Uint8Array {
  const text = encodeUtf8(checkpoint);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length);
  return concatBytes(length, text, encodeBundle(tail));
}

function decodeHead(bytes: Uint8Array): Head | string {
  if (bytes.length < 4) return 'the head is cut off';
  const end = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  if (end > bytes.length) return 'the head is cut off';
  return readHead(bytes.subarray(4, end), bytes.subarray(end));
}

function readHead(checkpoint: Uint8Array, bundle: Uint8Array | undefined): Head | string {
  const text = decodeUtf8(checkpoint);
  const note = text === undefined ? 'not UTF-8' : parseNote(text);
  if (text === undefined || typeof note === 'string') return `the checkpoint is no note: ${note}`;
  const tree = parseTreeHead(note.text);
  if (tree === undefined) return 'the checkpoint has no origin, size and root';
  return { ...tree, checkpoint: text, tail: decodeBundle(bundle ?? new Uint8Array(0)).entries };
}

/** Whether a state has all entries behind its last full bundle. */
export function hasWholeTail({ size, tail }: Head): boolean {
  return tail.length === size % TILE_WIDTH;
}

/**
 * Loads the newest state: the head, or what is published where that is newer or alone.
 * Signatures are not checked here.
 */
export async function loadHead({ backend, head }: AuditLogStore): Promise<StoredHead> {
  const stored = await head.load();
  const bytes = await backend.read(CHECKPOINT_PATH);
  const published = bytes === undefined ? undefined : (decodeUtf8(bytes) ?? '');
  const own = stored === undefined ? undefined : decodeHead(stored);
  const ahead = typeof own === 'object' ? own.size : -1;
  const other = bytes === undefined ? undefined : await readPublished(backend, bytes, ahead);
  const found = typeof other === 'object' ? other : own;
  const problem =
    [own, other].find((one): one is string => typeof one === 'string') ??
    (found === undefined ? 'there is no log here' : undefined) ??
    (typeof found === 'object' && !hasWholeTail(found) ? 'the last bundle is damaged' : undefined);
  return { head: typeof found === 'object' ? found : undefined, problem, stored, published };
}

/** The published state where its size is above `ahead`; `undefined` where it is not. */
async function readPublished(
  backend: AuditLogStore['backend'],
  checkpoint: Uint8Array,
  ahead: number,
): Promise<Head | string | undefined> {
  const note = parseNote(decodeUtf8(checkpoint) ?? '');
  const tree = typeof note === 'string' ? undefined : parseTreeHead(note.text);
  if (tree === undefined) return 'the published checkpoint is damaged';
  if (tree.size <= ahead) return undefined;
  const width = tree.size % TILE_WIDTH;
  const index = Math.floor(tree.size / TILE_WIDTH);
  return readHead(
    checkpoint,
    width === 0 ? undefined : await backend.read(tilePath('entries', index, width)),
  );
}
