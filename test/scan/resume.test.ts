/**
 * A large scan in a process of its own: by several threads, and killed at random moments. The report is
 * byte for byte that of one thread which nobody disturbed.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtCommand } from '../fixtures/built-package.ts';
import { createFolders } from './workspace.ts';

const folderOf = createFolders();
/** Long: ten moments. */
const KILLS = process.env['PROPERTY_RUNS'] === 'long' ? 10 : 2;
const MEGABYTES = 14;

let folder: string;
let expected: string;

/** A table with a finding in every row, some alike; one broken row; and a second file of another format. */
function makeFiles(): void {
  const file = openSync(join(folder, 'a.csv'), 'w');
  writeSync(file, 'Handle,Email,Body\n');
  let text = '';
  for (let row = 0, size = 0; size < MEGABYTES * 1e6; row++) {
    const line = `item-${row % 50_000},jo${row % 50_000}@example.com,"A chair, ${'of oak\nand ash '.repeat(40)}"\n`;
    size += line.length;
    text += row === 20_000 ? 'broken,row\n' : line;
    if (text.length < 1e6) continue;
    writeSync(file, text);
    text = '';
  }
  writeSync(file, text);
  writeFileSync(
    join(folder, 'b.jsonl'),
    Array.from({ length: 2000 }, (_, id) => `{"id":${id},"is_synthetic":true}\n`).join(''),
  );
}

const commandOf = (more: readonly string[]) => {
  const args = ['scan', 'a.csv', 'b.jsonl', '--format', 'json', ...more];
  return [builtCommand(), ...args];
};

function scanOnce(...more: readonly string[]): string {
  try {
    return execFileSync(process.execPath, commandOf(more), {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
  } catch (error) {
    const { status, stdout } = error as { readonly status: number; readonly stdout: string };
    expect(status).toBe(1);
    return stdout;
  }
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  return new Promise((resolve) => child.once('exit', resolve));
}

beforeAll(() => {
  folder = folderOf({});
  makeFiles();
  expected = scanOnce('--threads', '1');
}, 120_000);

describe('a large scan', () => {
  it('gives the same report with any number of threads', () => {
    const { scanned, counts, notScanned } = JSON.parse(expected);
    expect(scanned.files).toBe(2);
    expect(counts.block).toBe(scanned.records);
    expect(notScanned).toMatchObject([{ record: 20_001, reason: 'wrong-columns' }]);
    expect(scanOnce('--threads', '3')).toBe(expected);
  }, 120_000);

  it(`goes on where it was killed, ${KILLS} times, and tells the same`, async () => {
    const args = commandOf(['--threads', '2', '--resume', 'state', '--out', 'report.json']);
    const report = join(folder, 'report.json');
    const state = join(folder, 'state');
    let said = '';
    const start = () => {
      const child = spawn(process.execPath, args, { cwd: folder });
      child.stderr.on('data', (chunk) => (said += chunk));
      return child;
    };
    const checkpoints = () =>
      existsSync(state) ? readFileSync(state, 'latin1').split('{"checkpoint":').length : 0;
    for (let kills = 0; kills < KILLS && !existsSync(report); kills++) {
      const before = checkpoints();
      const child = start();
      // Some moments after it has noted something new, or has done all.
      while (checkpoints() <= Math.max(before, 2) && child.exitCode === null) await sleep(20);
      await sleep(Math.random() * 500);
      child.kill('SIGKILL');
      await ended(child);
    }
    if (!existsSync(report)) expect(await ended(start())).toBe(1);
    expect(readFileSync(report, 'utf8')).toBe(expected);
    expect(said).toMatch(/^Went on behind \d+ records that were read before\.$/m);
    // What was noted is of no use once the report is there.
    expect(existsSync(state)).toBe(false);
  }, 300_000);

  it('does not write over a file that is none of its own', () => {
    const mine = join(folder, 'mine.csv');
    writeFileSync(mine, 'a,b\n1,2\n');
    const args = [...commandOf(['--resume', 'mine.csv']), '--json'];
    const result = (() => {
      try {
        return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
      } catch (error) {
        return (error as { readonly stdout: string }).stdout;
      }
    })();
    expect(JSON.parse(result).error).toMatchObject({ argument: '--resume' });
    expect(readFileSync(mine, 'utf8')).toBe('a,b\n1,2\n');
  });
});
