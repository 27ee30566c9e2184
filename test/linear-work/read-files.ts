/** Readers of whole files, given whatever bytes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isContentmarkError, text } from 'contentmark';
import { type Format, openRecords } from 'contentmark/records';
import {
  createMemoryRegistry,
  createRegistryDetector,
  openFileRegistry,
  softBindingsOf,
} from 'contentmark/registry';
import { scan } from 'contentmark/scan';

/** Opens the bytes as a file. */
export async function readRegistry(bytes: Uint8Array): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'registry-'));
  try {
    await writeFile(join(folder, 'registry'), bytes);
    await openFileRegistry(join(folder, 'registry')).then((registry) => registry.close());
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Every piece of a text read as one format, and all that its rows say. */
export async function readAllRecords(given: string, format: Format): Promise<void> {
  async function* stream() {
    const all = new Uint8Array(Buffer.from(given));
    for (let at = 0; at < all.length; at += 4096) yield all.subarray(at, at + 4096);
  }
  try {
    for await (const { pieces } of openRecords({ file: 'f', stream: stream(), format })) {
      for await (const batch of pieces) {
        for (const piece of batch) if (piece.type === 'row') piece.row.toValue();
      }
    }
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'InputError') throw error;
  }
}

/** A text scanned as rows of three kinds. */
export async function scanText(given: string): Promise<void> {
  async function* stream() {
    yield Buffer.from(given);
  }
  for (const format of ['csv', 'jsonl', 'html'] as const)
    await scan({ paths: [], inputs: [{ file: 'f', stream: stream(), format }] });
}

/** Asks an empty registry about every text of a value. */
export const recognizeText = createRegistryDetector(createMemoryRegistry());

/** The soft bindings of a text. */
export const bindText = (given: string) => softBindingsOf(text(given));
