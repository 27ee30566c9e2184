/** The command as a process: killed, interrupted, out of space, unheard, and with little memory. */
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readdirSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtCommand } from '../fixtures/built-package.ts';
import { isLong } from '../fixtures/runs.ts';
import { contentmark, createKeys, createWorkspace, finish, start } from './harness.ts';

const workspace = createWorkspace();
const MAP = 'test/fixtures/catalogue/text-map.json';
const OLD = 'what stood there before\n';
const HEADER = 'sku,title,description\n';
let keys: Awaited<ReturnType<typeof createKeys>>;

beforeAll(async () => {
  keys = await createKeys(workspace);
});

const rows = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => `SKU-${from + i},Boots ${i},Warm and dry\n`).join('');

/** Starts signing from stdin, and waits until a part of the output is on the disk. */
async function startSigning(name: string) {
  const output = workspace.write(name, OLD);
  const args = ['catalog', 'sign', '-', '--format', 'csv', '--map', MAP, '--out', output];
  const child = start([...args, ...keys.sign]);
  const ended = finish(child);
  child.stdin?.on('error', () => undefined);
  child.stdin?.write(HEADER + rows(0, 5_000));
  const temporary = () => readdirSync(workspace.directory).filter((f) => f.startsWith(`.${name}.`));
  for (;;) {
    const [file] = temporary();
    if (file !== undefined && statSync(workspace.at(file)).size > 0) break;
    if (child.exitCode !== null) throw new Error((await ended).stderr);
    await sleep(20);
  }
  return { child, ended, output, temporary };
}

