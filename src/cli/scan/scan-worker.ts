/** A thread of `contentmark scan`, built as a file of its own: dist/scan-worker.js. */
import { parentPort, workerData } from 'node:worker_threads';
import { readUnits } from 'contentmark/scan';
import { type LookFlags, withLook } from './look.ts';

const port = parentPort;
if (port !== null) {
  await withLook(workerData as LookFlags, async (options) => {
    readUnits(port, options);
    // The thread is ended from outside.
    await new Promise(() => undefined);
  });
}
