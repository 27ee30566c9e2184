/** `contentmark` for the shell examples of a page. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { builtCommand } from '../fixtures/built-package.ts';

/**
 * Writes the command into a new folder `bin` of a folder.
 * @returns the folder, and a PATH on which it stands first.
 */
export function putCommandOnPath(folder: string): { readonly bin: string; readonly PATH: string } {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const command = join(bin, 'contentmark');
  writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${builtCommand()}' "$@"\n`);
  chmodSync(command, 0o755);
  return { bin, PATH: `${bin}${delimiter}${process.env['PATH']}` };
}
