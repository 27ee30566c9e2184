/** `checkLog` finds whatever is changed in a log, and names it and its place. */
import {
  type AuditLogStore,
  checkLog,
  createAuditLog,
  createMemoryLogStore,
} from 'contentmark/audit';
import { beforeAll, describe, expect, test } from 'vitest';
import { EVENT, type LogParts, makeLog, ORIGIN, SIGNER } from '../../fixtures/audit-log.ts';

const SIZE = process.env['AUDIT_LOG'] === 'long' ? 10_000 : 600;
/** Bytes between two that are changed. */
const STRIDE = process.env['AUDIT_LOG'] === 'long' ? 2039 : 1999;

let log: LogParts;
beforeAll(async () => {
  log = await makeLog(SIZE);
});

const check = (store: AuditLogStore, known?: string) =>
  checkLog(store, { policy: { key: log.key }, ...(known !== undefined && { known }) });

/** `kind index path` of each finding. */
const found = async (store: AuditLogStore, known?: string) =>
  (await check(store, known)).findings.map(({ kind, index, path }) => `${kind} ${index} ${path}`);

const partOf = (path: string): Uint8Array => log.parts.get(path)?.slice() as Uint8Array;
const text = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

/** The entries of a full bundle. */
function entriesOf(path: string): Uint8Array[] {
  const bytes = partOf(path);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = at + 2 + (bytes[at] as number) * 256 + (bytes[at + 1] as number);
    entries.push(bytes.slice(at + 2, end));
    at = end;
  }
  return entries;
}

const bundleOf = (entries: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(entries.flatMap((one) => [Uint8Array.of(one.length >> 8, one.length), one])),
  );

/** A log that began the same way and then went on with other entries. */
async function forkOf(size: number): Promise<LogParts> {
  return makeLog(size);
}

test('a log as it was written has nothing wrong, and says that truncation was not looked for', async () => {
  const report = await check(log.with());
  expect(report).toMatchObject({
    origin: ORIGIN,
    size: SIZE,
    findings: [],
    truncation: 'not-compared',
  });
});

