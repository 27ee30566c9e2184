/** A thread of the control loop (control.ts): counts as far as it is told, then says so. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (spins) => {
  let x = 1;
  for (let i = 0; i < spins; i++) x = (x * 1_103_515_245 + 12_345) & 0x7fffffff;
  parentPort?.postMessage(x);
});
