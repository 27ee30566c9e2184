/**
 * `contentmark digest`: prints the SHA-256 of a content's canonical form, for verifiers that cannot
 * compute that form themselves (examples/magento has one, in PHP, without an HTML parser).
 */

import { createHash } from 'node:crypto';
import { type Command, Option } from 'commander';
import { PROFILES } from 'contentmark/content';
import { PROFILE_NAMES, type ProfileName } from 'contentmark/records';
import { printable } from '../printable.ts';
import { shownFile } from './files/file-content.ts';
import { readInput } from './files/read-input.ts';
import { EXIT } from './terminal/failure.ts';
import { printJson, printLines, warn } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags {
  readonly profile: ProfileName;
  readonly json?: true;
}

const EXAMPLE = `
A digest says nothing about a mark; it is one half of what verify compares.
Exit codes: 0 there is one, 1 the content has no canonical form under the profile.

Example:
  $ contentmark digest description.html --profile html
`;

/** Adds the command. */
export function addDigest(parent: Command, session: Session): void {
  addCommand(parent, 'digest')
    .summary('the SHA-256 of a content in its canonical form')
    .description('Print the SHA-256 of the canonical form of a file, or of stdin for "-".')
    .argument('<file>', 'the content, or - for stdin')
    .addOption(
      new Option('--profile <profile>', 'the profile it is signed with')
        .choices(PROFILE_NAMES)
        .default('text'),
    )
    .addHelpText('after', EXAMPLE)
    .action((file: string, flags: Flags) => printDigest(file, flags, session));
}

async function printDigest(file: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const content = await shownFile(flags.profile, await readInput(io, file, 'FILE'));
  const profile = PROFILES[content.profile];
  const { form, problem } = content.canonicalize();
  if (problem !== undefined) {
    session.exit = EXIT.findings;
    if (flags.json) return printJson(io, { profile, problem });
    return warn(io, `no canonical form: ${printable(problem)}`);
  }
  const sha256 = createHash('sha256').update(form).digest('hex');
  return flags.json ? printJson(io, { profile, sha256 }) : printLines(io, [sha256]);
}
