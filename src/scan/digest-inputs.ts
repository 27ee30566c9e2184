/** Digests of the files that a scan reads, as they stand on the disk: what an attestation of it names. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { requireText, wrongArgument } from '../errors.ts';
import { listFiles } from './list-files.ts';

/** One file that a scan reads. */
export interface InputDigest {
  /** As the scan names it. */
  readonly file: string;
  /** 32 bytes. */
  readonly sha256: Uint8Array;
  /** Bytes. */
  readonly size: number;
}

/**
 * SHA-256 and size of each file that `scan` reads of these paths, in its order. What cannot be read
 * is left out: the scan tells it under `notScanned`.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export async function digestInputs(paths: readonly string[]): Promise<readonly InputDigest[]> {
  if (!Array.isArray(paths)) throw wrongArgument('paths', 'an array of paths', paths);
  const digests = new Map<string, InputDigest>();
  for (const [index, path] of paths.entries()) {
    requireText(`paths[${index}]`, path);
    for await (const listed of listFiles(path)) {
      // A file that is named twice is scanned twice, and is one input.
      if (!('file' in listed) || digests.has(listed.file)) continue;
      const found = await digestBytes(listed.file, createReadStream(listed.file)).catch(
        () => undefined,
      );
      if (found !== undefined) digests.set(listed.file, found);
    }
  }
  return [...digests.values()];
}

async function digestBytes(file: string, bytes: AsyncIterable<Uint8Array>): Promise<InputDigest> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    size += chunk.length;
  }
  return { file, sha256: new Uint8Array(hash.digest()), size };
}
