/** Runtimes that are programs with files: entries/program.js, a job in a file, a reply in a file. */
// @ts-nocheck

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Bundles, type Job, type Outcome, type Reply, TIMEOUT_MS } from './runner.ts';

const execute = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const PROGRAM = fileURLToPath(new URL('../entries/program.js', import.meta.url));

export interface Program {
  readonly file: string;
  /** Prints the version. */
  readonly versionArgs: readonly string[];
  readonly readVersion: (printed: string) => string;
  /** What stands before the path of the program, given the project's folder and the one for files. */
  readonly args: (root: string, folder: string) => readonly string[];
}

export async function runProgram(
  { file, versionArgs, readVersion, args }: Program,
  job: Job,
  bundles: Bundles,
): Promise<Outcome> {
  const folder = await mkdtemp(join(tmpdir(), 'contentmark-runtime-'));
  // Nothing of this process's settings: NODE_OPTIONS of a test runner would change what is tested.
  const options = {
    cwd: folder,
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
    env: { PATH: process.env['PATH'], HOME: folder, DENO_DIR: folder, NO_COLOR: '1' },
  } as const;
  try {
    const [jobFile, replyFile] = [join(folder, 'job.json'), join(folder, 'reply.json')];
    await writeFile(jobFile, JSON.stringify(job));
    const version = readVersion((await execute(file, versionArgs, options)).stdout.trim());
    const given = [...args(ROOT, folder), PROGRAM, bundles.module.file, jobFile, replyFile];
    await execute(file, given, options);
    return { version, reply: JSON.parse(await readFile(replyFile, 'utf8')) as Reply };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
