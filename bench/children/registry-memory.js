/** What so many entries of a registry take, opened from their file. Runs with --expose-gc. */
import { randomFillSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answer, readRequest } from './request.js';

/** @type {typeof import('contentmark/registry')} */
const { openFileRegistry } = await import(new URL('../../dist/registry.js', import.meta.url).href);

/** @type {{ readonly count: number }} */
const { count } = readRequest();
const folder = await mkdtemp(join(tmpdir(), 'registry-'));
const path = join(folder, 'seen.registry');

function weigh() {
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function write() {
  const registry = await openFileRegistry(path, { mode: 'write' });
  const half = new Uint32Array(2);
  for (let from = 0; from < count; from += 10_000) {
    const entries = Array.from({ length: Math.min(10_000, count - from) }, (_, i) => {
      randomFillSync(half);
      const hash = { high: half[0] ?? 0, low: half[1] ?? 0 };
      const id = `00000000-0000-4000-8000-${(from + i).toString(16).padStart(12, '0')}`;
      const digest = randomFillSync(new Uint8Array(32));
      return { id, digest, near: { kind: /** @type {const} */ ('text'), hash }, keepUntil: 2e9 };
    });
    await registry.add(entries);
  }
  await registry.close();
}

try {
  await write();
  const before = weigh();
  const registry = await openFileRegistry(path);
  const near = { kind: /** @type {const} */ ('text'), hash: { high: 1, low: 2 } };
  // The first look-up puts the fingerprints in order.
  await registry.recognize({ digests: [], near }, 1_800_000_000);
  answer({ bytes: weigh() - before });
  await registry.close();
} finally {
  await rm(folder, { recursive: true });
}
