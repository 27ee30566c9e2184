/** `contentmark recall add`: takes marks back, in the next list of their issuer. */
import { type Command, Option } from 'commander';
import { RECALL_REASONS, type RecallEntryInput, type RecallReason } from 'contentmark/recall';
import { usage } from '../terminal/failure.ts';
import { readTime } from '../terminal/options.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { addListOptions, type ListFlags, signNext } from './sign-next.ts';

interface Flags extends ListFlags {
  readonly id?: readonly string[];
  readonly root?: string;
  readonly keyId?: string;
  readonly ingredient?: string;
  readonly subject?: string;
  readonly subjectPrefix?: string;
  readonly environment?: string;
  readonly issuedFrom?: string;
  readonly issuedUntil?: string;
  readonly reason: RecallReason;
  readonly incident?: string;
}

const EXAMPLE = `
All conditions that are given have to hold. By subject, environment or ingredient only marks that are dated
until now are meant, unless --issued-until says otherwise: what is signed later counts again.

Examples:
  $ contentmark recall add recalls.cose --key recalls/signing-key.jwk --trust trust.json \\
      --id 0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f --reason wrong-content
  $ contentmark recall add recalls.cose --key recalls/signing-key.jwk --trust trust.json \\
      --key-id 21fe31dfa154a261 --reason key-compromise --incident INC-7
`;

/** Adds the command. */
export function addRecallAdd(parent: Command, session: Session): void {
  const command = addCommand(parent, 'add')
    .summary('take marks back')
    .description(
      'Take marks back: sign the next list, with one entry more, and put it in its place.',
    )
    .argument('<list>', 'the recall list; made where there is none');
  addListOptions(command)
    .option('--id <uuid...>', 'these marks, by the id that inspect shows')
    .option('--root <hex>', 'every item of this batch, by the root that inspect shows')
    .option('--key-id <hex>', 'every mark of this key, and of its batches')
    .option('--ingredient <hex>', 'every mark that was made from the statement of this digest')
    .option('--subject <name>', 'every mark of this product')
    .option('--subject-prefix <text>', 'every mark of products whose names begin so')
    .option('--environment <name>', 'every mark that was made for it')
    .option('--issued-from <time>', 'only marks dated then or later: Unix seconds or ISO 8601')
    .option('--issued-until <time>', 'only marks dated then or earlier')
    .addOption(
      new Option('--reason <reason>', 'why').choices(RECALL_REASONS).default('unspecified'),
    )
    .option('--incident <name>', 'the incident it belongs to')
    .addHelpText('after', EXAMPLE)
    .action((list: string, flags: Flags) => signNext(list, flags, [readEntry(flags)], session));
}

function readEntry(flags: Flags): RecallEntryInput {
  const { id, root, keyId, ingredient, subject, subjectPrefix, environment, incident } = flags;
  const { issuedFrom, issuedUntil, reason } = flags;
  const names = [id, root, keyId, ingredient, subject, subjectPrefix, environment];
  if (names.every((value) => value === undefined)) {
    throw usage('say which marks: by --id, --root, --key-id, --ingredient, --subject, …', '--id');
  }
  // What is found by its own number stays recalled whatever date it states; a product is signed again.
  const isOpen = id === undefined && root === undefined && keyId === undefined;
  const until =
    issuedUntil === undefined
      ? isOpen && Math.floor(Date.now() / 1000)
      : readTime(issuedUntil, '--issued-until');
  return {
    ...(id !== undefined && { ids: id }),
    ...(root !== undefined && { root: readDigest(root, '--root') }),
    ...(keyId !== undefined && { keyId }),
    ...(ingredient !== undefined && { ingredient: readDigest(ingredient, '--ingredient') }),
    ...(subject !== undefined && { subject }),
    ...(subjectPrefix !== undefined && { subjectPrefix }),
    ...(environment !== undefined && { environment }),
    ...(issuedFrom !== undefined && { issuedFrom: readTime(issuedFrom, '--issued-from') }),
    ...(until !== false && { issuedUntil: until }),
    ...(incident !== undefined && { incident }),
    reason,
  };
}

function readDigest(value: string, argument: string): Uint8Array {
  if (/^[0-9a-f]{64}$/.test(value)) return new Uint8Array(Buffer.from(value, 'hex'));
  throw usage(`${argument} expected 64 hexadecimal digits in lower case`, argument);
}