test('every byte region changed in turn is found, with the part that it stands in or what follows from it', async () => {
  const missed: string[] = [];
  let last = 0;
  for (const [path, bytes] of log.parts) {
    // A narrower tile is left behind where a wider one took its place, and nobody reads it.
    const width = /tile\/1\//.test(path) ? Math.floor(SIZE / 256) % 256 : SIZE % 256;
    if (/\.p\//.test(path) && !path.endsWith(`.p/${width}`)) continue;
    for (let at = Math.min(bytes.length - 1, 7); at < bytes.length; at += STRIDE) {
      const changed = bytes.slice();
      changed[at] = (changed[at] as number) ^ 0x55;
      const findings = await found(log.with({ [path]: changed }));
      if (!findings.some((one) => one.endsWith(path) || one.endsWith(' checkpoint')))
        missed.push(`${path} ${at}: ${findings.join()}`);
      last += 1;
    }
  }
  expect(last).toBeGreaterThan(50);
  expect(missed).toEqual([]);
}, 600_000);

describe('names what was done to a bundle', () => {
  const path = 'tile/entries/001';
  test.each<[string, (entries: Uint8Array[]) => unknown, string[]]>([
    ['a changed entry', (all) => (all[9] as Uint8Array).fill(1), ['change 265']],
    ['a deleted entry', (all) => all.splice(9, 1), ['deletion 265']],
    ['three deleted entries', (all) => all.splice(9, 3), ['deletion 265']],
    [
      'two entries in each other’s place',
      (all) => all.splice(9, 2, ...([all[10], all[9]] as Uint8Array[])),
      ['reorder 265'],
    ],
    [
      'an entry that stands twice',
      (all) => all.splice(9, 0, all[8] as Uint8Array),
      ['duplicate 265'],
    ],
    [
      'an entry in the place of another',
      (all) => all.splice(9, 1, all[20] as Uint8Array),
      ['duplicate 265'],
    ],
    [
      'an entry that nobody logged',
      (all) => all.splice(9, 0, Uint8Array.of(1, 2, 3)),
      ['insertion 265'],
    ],
    ['an entry without its body', (all) => all.splice(9, 1, new Uint8Array(0)), ['deletion 265']],
    [
      'two changed entries',
      (all) => [3, 200].map((i) => (all[i] as Uint8Array).reverse()),
      ['change 259', 'change 456'],
    ],
  ])('%s', async (_, change, findings) => {
    const entries = entriesOf(path);
    change(entries);
    expect(await found(log.with({ [path]: bundleOf(entries) }))).toEqual(
      findings.map((one) => `${one} ${path}`),
    );
  });

  test('a bundle that is missing, and one that is cut off', async () => {
    expect(await found(log.with({ [path]: undefined }))).toEqual([`deletion 256 ${path}`]);
    expect(await found(log.with({ [path]: partOf(path).slice(0, -4) }))).toEqual([
      `deletion 511 ${path}`,
    ]);
  });
});

test('a tile that is wrong or missing is told from entries that are', async () => {
  const tile = partOf('tile/0/001');
  tile[32 * 7] = (tile[32 * 7] as number) ^ 1;
  expect(await found(log.with({ 'tile/0/001': tile }))).toEqual(['tile 263 tile/0/001']);
  expect(await found(log.with({ 'tile/0/001': undefined }))).toEqual(['tile 256 tile/0/001']);
});

test('entries that were changed together with their tile are found by the tile above', async () => {
  const other = await forkOf(SIZE);
  const changed = Object.fromEntries(
    ['tile/entries/000', 'tile/0/000'].map((path) => [path, other.parts.get(path)]),
  );
  expect(await found(log.with(changed))).toEqual(['change 0 tile/entries/000']);
});

test('a whole log of other entries under the old checkpoint does not lead to its root', async () => {
  const other = await forkOf(SIZE);
  const changed = { ...Object.fromEntries(other.parts), checkpoint: partOf('checkpoint') };
  expect(await found(log.with(changed))).toEqual(['checkpoint undefined checkpoint']);
});

test('missing entries at the end are found against a checkpoint kept elsewhere, and only so', async () => {
  const store = createMemoryLogStore();
  const writer = await createAuditLog({ store, signer: SIGNER, origin: ORIGIN });
  for (let i = 0; i < 3; i++) await writer.append(EVENT);
  const before = new Map<string, Uint8Array>();
  await writer.publish();
  for (const path of ['checkpoint', 'tile/0/000.p/3', 'tile/entries/000.p/3'])
    before.set(path, (await store.backend.read(path)) as Uint8Array);
  await writer.append(EVENT);
  const newest = await writer.publish();
  const cut: AuditLogStore = {
    ...createMemoryLogStore(),
    backend: { ...store.backend, read: async (path) => before.get(path) },
  };
  expect(await check(cut)).toMatchObject({ findings: [], truncation: 'not-compared' });
  expect(await check(cut, newest)).toMatchObject({
    findings: [{ kind: 'truncation', index: 3, end: 4 }],
    truncation: 'compared',
  });
  expect(await found(store, text(before.get('checkpoint')))).toEqual([]);
});

test('a log that was begun anew does not continue a checkpoint kept elsewhere', async () => {
  const other = await forkOf(SIZE);
  expect(await found(other.with(), text(partOf('checkpoint')))).toEqual([
    'checkpoint undefined checkpoint',
  ]);
});

test('nothing that stands in a log makes the check throw', async () => {
  for (const path of log.parts.keys())
    for (const bytes of [undefined, new Uint8Array(0), new Uint8Array(70_000).fill(255)])
      expect((await check(log.with({ [path]: bytes }))).size).toBeLessThanOrEqual(SIZE);
});
