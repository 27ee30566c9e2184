/** `contentmark` for the shell examples of a page. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Writes the command, run from the sources, into a new folder `bin` of a folder.
 * @returns the folder, and a PATH on which it stands first.
 */
export function putCommandOnPath(folder: string): { readonly bin: string; readonly PATH: string } {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const command = join(bin, 'contentmark');
  const tsx = join(root, 'node_modules', '.bin', 'tsx');
  const main = join(root, 'src/cli/bin.ts');
  writeFileSync(
    command,
    `#!/bin/sh\nexec '${tsx}' --tsconfig '${root}/tsconfig.json' '${main}' "$@"\n`,
  );
  chmodSync(command, 0o755);
  return { bin, PATH: `${bin}${delimiter}${process.env['PATH']}` };
}
