/** `contentmark keygen`: makes a new signing key and its trust entry. */
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { exportPublicJwk, generateKey, thumbprint, unsafeExportPrivateJwk } from 'contentmark/keys';
import { PURPOSES, type Purpose } from 'contentmark/sign';
import { createTrust } from 'contentmark/verify';
import { createFiles } from './files/new-files.ts';
import { questionEnvironment } from './terminal/environment-name.ts';
import { requireUri } from './terminal/options.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags {
  readonly issuer: string;
  readonly environment: string;
  readonly purpose?: readonly Purpose[];
  readonly out: string;
  readonly json?: true;
}

const EXAMPLE = `
Example:
  $ contentmark keygen --issuer https://shop.example/ --environment production --out keys
`;

/** Adds the command. */
export function addKeygen(parent: Command, session: Session): void {
  addCommand(parent, 'keygen')
    .summary('make a signing key and its trust file')
    .description(
      'Make a signing key (signing-key.jwk, for its owner only) and a trust file (trust.json)\n' +
        'that binds it to one issuer and one environment. The key file says so too, and signing for\n' +
        'another is refused. Nothing is ever overwritten.',
    )
    .requiredOption('--issuer <uri>', 'who vouches: a URI of yours')
    .requiredOption('--environment <name>', 'the environment this key may sign for')
    .addOption(
      new Option(
        '--purpose <purpose...>',
        'what it may sign (default: content); production takes only content',
      ).choices(PURPOSES),
    )
    .requiredOption('--out <dir>', 'directory for the two files; made if missing')
    .addHelpText('after', EXAMPLE)
    .action((flags: Flags) => keygen(flags, session));
}

async function keygen(flags: Flags, { io }: Session): Promise<void> {
  requireUri(flags.issuer, '--issuer');
  await questionEnvironment(io, flags.environment);
  const key = generateKey();
  const entry = {
    publicKey: exportPublicJwk(key),
    issuers: [flags.issuer],
    environments: [flags.environment],
    purposes: [...new Set(flags.purpose ?? (['content'] as const))],
  };
  // Refuses what verification would refuse later, such as fixtures for production.
  createTrust([entry]);
  const { issuers, environments, purposes } = entry;
  const write = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const keyFile = { name: 'signing-key.jwk', mode: 0o600 };
  const trustFile = { name: 'trust.json', mode: 0o644 };
  await createFiles(
    flags.out,
    [
      {
        ...keyFile,
        content: write({
          ...unsafeExportPrivateJwk(key),
          // So that signing with the key of another place is refused where it happens.
          contentmark: { issuers, environments, purposes },
        }),
      },
      { ...trustFile, content: write({ keys: [entry] }) },
    ],
    '--out',
  );
  const files = {
    key: join(flags.out, keyFile.name),
    trust: join(flags.out, trustFile.name),
  };
  // Of 256 bits, where a key id has 64: whoever fetches keys from elsewhere pins them by it.
  const pin = Buffer.from(thumbprint(key.publicKey)).toString('hex');
  if (flags.json) return printJson(io, { keyId: key.keyId, thumbprint: pin, files });
  await printLines(io, [
    `Key ${key.keyId} for ${flags.issuer} in ${flags.environment}`,
    `  ${files.key}  the private key: keep it where content is made, and nowhere else`,
    `  ${files.trust}  give this to whoever checks marks`,
    `  thumbprint ${pin}`,
  ]);
}
