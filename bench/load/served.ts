/** The built `contentmark serve` in a process of its own, and what can be seen of it from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Built } from '../install.ts';

export const ISSUER = 'https://shop.example/provenance';
export const ENVIRONMENT = 'production';

/** Files that a process may open: 10,000 connections and some. Raised where that is allowed. */
const WANTED_FILES = 20_000;

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));

/** What its `/metrics` say of its process. */
export interface Look {
  /** Resident memory. */
  readonly bytes: number;
  /** Processor time since it was started. */
  readonly seconds: number;
  /** When it was started, Unix seconds: another process has another time. */
  readonly startedAt: number;
}

/** A running server. */
export interface Served {
  readonly url: string;
  readonly port: number;
  look(): Promise<Look>;
  /** Whether its process runs. */
  isUp(): boolean;
  /** What it wrote to stderr: reports of failures. */
  said(): string;
  stop(): Promise<void>;
}

/** Starts it with keys of its own, and without a rate limit: all of the load has one address. */
export async function startServed(
  keys: Built['keys'],
  signing: ReturnType<Built['keys']['generateKey']>,
): Promise<Served> {
  const folder = mkdtempSync(join(tmpdir(), 'contentmark-load-'));
  const trust = join(folder, 'trust.json');
  const attestationKey = join(folder, 'attestation-key.jwk');
  const publicKey = keys.exportPublicJwk(signing);
  const entry = {
    publicKey,
    issuers: [ISSUER],
    environments: [ENVIRONMENT],
    purposes: ['content'],
  };
  writeFileSync(trust, JSON.stringify({ keys: [entry] }));
  const jwk = keys.unsafeExportPrivateJwk(keys.generateKey());
  writeFileSync(attestationKey, JSON.stringify(jwk), { mode: 0o600 });
  const child = spawnWithFiles(process.execPath, [
    ...[CLI, 'serve', '--port', '0', '--json', '--rate-limit', '0'],
    ...['--trust', trust, '--environment', ENVIRONMENT],
    ...['--attestation-key', attestationKey, '--solution', ISSUER],
  ]);
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-10_000);
  });
  const [first] = (await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data'),
    once(child, 'exit').then(() => {
      throw new Error(`contentmark serve ended at once: ${said}`);
    }),
  ])) as [Buffer];
  const { url, port } = JSON.parse(String(first)) as {
    readonly url: string;
    readonly port: number;
  };
  const isUp = () => child.exitCode === null && child.signalCode === null;
  return {
    url,
    port,
    isUp,
    said: () => said,
    async look() {
      const text = await (await fetch(`${url}/metrics`)).text();
      const read = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
      return {
        bytes: read('process_resident_memory_bytes'),
        seconds: read('process_cpu_seconds_total'),
        startedAt: read('process_start_time_seconds'),
      };
    },
    async stop() {
      if (isUp()) {
        child.kill('SIGTERM');
        await once(child, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a program with room for many connections, as far as the system lets it. */
function spawnWithFiles(program: string, args: readonly string[]): ChildProcess {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  if (process.platform === 'win32') return spawn(program, args, { stdio: [...stdio] });
  const script = `ulimit -n ${WANTED_FILES} 2>/dev/null; exec "$0" "$@"`;
  return spawn('sh', ['-c', script, program, ...args], { stdio: [...stdio] });
}
