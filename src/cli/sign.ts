/** `contentmark sign`: signs one content and prints its mark. */

import { type Command, Option } from 'commander';
import { encodeTextForm } from 'contentmark/carrier';
import type { Content } from 'contentmark/content';
import { inspect } from 'contentmark/inspect';
import { localSigner } from 'contentmark/keys';
import { PROFILE_NAMES, type ProfileName } from 'contentmark/records';
import { type Kind, type SoftBinding, sign } from 'contentmark/sign';
import { contentOfFile } from './files/file-content.ts';
import { readKey } from './files/key-file.ts';
import { readInput } from './files/read-input.ts';
import { questionEnvironment } from './terminal/environment-name.ts';
import { addClaimOptions, addKindOption, type ClaimFlags, readClaims } from './terminal/options.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags extends ClaimFlags {
  readonly key: string;
  readonly subject: string;
  readonly profile: ProfileName;
  readonly kind?: Kind;
  readonly mediaType?: string;
  readonly softBindings?: true;
  readonly json?: true;
}

const EXAMPLE = `
The file is signed exactly as it is: a byte order mark or a last line end is content.

Examples:
  $ contentmark sign description.html --profile html --key keys/signing-key.jwk \\
      --subject boots-01 --issuer https://shop.example/ --environment production
  $ printf %s "$TITLE" | contentmark sign - --kind title --key keys/signing-key.jwk …
`;

/** Adds the command. */
export function addSign(parent: Command, session: Session): void {
  const command = addCommand(parent, 'sign')
    .summary('mark one content')
    .description('Sign a file, or stdin for "-", and print the mark in its text form.')
    .argument('<file>', 'the content, or - for stdin')
    .requiredOption('--subject <id>', 'what it is: a handle or SKU that survives a restore')
    .addOption(
      new Option('--profile <profile>', 'what counts as a change')
        .choices(PROFILE_NAMES)
        .default('text'),
    )
    .option(
      '--soft-bindings',
      'let the mark carry a fingerprint of the text or image (docs/registry.md)',
    )
    .option('--media-type <type>', 'media type to name in the mark, with --profile raw');
  addKindOption(addClaimOptions(command))
    .addHelpText('after', EXAMPLE)
    .action((file: string, flags: Flags) => signFile(file, flags, session));
}

async function signFile(file: string, flags: Flags, { io }: Session): Promise<void> {
  const given = { ...readClaims(flags, flags.kind), subject: flags.subject };
  await questionEnvironment(io, flags.environment);
  const key = await readKey(io, flags.key);
  const bytes = await readInput(io, file, 'FILE');
  const content = await contentOfFile(flags.profile, bytes, file, flags.mediaType);
  const bindings = flags.softBindings ? await bindingsOf(content, flags.profile, bytes) : [];
  const claims = { ...given, ...(bindings.length > 0 && { softBindings: bindings }) };
  const envelope = await sign(content, { signer: localSigner(key), claims });
  const textForm = encodeTextForm(envelope);
  if (!flags.json) return printLines(io, [textForm]);
  const inspected = inspect(envelope);
  await printJson(io, {
    envelope: textForm,
    keyId: key.keyId,
    bytes: envelope.length,
    claims: inspected.reason === undefined ? inspected.claims : undefined,
  });
}

/** Of a text its SimHash, of an image what it looks like. */
async function bindingsOf(
  content: Content,
  profile: ProfileName,
  bytes: Uint8Array,
): Promise<readonly SoftBinding[]> {
  const { fingerprintImage, softBindingsOf } = await import('contentmark/registry');
  const image = profile === 'raw' ? await fingerprintImage(bytes) : undefined;
  return softBindingsOf(content, image && [image]);
}
