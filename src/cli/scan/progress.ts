/** Shows the progress of a scan on a terminal: bytes, rate and time left. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Io } from '../terminal/io.ts';
import { createBar } from '../terminal/progress-bar.ts';

/** Counts bytes. */
export interface ScanProgress {
  advance(bytes: number): void;
  stop(): void;
}

const SILENT: ScanProgress = { advance: () => undefined, stop: () => undefined };

const MEGABYTE = 1_000_000;

/** A bar where there is a terminal, and some seconds of work. */
export async function createScanProgress(
  io: Io,
  paths: readonly string[],
  isJson: boolean,
): Promise<ScanProgress> {
  const bar = await createBar(
    io,
    'Scanning {bar} {percentage}% | {rate} MB/s | {eta_formatted} left',
    isJson,
  );
  if (bar === undefined) return SILENT;
  let size = 0;
  for (const path of paths) size += await sizeOf(path);
  if (size < 8 * MEGABYTE) return SILENT;
  const begun = performance.now();
  let done = 0;
  bar.start(size, 0, { rate: '0' });
  return {
    advance(bytes) {
      done += bytes;
      const seconds = (performance.now() - begun) / 1000;
      bar.update(Math.min(done, size), { rate: (done / MEGABYTE / seconds).toFixed(1) });
    },
    stop: () => bar.stop(),
  };
}

/** Bytes below a path; what cannot be read counts nothing, the scan will say so. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() !== true) return found?.size ?? 0;
  const entries = await readdir(path, { withFileTypes: true, recursive: true }).catch(() => []);
  let size = 0;
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    size += (await stat(join(entry.parentPath, entry.name)).catch(() => undefined))?.size ?? 0;
  }
  return size;
}
