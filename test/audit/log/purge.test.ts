/** Retention: what is over loses its body, and the log still verifies. */
import {
  checkLog,
  createAuditLog,
  createMemoryLogStore,
  DEFAULT_MINIMUM,
  openLogReader,
  purgeLog,
} from 'contentmark/audit';
import { verifyLogProof } from 'contentmark/audit-proof';
import { expect, test } from 'vitest';
import { EVENT, ORIGIN, SIGNER } from '../../fixtures/audit-log.ts';

const YEAR = 365 * 86_400;
const ACTOR = { type: 'human', id: 'u-17', role: 'auditor' } as const;

/** 600 entries, every third of them a scan, the first half of them a year old. */
async function open() {
  const store = createMemoryLogStore();
  let now = 1_700_000_000;
  const log = await createAuditLog({ store, signer: SIGNER, origin: ORIGIN, clock: () => now });
  const add = (i: number) => log.append({ ...EVENT, event: i % 3 === 0 ? 'scan' : 'guard' });
  await Promise.all(Array.from({ length: 300 }, (_, i) => add(i)));
  now += YEAR;
  await Promise.all(Array.from({ length: 300 }, (_, i) => add(i)));
  const purge = (retention: Parameters<typeof purgeLog>[1]['retention']) =>
    purgeLog(log, { store, retention, actor: ACTOR, environment: 'production', now });
  return { store, log, purge, policy: { key: log.key } };
}

test('purged entries have no body, the others keep theirs, and the log verifies', async () => {
  const { store, purge, policy } = await open();
  expect(await purge({ scan: { maximum: 200 * 86_400 } })).toBe(100);
  const report = await checkLog(store, { policy });
  expect(report).toMatchObject({ size: 601, purged: 100, findings: [] });
  const reader = await openLogReader(store);
  const left: string[] = [];
  for await (const { index, event } of reader.entries())
    if (event === undefined) left.push(String(index));
  expect(left).toEqual(Array.from({ length: 100 }, (_, i) => String(3 * i)));
  expect(await verifyLogProof(await reader.proveInclusion(1), policy)).toMatchObject({
    status: 'verified',
  });
  // Its hash is still proved, for whoever has the entry.
  expect(await verifyLogProof(await reader.proveInclusion(0), policy)).toMatchObject({
    reason: 'no-entry',
  });
});

test('purging again purges nothing more', async () => {
  const { log, purge } = await open();
  const retention = { scan: { maximum: 200 * 86_400 } };
  await purge(retention);
  const { size } = log;
  expect(await purge(retention)).toBe(0);
  expect(log.size).toBe(size);
});

test('an entry that loses its body beside those that were purged is missed', async () => {
  const { store, purge, policy } = await open();
  await purge({ scan: { maximum: 200 * 86_400 } });
  const path = 'tile/entries/001';
  const bytes = (await store.backend.read(path)) as Uint8Array;
  // Entry 256 is a guard's decision.
  const length = (bytes[0] as number) * 256 + (bytes[1] as number);
  await store.backend.write(path, new Uint8Array([0, 0, ...bytes.subarray(2 + length)]));
  expect((await checkLog(store, { policy })).findings).toMatchObject([
    { kind: 'deletion', index: 256, path },
  ]);
});

test('less than the minimum, and what is always kept, is refused', async () => {
  const { log, purge } = await open();
  const { size } = log;
  await expect(purge({ scan: { maximum: DEFAULT_MINIMUM - 1 } })).rejects.toMatchObject({
    code: 'ERR_ARGUMENT',
    argument: 'options.retention.scan.maximum',
  });
  await expect(purge({ 'log-purge': { maximum: YEAR } })).rejects.toMatchObject({
    code: 'ERR_ARGUMENT',
  });
  expect(log.size).toBe(size);
});
