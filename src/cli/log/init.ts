/** `contentmark log init`: a new log in a folder, and its key. */
import { basename, dirname } from 'node:path';
import type { Command } from 'commander';
import { createAuditLog, openFileLogStore } from 'contentmark/audit';
import { generateKey, localSigner, unsafeExportPrivateJwk } from 'contentmark/keys';
import { createFiles } from '../files/new-files.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { LOG_ARGUMENT } from './log-folder.ts';

interface Flags {
  readonly key: string;
  readonly origin: string;
  readonly json?: true;
}

const EXAMPLE = `
Keep the printed key where whoever checks the log finds it, and the private key out of the folder: that may be published.

Example:
  $ contentmark log init audit --origin shop.example/audit --key keys/audit-key.jwk
`;

/** Adds the command. */
export function addLogInit(parent: Command, session: Session): void {
  addCommand(parent, 'init')
    .summary('make a new log and its key')
    .description('Make a new log and its key, for its owner only. Nothing is ever overwritten.')
    .argument(...LOG_ARGUMENT)
    .requiredOption('--origin <name>', 'names the log: an address of yours without its scheme')
    .requiredOption('--key <file>', 'where the private key of the log is put')
    .addHelpText('after', EXAMPLE)
    .action((folder: string, flags: Flags) => init(folder, flags, session));
}

async function init(folder: string, flags: Flags, { io }: Session): Promise<void> {
  const key = generateKey();
  const content = `${JSON.stringify(unsafeExportPrivateJwk(key), null, 2)}\n`;
  const store = await openFileLogStore(folder, { mode: 'write' });
  let isMade = false;
  try {
    // The key first: a log whose key is nowhere could never be written to.
    const file = { name: basename(flags.key), mode: 0o600, content };
    await createFiles(dirname(flags.key), [file], '--key');
    const log = await createAuditLog({ store, signer: localSigner(key), origin: flags.origin });
    isMade = true;
    await log.close();
    if (flags.json) return printJson(io, { log: folder, key: log.key, keyFile: flags.key });
    await printLines(io, [
      `Log ${flags.origin} in ${folder}`,
      `  ${flags.key}  the private key: whoever has it can write other logs of this name`,
      `  key ${log.key}`,
    ]);
  } finally {
    if (!isMade) await store.close();
  }
}
