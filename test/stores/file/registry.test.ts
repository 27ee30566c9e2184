import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'contentmark';
import { entriesOf, openFileRegistry, queryOf, type RegistryEntry } from 'contentmark/registry';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const NOW = 1_800_000_000;
const HEADER_BYTES = 32;
const RECORD_BYTES = 52;

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'registry-'));
  path = join(folder, 'seen.registry');
});
afterEach(() => rm(folder, { recursive: true }));

const idOf = (number: number) => `0f8fad5b-d9cb-469f-a165-${String(number).padStart(12, '0')}`;
const wordsOf = (number: number) =>
  `Boots number ${number} keep water out on wet paths and dry within one night beside a stove`;
const entryOf = (number: number) =>
  entriesOf(text(wordsOf(number)), { id: idOf(number), keepUntil: NOW })[0] as RegistryEntry;

async function write(count: number): Promise<void> {
  const registry = await openFileRegistry(path, { mode: 'write' });
  await registry.add(Array.from({ length: count }, (_, i) => entryOf(i)));
  await registry.close();
}

async function idsIn(number: number): Promise<readonly string[]> {
  const registry = await openFileRegistry(path);
  const matches = await registry.recognize(queryOf(wordsOf(number)), NOW);
  await registry.close();
  return matches.filter(({ kind }) => kind === 'exact').map(({ id }) => id);
}

it('is still there when it is opened again', async () => {
  await write(3);
  expect(await idsIn(1)).toEqual([idOf(1)]);
  expect(await idsIn(3)).toEqual([]);
  await write(4);
  expect(await idsIn(3)).toEqual([idOf(3)]);
});

it('holds nothing of the content, and is for its owner only', async () => {
  await write(3);
  expect((await readFile(path)).toString('latin1')).not.toMatch(/boots|water|stove/i);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(path)).size).toBe(HEADER_BYTES + 3 * RECORD_BYTES);
});

it('has nothing left of what was erased on the disk', async () => {
  await write(3);
  const digest = Buffer.from(entryOf(1).digest).subarray(0, 16);
  expect((await readFile(path)).includes(digest)).toBe(true);
  const registry = await openFileRegistry(path, { mode: 'write' });
  expect(await registry.erase({ id: idOf(1) })).toBe(1);
  await registry.add([entryOf(3)]);
  await registry.close();
  expect((await readFile(path)).includes(digest)).toBe(false);
  expect(await idsIn(3)).toEqual([idOf(3)]);
  expect(await readdir(folder)).toEqual(['seen.registry']);
});

describe('a file that ends within a record, as after a power cut', () => {
  it.each([1, 25, 51, 52])('%i bytes of the last record missing', async (missing) => {
    await write(3);
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, whole.length - missing));
    expect(await idsIn(1)).toEqual([idOf(1)]);
    expect(await idsIn(2)).toEqual([]);
    await write(3);
    expect(Buffer.compare(await readFile(path), whole)).toBe(0);
  });

  it('zeros in place of the last record', async () => {
    await write(3);
    const whole = await readFile(path);
    await writeFile(path, Buffer.from(whole).fill(0, whole.length - RECORD_BYTES));
    expect(await idsIn(2)).toEqual([]);
    await write(3);
    expect(Buffer.compare(await readFile(path), whole)).toBe(0);
  });
});

describe('refuses, with the place', () => {
  it('a damaged record that others follow', async () => {
    await write(3);
    const bytes = await readFile(path);
    bytes[HEADER_BYTES + RECORD_BYTES + 20] = (bytes[HEADER_BYTES + RECORD_BYTES + 20] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await expect(openFileRegistry(path)).rejects.toMatchObject({
      code: 'ERR_STORE',
      message: expect.stringContaining('damaged at byte 84'),
    });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['another file', Buffer.from('id,title\n1,Boots\n'.repeat(9))],
    ['a header cut short', Buffer.from('contentmark registry 1')],
  ])('%s', async (_, bytes) => {
    await writeFile(path, bytes);
    await expect(openFileRegistry(path)).rejects.toMatchObject({
      code: 'ERR_STORE',
      message: expect.stringContaining('is no registry'),
    });
  });

  it('a file that is not there, for reading', async () => {
    await expect(openFileRegistry(path)).rejects.toMatchObject({
      code: 'ERR_STORE',
      message: expect.stringContaining('ENOENT'),
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('a change where it was opened for reading', async () => {
    await write(1);
    const registry = await openFileRegistry(path);
    await expect(registry.add([entryOf(5)])).rejects.toMatchObject({ argument: 'options.mode' });
    await registry.close();
  });
});

describe('one writer', () => {
  it('keeps a second one out, and readers in', async () => {
    const first = await openFileRegistry(path, { mode: 'write' });
    await expect(openFileRegistry(path, { mode: 'write' })).rejects.toMatchObject({
      code: 'ERR_BUSY',
      message: expect.stringContaining('another process'),
    });
    await (await openFileRegistry(path)).close();
    await first.close();
    await (await openFileRegistry(path, { mode: 'write' })).close();
  });

  it('that was killed keeps nobody out, though this process has its number, as in a container', async () => {
    const { hostname } = await import('node:os');
    const holder = { host: hostname(), pid: process.pid, started: 1, token: '' };
    await writeFile(`${path}.lock`, JSON.stringify(holder));
    await write(2);
    expect(await idsIn(1)).toEqual([idOf(1)]);
  });

  it('that was killed keeps nobody out', async () => {
    const holder = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const { hostname } = await import('node:os');
    await write(1);
    await writeFile(
      `${path}.lock`,
      JSON.stringify({ host: hostname(), pid: holder.pid, token: '' }),
    );
    await expect(openFileRegistry(path, { mode: 'write' })).rejects.toMatchObject({
      code: 'ERR_BUSY',
    });
    const ended = new Promise((resolve) => holder.on('exit', resolve));
    holder.kill('SIGKILL');
    await ended;
    await write(2);
    expect(await idsIn(1)).toEqual([idOf(1)]);
  });
});
