#!/usr/bin/env node
/**
 * The executable: calls `run` with the streams of the process, and ends the process with its exit
 * code.
 */
import { run } from './run.ts';

let failure: NodeJS.ErrnoException | undefined;

for (const stream of [process.stdout, process.stderr]) {
  // A reader that has seen enough (`| head`) is no failure: the work goes on, unheard.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') failure ??= error;
  });
}

const exitCode = await run(process.argv.slice(2), {
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
});
if (failure !== undefined) {
  // What was printed did not arrive whole: no other code may hide that.
  process.stderr.write(`contentmark: output could not be written: ${failure.message}\n`);
}
process.exitCode = failure === undefined ? exitCode : 70;
