/** Bun, from the platform package of `bun`, whose own program an install script would put in place. */
// @ts-nocheck

import { findProgram } from '../install.ts';
import { runProgram } from './program.ts';
import type { Runner } from './runner.ts';

const PROCESSORS: Readonly<Record<string, string>> = { x64: 'x64', arm64: 'aarch64' };

export const runBun: Runner = (job, bundles) => {
  const platform = `${process.platform}-${PROCESSORS[process.arch]}`;
  const file = findProgram('Bun', 'BUN_PATH', [
    `@oven/bun-${platform}/bin/bun`,
    `@oven/bun-${platform}-musl/bin/bun`,
  ]);
  const program = {
    file,
    versionArgs: ['--version'],
    readVersion: (printed: string) => printed,
    args: () => ['run', '--no-install'],
  };
  return runProgram(program, job, bundles);
};
