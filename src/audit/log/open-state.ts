/** What a writer begins with: its options, and the state of the log that the store holds. */
import { type Clock, systemClock } from '../../clock.ts';
import { ContentmarkError, readOptions, requireText, wrongArgument } from '../../errors.ts';
import { concatBytes } from '../../format/bytes/bytes.ts';
import { encodeUtf8 } from '../../format/bytes/utf8.ts';
import type { Backend } from '../../format/crypto/backend.ts';
import { getNativeBackend, loadBackend } from '../../format/crypto/default.ts';
import { requireOwnSignature, requireSigner, type Signer } from '../../format/crypto/signer.ts';
import { readFunction } from '../../options.ts';
import { formatTreeHead, judgeCheckpoint } from './checkpoint.ts';
import { rootOf } from './compact-range.ts';
import { loadHead } from './head.ts';
import {
  createNoteKey,
  formatNote,
  formatSignature,
  isKeyName,
  NOTE_SIGNATURE,
  type NoteKey,
} from './note.ts';
import { readLastTime, rebuildState, type TreeState } from './state.ts';
import type { AuditLogStore } from './store.ts';

/** Options of {@link createAuditLog} and {@link openAuditLog}. */
export interface AuditLogOptions {
  readonly store: AuditLogStore;
  /** Signs checkpoints, with a key of its own. */
  readonly signer: Signer;
  /** Names the log in its checkpoints: an address of yours without its scheme, such as `shop.example/audit`. */
  readonly origin: string;
  /** Unix seconds. Default the machine's clock. */
  readonly clock?: Clock;
}

const OPTIONS = ['store', 'signer', 'origin', 'clock'] as const;

/** Options, read. */
export interface Settings {
  readonly store: AuditLogStore;
  readonly signer: Signer;
  readonly key: NoteKey;
  readonly clock: Clock;
  readonly backend: Backend;
}

/** The state of a log without entries. */
export const EMPTY: TreeState = { size: 0, range: [], levels: [], tail: [] };

/** @throws ContentmarkError `ERR_ARGUMENT`, `ERR_SIGNER` */
export async function readSettings(options: AuditLogOptions): Promise<Settings> {
  const own = readOptions('options', options, OPTIONS);
  const { store, signer, origin } = own;
  if (typeof store !== 'object' || store === null || typeof store.head !== 'object')
    throw wrongArgument('options.store', 'an AuditLogStore', store);
  requireSigner('options.signer', signer);
  requireText('options.origin', origin);
  if (!isKeyName(origin))
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'expected a name without spaces and plus signs',
      'options.origin',
    );
  return {
    store,
    signer,
    key: createNoteKey(origin, NOTE_SIGNATURE, new Uint8Array(signer.publicKey)),
    clock: readFunction('options.clock', own.clock, systemClock),
    backend: getNativeBackend() ?? (await loadBackend()),
  };
}

/** A state, and what the store calls it. */
export interface Opened {
  readonly tree: TreeState;
  readonly stored: Uint8Array | undefined;
  readonly checkpoint: string;
  readonly published: number;
  readonly lastTime: number;
}

/** @throws ContentmarkError `ERR_STORE` where there is no log of this key, or its tiles do not fit it. */
export async function openState({ store, key, backend, clock }: Settings): Promise<Opened> {
  const { head, problem, stored, published } = await loadHead(store);
  // A head that is not whole may have held what was acknowledged: nobody writes over it unseen.
  if (head === undefined || problem !== undefined)
    throw new ContentmarkError('ERR_STORE', `cannot be opened: ${problem}`, 'options.store');
  const keys = { log: key, witnesses: [], required: 0 };
  const verdict = await judgeCheckpoint(head.checkpoint, keys, clock(), backend);
  if (verdict.status === 'rejected')
    throw new ContentmarkError(
      'ERR_STORE',
      `holds a log of another origin or key: its checkpoint is ${verdict.detail}`,
      'options.store',
    );
  const tree = await rebuildState(store.backend, backend.sha256, head);
  const lastTime = await readLastTime(store.backend, tree);
  const isPublished = head.checkpoint === published;
  return {
    tree,
    stored,
    checkpoint: head.checkpoint,
    published: isPublished ? tree.size : -1,
    lastTime,
  };
}

/** The checkpoint of a state. */
export async function signState(
  { signer, key, backend }: Settings,
  { size, range }: TreeState,
): Promise<string> {
  const text = formatTreeHead({ origin: key.name, size, root: rootOf(backend.sha256, range) });
  const message = encodeUtf8(text);
  // A copy: the signer may wipe what it was given.
  const signature: unknown = await signer.sign(concatBytes(message));
  requireOwnSignature(signer, key.publicKey, signature, message);
  return formatNote(text, [formatSignature(key, signature)]);
}
