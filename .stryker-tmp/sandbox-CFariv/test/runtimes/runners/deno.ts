/** Deno, from the platform package of `deno`. Allowed to read the project and to write its reply. */
// @ts-nocheck

import { findProgram } from '../install.ts';
import { runProgram } from './program.ts';
import type { Runner } from './runner.ts';

export const runDeno: Runner = (job, bundles) => {
  const platform = `${process.platform}-${process.arch}`;
  const file = findProgram('Deno', 'DENO_PATH', [
    `@deno/${platform}-glibc/deno`,
    `@deno/${platform}/deno`,
  ]);
  const program = {
    file,
    versionArgs: ['--version'],
    readVersion: (printed: string) => /^deno (\S+)/.exec(printed)?.[1] ?? printed,
    args: (root: string, folder: string) => [
      'run',
      '--no-prompt',
      '--no-lock',
      '--cached-only',
      '--node-modules-dir=manual',
      '--v8-flags=--disallow-code-generation-from-strings',
      `--allow-read=${root},${folder}`,
      `--allow-write=${folder}`,
    ],
  };
  return runProgram(program, job, bundles);
};
