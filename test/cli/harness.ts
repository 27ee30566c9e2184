/** Runs the command in this process, or in one of its own, on files in a directory of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { run } from '../../src/cli/run.ts';
import type { Sink } from '../../src/cli/terminal/io.ts';
import { builtCommand } from '../fixtures/built-package.ts';

export const ISSUER = 'https://shop.example/';

export interface Result {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly isTTY?: boolean;
}

/** Runs one command in this process. */
export async function contentmark(args: readonly string[], options: RunOptions = {}) {
  const stdout = createSink(options.isTTY ?? false);
  const stderr = createSink(options.isTTY ?? false);
  const { stdin = '' } = options;
  async function* readStdin() {
    yield Buffer.from(stdin);
  }
  const code = await run(args, {
    stdin: readStdin(),
    stdout: stdout.sink,
    stderr: stderr.sink,
    env: options.env ?? {},
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

/** Runs one command with `--json` and reads what it printed. */
export async function contentmarkJson(args: readonly string[], options: RunOptions = {}) {
  const result = await contentmark([...args, '--json'], options);
  return { ...result, json: JSON.parse(result.stdout) };
}

function createSink(isTTY: boolean) {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      done();
    },
  });
  const sink: Sink = Object.assign(stream, { isTTY });
  return { sink, text: () => Buffer.concat(chunks).toString('utf8') };
}

/** A directory that is removed when the file's tests are done. */
export function createWorkspace() {
  const directory = mkdtempSync(join(tmpdir(), 'contentmark-cli-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  const at = (name: string) => join(directory, name);
  return {
    directory,
    at,
    write(name: string, content: string | Uint8Array) {
      writeFileSync(at(name), content);
      return at(name);
    },
    read: (name: string) => readFileSync(at(name)),
    text: (name: string) => readFileSync(at(name), 'utf8'),
  };
}

export type Workspace = ReturnType<typeof createWorkspace>;

/** A key and its trust, made by the command itself; the options that use them. */
export async function createKeys(workspace: Workspace, environment = 'production') {
  const out = workspace.at(`keys-${environment}`);
  const { code } = await contentmark([
    'keygen',
    '--issuer',
    ISSUER,
    '--environment',
    environment,
    '--out',
    out,
  ]);
  if (code !== 0) throw new Error('keygen failed');
  const key = join(out, 'signing-key.jwk');
  const trust = join(out, 'trust.json');
  return {
    out,
    key,
    trust,
    sign: ['--key', key, '--issuer', ISSUER, '--environment', environment],
    verify: ['--trust', trust, '--environment', environment],
  };
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Starts the command, as it was built, in a process of its own. */
export function start(
  args: readonly string[],
  node: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): ChildProcess {
  return spawn(process.execPath, [...node, builtCommand(), ...args], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
}

/** Waits for a process. */
export async function finish(child: ChildProcess): Promise<Result & { signal: string | null }> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
