/** `contentmark serve` with a key of its own, for the inspector page to be looked at. */
// @ts-nocheck

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const ISSUER = 'https://shop.example/ai';

/** A text that bears a mark, as somebody would paste it. */
export const MARKED = { text: 'Light, waterproof, warm.', subject: 'trail-boot' };

export interface RunningInspector {
  readonly url: string;
  /** The mark on {@link MARKED}. */
  readonly mark: string;
  close(): void;
}

/** Starts the command of the build, which `startShop` makes where it is missing. */
export async function startInspector(): Promise<RunningInspector> {
  const folder = mkdtempSync(join(tmpdir(), 'inspector-'));
  const keys = join(folder, 'keys');
  const of = ['--issuer', ISSUER, '--environment', 'production'];
  contentmark(['keygen', ...of, '--out', keys]);
  const file = join(folder, 'text.txt');
  writeFileSync(file, MARKED.text);
  const mark = contentmark([
    ...['sign', file, '--key', join(keys, 'signing-key.jwk'), '--subject', MARKED.subject],
    ...[...of, '--kind', 'description', '--topic', 'none'],
  ]).trim();
  const trust = ['--trust', join(keys, 'trust.json'), '--environment', 'production'];
  const server = spawn(process.execPath, [CLI, 'serve', ...trust, '--port', '0', '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: server.stdout })) {
    // Its first line, printed once it listens.
    const { url } = JSON.parse(line) as { readonly url: string };
    return {
      url,
      mark,
      close() {
        server.kill();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  }
  throw new Error('contentmark serve ended before it listened');
}

/** Runs the command, and gives what it prints. */
function contentmark(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`contentmark ${args[0]}: ${stderr}`);
  return stdout;
}
