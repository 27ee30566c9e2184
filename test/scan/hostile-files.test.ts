/** Files that nobody means well with: each is told with its place, stops the gate, and takes little memory. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { isStopped, scan } from 'contentmark/scan';
import { describe, expect, it, test } from 'vitest';
import { zip } from '../records/zip.ts';
import { createFolders } from './workspace.ts';

const folderOf = createFolders();
/** Long: a line of a gigabyte. */
const LINE_BYTES = process.env['RECORDS_GIGABYTE'] === '1' ? 2 ** 30 : 2 ** 25;

async function notScanned(folder: string) {
  const report = await scan({ paths: [folder] });
  const told = report.notScanned.map(
    ({ file, line, reason, detail }) =>
      `${relative(folder, file)}:${line ?? '-'} ${reason} ${detail}`,
  );
  return { told, stopped: isStopped(report, 'block'), report };
}

describe('archives', () => {
  const rows = `Handle,Title\n${'a,b\n'.repeat(20_000)}`;
  const bomb = Buffer.concat([
    Buffer.from('Handle,Title\n'),
    Buffer.alloc(2 ** 26, `a,${'b'.repeat(20_000)}\n`),
  ]);

  it('that grow beyond all text are read no further', async () => {
    const folder = folderOf({
      'bomb.csv.gz': gzipSync(bomb),
      'bomb.zip': zip([['bomb.csv', bomb]]),
    });
    const before = process.memoryUsage().rss;
    const { told, stopped } = await notScanned(folder);
    expect(told).toEqual([
      expect.stringMatching(/^bomb\.csv\.gz:\d+ unreadable expands to over 200 times its size/),
      expect.stringMatching(/^bomb\.zip!\/bomb\.csv:\d+ unreadable expands to over 200 times its/),
    ]);
    expect(stopped).toBe(true);
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });

  it('that are cut off or damaged are told, and what stood before is looked through', async () => {
    const leak = `Handle,Email\na,jo@example.com\n${'b,c@shop-of-jo.eu\n'.repeat(5000)}`;
    const damaged = Buffer.from(gzipSync(leak));
    // Of the checksum at its end; what stands before it is whole.
    damaged.fill(0xff, damaged.length - 8, damaged.length - 4);
    const folder = folderOf({
      'cut.csv.gz': gzipSync(leak).subarray(0, -20),
      'cut.zip': zip([['a.csv', rows]]).subarray(0, -30),
      'damaged.csv.gz': damaged,
    });
    const { told, report } = await notScanned(folder);
    expect(told.map((one) => one.split(':')[0])).toEqual([
      'cut.csv.gz',
      'cut.zip',
      'damaged.csv.gz',
    ]);
    expect(report.findings.map(({ place }) => relative(folder, place.file))).toContain(
      'cut.csv.gz',
    );
  });
});

test('a line without an end is told once, and takes no memory of its length', async () => {
  const folder = folderOf({ 'after.csv': 'Handle,Email\na,jo@example.com\n' });
  for (const name of ['line.jsonl', 'line.csv']) {
    const file = join(folder, name);
    writeFileSync(file, name === 'line.csv' ? 'Handle,Title\na,"' : '{"a":"');
    const part = Buffer.alloc(2 ** 22, 'x');
    for (let size = 0; size < LINE_BYTES; size += part.length) {
      writeFileSync(file, part, { flag: 'a' });
    }
  }
  const { told, report } = await notScanned(folder);
  expect(told).toEqual([
    expect.stringMatching(/^line\.csv:2 too-large /),
    expect.stringMatching(/^line\.jsonl:1 too-large /),
  ]);
  expect(report.findings).toHaveLength(1);
}, 300_000);

test('wrong encodings are told by their record, and those with a mark are read', async () => {
  const table = 'Handle,Email\na,jo@example.com\n';
  const folder = folderOf({
    'latin1.csv': Buffer.from('Handle,Title\na,Stühle\n', 'latin1'),
    'nul.csv': Buffer.from(table, 'utf16le'),
    'utf16.csv': Buffer.from(`\ufeff${table}`, 'utf16le'),
    'utf16be.csv': Buffer.from(`\ufeff${table}`, 'utf16le').swap16(),
    'twice.csv': `\ufeff\ufeff${table}`,
  });
  const { told, report } = await notScanned(folder);
  expect(told).toEqual([
    expect.stringMatching(/^latin1\.csv:2 not-utf8 /),
    expect.stringMatching(/^nul\.csv:- unreadable .*UTF-16 without a byte order mark/),
    expect.stringMatching(/^twice\.csv:- unreadable .*second byte order mark/),
  ]);
  expect(report.findings.map(({ place }) => relative(folder, place.file))).toEqual([
    'utf16.csv',
    'utf16be.csv',
  ]);
});

test('loops, links that lead nowhere, pipes and sockets are told, and nobody waits for them', async () => {
  const folder = folderOf({ 'sub/a.csv': 'Handle,Email\na,jo@example.com\n' });
  mkdirSync(join(folder, 'deep/er'), { recursive: true });
  symlinkSync('../..', join(folder, 'deep/er/up.csv'));
  symlinkSync('nowhere.csv', join(folder, 'lost.csv'));
  symlinkSync('self.csv', join(folder, 'self.csv'));
  execFileSync('mkfifo', [join(folder, 'pipe.csv')]);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(folder, 'socket.csv'), resolve));
  try {
    const { told, stopped, report } = await notScanned(folder);
    expect(told).toEqual([
      'deep/er/up.csv:- loop leads back to a directory that it is in',
      'lost.csv:- unreadable no such file or directory',
      'pipe.csv:- unreadable no regular file',
      'self.csv:- unreadable too many symbolic links',
      'socket.csv:- unreadable no regular file',
    ]);
    expect([stopped, report.findings.length]).toEqual([true, 1]);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
