/**
 * The head of an audit log in two files that are written in turn, so that setting it takes one write and one
 * fsync: a write that a crash tears leaves the other file, which holds the head before it.
 */
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogHead } from '../../audit/log/store.ts';
import { syncFolder, writeAll } from './whole-file.ts';

/** Eight bytes of name, eight of sequence, four of length, 32 of SHA-256 over the rest. */
const MAGIC = Buffer.from('cm-head1');
const HEADER = 52;

/** Files grow by so much at once: a write within the file's size leaves its metadata as it was. */
const GROWTH = 65_536;

/** A head is below: 255 entries of 64 KiB and a checkpoint. */
const MAX_HEAD = 20_000_000;

const NAMES = ['head.0', 'head.1'] as const;

interface Slot {
  readonly sequence: number;
  readonly payload: Uint8Array;
  /** The first 52 bytes as they stand in the file. */
  readonly header: Uint8Array;
}

/** The head of a folder, and the end of its use. */
export interface SlotHead extends LogHead {
  close(): Promise<void>;
}

/** Opens the head of a folder. The files are made with the first write. */
export function openHeadSlots(folder: string): SlotHead {
  const handles: (FileHandle | undefined)[] = [undefined, undefined];
  const sizes = [0, 0];
  let known: readonly (Slot | undefined)[] | undefined;

  async function load(): Promise<readonly (Slot | undefined)[]> {
    return Promise.all(NAMES.map((name) => readSlot(join(folder, name))));
  }

  /** Whether the files are what they were: a lock that failed must not cost entries. */
  async function isUnchanged(slots: readonly (Slot | undefined)[]): Promise<boolean> {
    for (const [i, slot] of slots.entries()) {
      if (slot === undefined) {
        if ((await readSlot(join(folder, NAMES[i] as string))) !== undefined) return false;
        continue;
      }
      const header = new Uint8Array(HEADER);
      readSync((await handleOf(i)).fd, header, 0, HEADER, 0);
      if (Buffer.compare(header, slot.header) !== 0) return false;
    }
    return true;
  }

  async function handleOf(slot: number): Promise<FileHandle> {
    const there = handles[slot];
    if (there !== undefined) return there;
    const path = join(folder, NAMES[slot] as string);
    // Not "w": what stands there is read by others, and may be the only head that is whole.
    const handle = await open(path, 'r+').catch(() => open(path, 'wx+', 0o600));
    handles[slot] = handle;
    sizes[slot] = (await handle.stat()).size;
    await syncFolder(folder);
    return handle;
  }

  return {
    async load() {
      known = await load();
      return newestOf(known)?.payload;
    },
    async compareAndSet(before, after) {
      const slots = known ?? (await load());
      const newest = newestOf(slots);
      if (!isSame(before, newest?.payload) || !(await isUnchanged(slots))) return false;
      const target = slots[0] === newest ? 1 : 0;
      known = undefined;
      const slot = encodeSlot((newest?.sequence ?? 0) + 1, after);
      const handle = await handleOf(target);
      const length = HEADER + after.length;
      // Zeros behind it, once: then the next writes do not change the size of the file.
      const bytes =
        length <= (sizes[target] as number)
          ? Buffer.concat([slot.header, after])
          : Buffer.concat([slot.header, after], Math.ceil(length / GROWTH) * GROWTH);
      await writeAll(handle, bytes, 0);
      await handle.datasync();
      sizes[target] = Math.max(sizes[target] as number, bytes.length);
      known = slots.map((one, i) => (i === target ? slot : one));
      return true;
    },
    async close() {
      for (const handle of handles) await handle?.close();
    },
  };
}

const isSame = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;

function newestOf(slots: readonly (Slot | undefined)[]): Slot | undefined {
  const [a, b] = slots;
  return b === undefined || (a !== undefined && a.sequence > b.sequence) ? a : b;
}

function encodeSlot(sequence: number, payload: Uint8Array): Slot {
  const header = Buffer.alloc(HEADER);
  MAGIC.copy(header);
  header.writeBigUInt64BE(BigInt(sequence), 8);
  header.writeUInt32BE(payload.length, 16);
  digestOf(header.subarray(0, 20), payload).copy(header, 20);
  return { sequence, payload: new Uint8Array(payload), header };
}

const digestOf = (start: Uint8Array, payload: Uint8Array): Buffer =>
  createHash('sha256').update(start).update(payload).digest();

/** A slot, or `undefined` where its file is missing, torn or not one. */
async function readSlot(path: string): Promise<Slot | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const header = Buffer.alloc(HEADER);
    const { bytesRead } = await handle.read(header, 0, HEADER, 0);
    const length = header.readUInt32BE(16);
    if (bytesRead < HEADER || length > MAX_HEAD || !MAGIC.equals(header.subarray(0, 8)))
      return undefined;
    // The file is as long as its longest head ever: what it says is allocated only as far as it goes.
    const rest = Math.min(length, Math.max(0, (await handle.stat()).size - HEADER));
    const payload = Buffer.alloc(rest);
    await handle.read(payload, 0, rest, HEADER);
    const sequence = Number(header.readBigUInt64BE(8));
    const isWhole =
      rest === length &&
      Number.isSafeInteger(sequence) &&
      digestOf(header.subarray(0, 20), payload).equals(header.subarray(20));
    return isWhole ? { sequence, payload: new Uint8Array(payload), header } : undefined;
  } finally {
    await handle.close();
  }
}
