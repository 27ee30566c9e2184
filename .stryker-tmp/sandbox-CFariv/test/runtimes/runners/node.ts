/** Node, from the packages that hold its program: another one for each major version and platform. */
// @ts-nocheck

import { findProgram } from '../install.ts';
import { runProgram } from './program.ts';
import type { Runner } from './runner.ts';

/** Runs that major version, with code from strings disallowed. */
export function runNode(major: 20 | 22 | 24 | 26): Runner {
  return async (job, bundles) => {
    const file = findProgram(`Node ${major}`, `NODE${major}_PATH`, [
      `node${major}-${process.platform}-${process.arch}/bin/node`,
    ]);
    const program = {
      file,
      versionArgs: ['--version'],
      readVersion: (printed: string) => printed.replace(/^v/, ''),
      args: () => ['--disallow-code-generation-from-strings'],
    };
    const outcome = await runProgram(program, job, bundles);
    if (!outcome.version.startsWith(`${major}.`)) {
      throw new Error(`${file} is Node ${outcome.version}, not ${major}`);
    }
    return outcome;
  };
}
