/** `contentmark keygen`: makes a new signing key and its trust entry. */
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import {
  exportPublicJwk,
  generateKey,
  type PublicJwk,
  thumbprint,
  unsafeExportPrivateJwk,
} from 'contentmark/keys';
import { PURPOSES, type Purpose } from 'contentmark/sign';
import { createTrust } from 'contentmark/verify';
import { createFiles } from './files/new-files.ts';
import { questionEnvironment } from './terminal/environment-name.ts';
import { usage } from './terminal/failure.ts';
import type { Io } from './terminal/io.ts';
import { requireUri } from './terminal/options.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags {
  readonly issuer?: string;
  readonly environment?: string;
  readonly solution?: string;
  readonly recall?: true;
  readonly purpose?: readonly Purpose[];
  readonly out: string;
  readonly json?: true;
}

const EXAMPLE = `
With --recall it makes a key of recall lists, which signs no content (docs/recall.md).
With --solution it makes a key of attestations, which signs no content (docs/attestation.md).

Examples:
  $ contentmark keygen --issuer https://shop.example/ --environment production --out keys
  $ contentmark keygen --recall --issuer https://shop.example/ --environment production --out recalls
  $ contentmark keygen --solution https://shop.example/release-gate --out attestations
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
    .option('--issuer <uri>', 'who vouches: a URI of yours')
    .option('--environment <name>', 'the environment this key may sign for')
    .addOption(
      new Option(
        '--purpose <purpose...>',
        'what it may sign (default: content); production takes only content',
      ).choices(PURPOSES),
    )
    .option('--recall', 'a key of recall lists for them, and of no marks')
    .option('--solution <uri>', 'instead of these: who detects or scans, a URI of yours')
    .requiredOption('--out <dir>', 'directory for the two files; made if missing')
    .addHelpText('after', EXAMPLE)
    .action((flags: Flags) => keygen(flags, session));
}

async function keygen(flags: Flags, { io }: Session): Promise<void> {
  const key = generateKey();
  const made = await describeKey(io, flags, exportPublicJwk(key));
  const write = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
  const keyFile = { name: 'signing-key.jwk', mode: 0o600 };
  const trustFile = { name: 'trust.json', mode: 0o644 };
  await createFiles(
    flags.out,
    [
      { ...keyFile, content: write({ ...unsafeExportPrivateJwk(key), ...made.bindings }) },
      { ...trustFile, content: write({ keys: [made.entry] }) },
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
    `Key ${key.keyId} for ${made.what}`,
    `  ${files.key}  the private key: keep it where ${made.place}, and nowhere else`,
    `  ${files.trust}  give this to whoever checks ${made.checks}`,
    `  thumbprint ${pin}`,
  ]);
}

/** What a key is for, in its files and in words. */
interface KeyUse {
  /** Of the trust file. */
  readonly entry: object;
  /** Members of the private key's file beside the key. */
  readonly bindings: object;
  readonly what: string;
  readonly place: string;
  readonly checks: string;
}

async function describeKey(io: Io, flags: Flags, publicKey: PublicJwk): Promise<KeyUse> {
  const { issuer, environment, purpose, solution } = flags;
  if (solution !== undefined) {
    for (const name of ['issuer', 'environment', 'purpose', 'recall'] as const) {
      if (flags[name] === undefined) continue;
      throw usage(
        `--${name} is for keys that sign content, and --solution for others`,
        `--${name}`,
      );
    }
    requireUri(solution, '--solution');
    return {
      entry: { publicKey, solutions: [solution] },
      bindings: {},
      what: `attestations of ${solution}`,
      place: 'the scan or the server runs',
      checks: 'attestations',
    };
  }
  if (issuer === undefined) throw usage('--issuer is missing, or --solution', '--issuer');
  if (environment === undefined) throw usage('--environment is missing', '--environment');
  requireUri(issuer, '--issuer');
  await questionEnvironment(io, environment);
  const [issuers, environments] = [[issuer], [environment]];
  if (flags.recall) {
    if (purpose !== undefined)
      throw usage('--purpose is for keys that sign content, and --recall for others', '--purpose');
    return {
      entry: { publicKey, issuers, environments, recall: true },
      bindings: {},
      what: `recall lists of ${issuer} in ${environment}`,
      place: 'recalls are signed',
      checks: 'marks, beside the keys that sign them',
    };
  }
  const purposes = [...new Set(purpose ?? (['content'] as const))];
  const entry = { publicKey, issuers, environments, purposes };
  // Refuses what verification would refuse later, such as fixtures for production.
  createTrust([entry]);
  return {
    entry,
    // So that signing with the key of another place is refused where it happens.
    bindings: { contentmark: { issuers, environments, purposes } },
    what: `${issuer} in ${environment}`,
    place: 'content is made',
    checks: 'marks',
  };
}
