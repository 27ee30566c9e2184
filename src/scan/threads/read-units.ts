/** The side of a scan that runs in a thread of its own. */
import type { MessagePort } from 'node:worker_threads';
import { readOptions } from '../../errors.ts';
import { createTools, LOOK_OPTIONS, type LookOptions } from '../look.ts';
import { scanUnit, type UnitBatch } from '../scan-unit.ts';
import type { ScanUnit } from '../units.ts';
import {
  type FromReader,
  MAX_BATCHES,
  MAX_FINDINGS,
  MAX_WAITING,
  type ToReader,
} from './message.ts';

/**
 * Reads what `storeScan` sends to this thread, until it is ended. The options are to be those of
 * the scan: a verifier cannot be sent to a thread, so each makes its own.
 * @param port `parentPort` of `node:worker_threads`.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_POLICY`
 */
export function readUnits(port: MessagePort, options: LookOptions): void {
  const tools = createTools(readOptions('options', options, LOOK_OPTIONS));
  const send = (message: FromReader): void => port.postMessage(message);
  let waiting = 0;
  let goOn: (() => void) | undefined;

  async function sendBatches(batches: readonly UnitBatch[]): Promise<void> {
    waiting += 1;
    send({ type: 'batches', batches });
    if (waiting < MAX_WAITING) return;
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
  }

  async function read(unit: ScanUnit): Promise<void> {
    let held: UnitBatch[] = [];
    let findings = 0;
    for await (const batch of scanUnit(unit, tools)) {
      held.push(batch);
      findings += batch.findings.length + batch.notScanned.length;
      if (held.length < MAX_BATCHES && findings < MAX_FINDINGS) continue;
      await sendBatches(held);
      held = [];
      findings = 0;
    }
    if (held.length > 0) await sendBatches(held);
    send({ type: 'end' });
  }

  port.on('message', (message: ToReader) => {
    if (message.type === 'read') {
      read(message.unit).catch((error: unknown) =>
        send({ type: 'failed', message: String((error as Error)?.stack ?? error) }),
      );
      return;
    }
    waiting -= message.count;
    if (waiting >= MAX_WAITING) return;
    goOn?.();
    goOn = undefined;
  });
  send({ type: 'ready' });
}