describe('signing a catalogue', () => {
  it('killed in the middle leaves the old file as it was, and can be run again', async () => {
    const { child, ended } = await startSigning('killed.csv');
    child.kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
    expect(workspace.text('killed.csv')).toBe(OLD);
    const input = workspace.write('again.csv', HEADER + rows(0, 3));
    const args = ['catalog', 'sign', input, '--map', MAP, '--out', workspace.at('killed.csv')];
    expect((await contentmark([...args, ...keys.sign])).code).toBe(0);
    expect(workspace.text('killed.csv').match(/0oRY/g)).toHaveLength(3);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)(
    'ended by %s leaves only the old file',
    async (signal) => {
      const name = `${signal}.csv`;
      const { child, ended, temporary } = await startSigning(name);
      child.kill(signal);
      expect((await ended).signal).toBe(signal);
      expect(workspace.text(name)).toBe(OLD);
      expect(temporary()).toEqual([]);
    },
  );

  it('on a disk that fills up leaves the old file, and says so with exit code 70', async () => {
    const input = workspace.write('large.csv', HEADER + rows(0, 5_000));
    const output = workspace.write('full.csv', OLD);
    const args = ['catalog', 'sign', input, '--map', MAP, '--out', output, '--json', ...keys.sign];
    // A limit on file sizes fails a write in the middle, as a full disk does, without one.
    const script = 'trap "" XFSZ; ulimit -f 512; exec "$@"';
    const cli = [process.execPath, builtCommand(), ...args];
    const { code, stdout } = await finish(
      spawn('bash', ['-c', script, 'bash', ...cli], { stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    expect(code).toBe(70);
    expect(JSON.parse(stdout).error).toMatchObject({ code: 'EFBIG' });
    expect(workspace.text('full.csv')).toBe(OLD);
    expect(readdirSync(workspace.directory).filter((f) => f.startsWith('.full.csv'))).toEqual([]);
  });

  it('keeps the permissions of the file it replaces, and a link to it', async () => {
    const { chmodSync, symlinkSync, lstatSync } = await import('node:fs');
    const input = workspace.write('modes.csv', HEADER + rows(0, 2));
    const target = workspace.write('target.csv', OLD);
    chmodSync(target, 0o640);
    symlinkSync(target, workspace.at('link.csv'));
    const args = ['catalog', 'sign', input, '--map', MAP, '--out', workspace.at('link.csv')];
    expect((await contentmark([...args, ...keys.sign])).code).toBe(0);
    expect(lstatSync(workspace.at('link.csv')).isSymbolicLink()).toBe(true);
    expect(statSync(target).mode & 0o777).toBe(0o640);
    expect(workspace.text('target.csv')).toContain('0oRY');
  });

  it.runIf(isLong)(
    'of 53 MB takes no more memory than of a few rows',
    async () => {
      const input = workspace.at('many.csv');
      const filler = 'x'.repeat(1050);
      const stream = createWriteStream(input);
      stream.write('sku,title,other\n');
      for (let i = 0; i < 50_000; i++) {
        // One in 25 is signed: what is tested is the reading, and signing takes the time.
        stream.write(`SKU-${i},${i % 25 === 0 ? 'Boots' : ''},${filler}\n`);
      }
      await new Promise((resolve) => stream.end(resolve));
      const map = workspace.write(
        'group-map.json',
        JSON.stringify({
          subject: 'sku',
          group: true,
          parts: { title: { column: 'title', profile: 'text' } },
          carrier: { type: 'column', name: 'contentmark' },
        }),
      );
      const watch =
        'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS))';
      const peak = async (args: string[]) => {
        const child = start([...args, '--json'], ['--max-old-space-size=96', '--import', watch]);
        const { code, stdout, stderr } = await finish(child);
        expect([code, stderr.replace(/peak \d+\n/, '')]).toEqual([0, '']);
        return {
          counts: JSON.parse(stdout).counts,
          kilobytes: Number(/peak (\d+)/.exec(stderr)?.[1]),
        };
      };
      const output = workspace.at('many-signed.csv');
      const signing = ['catalog', 'sign', input, '--map', map, '--out', output, ...keys.sign];
      const signed = await peak(signing);
      expect(signed.counts).toEqual({
        records: 50_000,
        signed: 2_000,
        broken: 0,
        skipped: 48_000,
      });
      const checked = await peak(['catalog', 'verify', output, '--map', map, ...keys.verify]);
      expect(checked.counts).toMatchObject({ verified: 2_000, skipped: 48_000 });
      // Both take about 118 MB; with the file held as well it would be 171.
      for (const { kilobytes } of [signed, checked]) expect(kilobytes).toBeLessThan(160_000);
    },
    240_000,
  );
});

describe('any command', () => {
  it('goes on quietly where its reader goes away', async () => {
    const input = workspace.write('unsigned.csv', HEADER + rows(0, 10_000));
    const child = start(['catalog', 'verify', input, '--map', MAP, '--json', ...keys.verify]);
    child.stdout?.once('data', () => child.stdout?.destroy());
    let stderr = '';
    child.stderr?.on('data', (text) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect([code, stderr]).toEqual([2, '']);
  });

  it('exits 70 where what it prints cannot be written', async () => {
    if (!existsSync('/dev/full')) return;
    const script = 'exec "$@" > /dev/full';
    const cli = [process.execPath, builtCommand(), 'inspect', 'junk'];
    const { code, stderr } = await finish(
      spawn('bash', ['-c', script, 'bash', ...cli], { stdio: ['ignore', 'pipe', 'pipe'] }),
    );
    expect(code).toBe(70);
    expect(stderr).toContain('ENOSPC');
  });

  it('reads a mark and content through pipes as a process of its own', async () => {
    const sign = start(['sign', '-', '--subject', 'boots', ...keys.sign]);
    const signed = finish(sign);
    sign.stdin?.end('Warm and dry');
    const mark = (await signed).stdout.trim();
    const verify = start(['verify', '-', '--mark', mark, '--subject', 'boots', ...keys.verify]);
    const verified = finish(verify);
    verify.stdin?.end('Warm and dry');
    const { code, stdout, stderr } = await verified;
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^VERIFIED/);
  });
});
