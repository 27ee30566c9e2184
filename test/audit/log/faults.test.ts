/** What goes wrong around a log: disks that fail, clocks that go back, two that write. */
import { copyFile, mkdir, readdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AuditLogStore,
  checkLog,
  createAuditLog,
  createMemoryLogStore,
  openAuditLog,
  openFileLogStore,
  openLogReader,
} from 'contentmark/audit';
import { expect, test } from 'vitest';
import { EVENT, makeFolder, ORIGIN, SIGNER, writeLog } from '../../fixtures/audit-log.ts';

const eventsOf = async (store: AuditLogStore) => {
  const events = [];
  for await (const { event } of (await openLogReader(store)).entries()) events.push(event);
  return events;
};

/** A store whose writes fail for a while, before they reach the store or after. */
function failing(code: string, when: 'before' | 'after') {
  const store = createMemoryLogStore();
  let isFailing = false;
  const attempt = async <T>(write: () => Promise<T>): Promise<T> => {
    const fail = () => Promise.reject(Object.assign(new Error(code), { code }));
    if (isFailing && when === 'before') return fail();
    const done = await write();
    return isFailing ? fail() : done;
  };
  const { backend, head } = store;
  return {
    store: {
      ...store,
      backend: {
        ...backend,
        write: (path, bytes) => attempt(() => backend.write(path, bytes)),
      },
      head: {
        ...head,
        compareAndSet: (old, next) => attempt(() => head.compareAndSet(old, next)),
      },
    } satisfies AuditLogStore,
    set: (failing: boolean) => {
      isFailing = failing;
    },
  };
}

test.each([
  ['ENOSPC', 'before'],
  ['EIO', 'before'],
  ['EIO', 'after'],
  ['EROFS', 'before'],
] as const)(
  '%s %s the write: nothing acknowledged is lost, and the log goes on',
  async (code, when) => {
    const { store, set } = failing(code, when);
    const log = await createAuditLog({ store, signer: SIGNER, origin: ORIGIN });
    const acknowledged: string[] = [];
    const appendAll = async (count: number): Promise<number> => {
      const all = await Promise.allSettled(Array.from({ length: count }, () => log.append(EVENT)));
      for (const one of all) if (one.status === 'fulfilled') acknowledged.push(one.value.id);
      return all.filter(({ status }) => status === 'rejected').length;
    };
    expect(await appendAll(300)).toBe(0);
    set(true);
    await expect(log.append(EVENT)).rejects.toMatchObject({
      code: 'ERR_STORE',
      problem: expect.stringContaining(code),
    });
    expect(await appendAll(300)).toBe(300);
    set(false);
    expect(await appendAll(300)).toBe(0);
    await log.close();
    const { findings } = await checkLog(store, { policy: { key: log.key } });
    expect(findings).toEqual([]);
    const ids = (await eventsOf(store)).map((event) => event?.id);
    expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
    if (when === 'before') expect(ids).toEqual(acknowledged);
  },
);

test('times never go back, and say where the clock did', async () => {
  const store = createMemoryLogStore();
  let now = 1000;
  const log = await createAuditLog({ store, signer: SIGNER, origin: ORIGIN, clock: () => now });
  await log.append(EVENT);
  now = 400;
  await log.append(EVENT);
  await log.close();
  // Also over a restart.
  const again = await openAuditLog({ store, signer: SIGNER, origin: ORIGIN, clock: () => now });
  await again.append(EVENT);
  now = 1001;
  await again.append(EVENT);
  await again.close();
  const found = (await eventsOf(store)).map((event) => `${event?.time} ${event?.clock}`);
  expect(found).toEqual(['1000 system', '1000 held', '1000 held', '1001 system']);
});

test('a second writer is refused, readers are not, and a log that was closed can be opened', async () => {
  const folder = await makeFolder();
  await writeLog(folder, 3);
  const store = await openFileLogStore(folder, { mode: 'write' });
  await expect(openFileLogStore(folder, { mode: 'write' })).rejects.toMatchObject({
    code: 'ERR_BUSY',
  });
  expect(await eventsOf(await openFileLogStore(folder))).toHaveLength(3);
  await store.close();
  await (await openFileLogStore(folder, { mode: 'write' })).close();
});

test('two writers whose lock failed do not overwrite each other: one is refused', async () => {
  const folder = await makeFolder();
  const key = await writeLog(folder, 3);
  const options = { signer: SIGNER, origin: ORIGIN };
  const first = await openAuditLog({
    ...options,
    store: await openFileLogStore(folder, { mode: 'write' }),
  });
  await unlink(join(folder, 'head.lock'));
  const second = await openAuditLog({
    ...options,
    store: await openFileLogStore(folder, { mode: 'write' }),
  });
  await first.append(EVENT);
  await expect(second.append(EVENT)).rejects.toMatchObject({ code: 'ERR_BUSY' });
  // It looks again, and goes on behind what the other wrote.
  expect(await second.append(EVENT)).toMatchObject({ index: 4 });
  await second.close();
  const store = await openFileLogStore(folder);
  expect(await checkLog(store, { policy: { key } })).toMatchObject({ size: 5, findings: [] });
});

test('a log of another key or origin is not written to, and none is made over one', async () => {
  const folder = await makeFolder();
  await writeLog(folder, 3);
  const open = async (origin: string) => {
    const store = await openFileLogStore(folder, { mode: 'write' });
    return openAuditLog({ store, signer: SIGNER, origin }).finally(() => store.close());
  };
  await expect(open('else.example/audit')).rejects.toMatchObject({ code: 'ERR_STORE' });
  const store = await openFileLogStore(folder, { mode: 'write' });
  await expect(createAuditLog({ store, signer: SIGNER, origin: ORIGIN })).rejects.toMatchObject({
    code: 'ERR_STORE',
    problem: expect.stringContaining('a log already'),
  });
  await store.close();
});

test('a head that a crash tore leaves the one before it; the published log is whole without any', async () => {
  const folder = await makeFolder();
  const key = await writeLog(folder, 300);
  const size = async () => (await openLogReader(await openFileLogStore(folder))).size;
  for (const name of ['head.0', 'head.1']) {
    const whole = await readFile(join(folder, name)).catch(() => undefined);
    if (whole === undefined) continue;
    for (let at = 0; at < 400; at += 37) {
      const torn = Uint8Array.from(whole);
      torn[at] = (torn[at] as number) ^ 0xff;
      await writeFile(join(folder, name), torn);
      expect(await size()).toBe(300);
    }
    await writeFile(join(folder, name), whole);
  }
  const copy = await makeFolder();
  await copyTree(folder, copy);
  const report = await checkLog(await openFileLogStore(copy), { policy: { key } });
  expect(report).toMatchObject({ size: 300, findings: [] });
});

/** What is published, without what is the writer's own. */
async function copyTree(from: string, to: string): Promise<void> {
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await mkdir(target).then(() => copyTree(source, target));
    else if (!entry.name.startsWith('head.')) await copyFile(source, target);
  }
}
