/**
 * Reads the options of `contentmark serve`, and the files they name, into the options of the API.
 */
import type { Command } from 'commander';
import type { PublishedKey, VerificationApiOptions } from 'contentmark/http';
import { importPublicKey, localSigner } from 'contentmark/keys';
import { readKey } from './files/key-file.ts';
import { readLastingOptions, type VerifierFlags } from './files/open-verifier.ts';
import { RECALL_OPTION } from './files/recall-file.ts';
import { readRulesFile } from './files/rules-file.ts';
import { readTrustFile } from './files/trust-file.ts';
import { usage } from './terminal/failure.ts';
import type { Io } from './terminal/io.ts';
import { requireUri } from './terminal/options.ts';

/** As commander gives them. */
export interface ServeFlags extends VerifierFlags {
  readonly host: string;
  readonly port: string;
  readonly publish?: string;
  readonly registry?: string;
  readonly rules?: string;
  readonly attestationKey?: string;
  readonly solution?: string;
  readonly rateLimit: string;
  readonly trustedProxies: string;
  readonly cors?: readonly string[];
  readonly inspector: boolean;
  readonly metrics: boolean;
  readonly accessLog?: true;
  readonly json?: true;
}

/** Adds them. */
export function addServeOptions(command: Command): Command {
  return command
    .requiredOption('--trust <file>', 'whom to believe, as keygen writes it')
    .requiredOption('--environment <name>', 'where what is checked is shown')
    .option('--audience <name>', 'the shop or tenant that shows it')
    .option(RECALL_OPTION[0], `${RECALL_OPTION[1]}; read once, at the start`)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 for a free one', '8080')
    .option('--publish <file>', 'a trust file whose public keys /.well-known lists')
    .option(
      '--registry <file>',
      'what /v1/detect asks about texts without a mark; read at the start',
    )
    .option('--rules <file>', 'markers of your own for /v1/detect, as rules test takes them')
    .option(
      '--attestation-key <file>',
      'private key of detection attestations: a JWK, or a PKCS#8 PEM',
    )
    .option('--solution <uri>', 'who runs this server: a URI of yours, for attestations')
    .option('--rate-limit <requests>', 'a minute for each client; 0 for no limit', '600')
    .option('--trusted-proxies <number>', 'proxies of yours in front of it', '0')
    .option('--cors <origin...>', 'origins whose pages may read answers, or "*"')
    .option('--no-inspector', 'without the page')
    .option('--no-metrics', 'without /metrics')
    .option('--access-log', 'one line of JSON for each request, on stderr');
}

/** What the command serves with. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly api: VerificationApiOptions;
  /** A minute for each client; 0 for no limit. */
  readonly requests: number;
  readonly trustedProxies: number;
  /** Keeps the recall up to date with its list, from now on. */
  readonly follow: () => void;
}

/** Reads them, and the files that they name. */
export async function readServeOptions(
  io: Io,
  flags: ServeFlags,
  version: string,
): Promise<ServeOptions> {
  const { cors, rules } = flags;
  const own = rules === undefined ? [] : await readRulesFile(io, rules, '--rules');
  const attestations = await readAttestations(io, flags, version);
  const { options: checks, follow } = await readLastingOptions(flags);
  const { trust, environment } = checks;
  // Such a server would refuse every mark, and look like one that works.
  if (!trust.environments.includes(environment))
    throw usage(
      `${flags.trust} has no key for environment ${environment}, only for ${trust.environments.join(', ')}`,
      '--environment',
    );
  return {
    host: flags.host,
    port: readWhole(flags.port, '--port', 65_535),
    requests: readWhole(flags.rateLimit, '--rate-limit', 1_000_000_000),
    follow,
    trustedProxies: readWhole(flags.trustedProxies, '--trusted-proxies', 16),
    api: {
      ...checks,
      ...(flags.publish !== undefined && { publishedKeys: await readPublished(flags.publish) }),
      markers: own.map(({ marker }) => marker),
      ...(attestations !== undefined && { attestations }),
      ...(cors !== undefined && { corsOrigins: cors.includes('*') ? '*' : cors }),
    },
  };
}

async function readAttestations(
  io: Io,
  { attestationKey, solution }: ServeFlags,
  version: string,
): Promise<VerificationApiOptions['attestations']> {
  if (attestationKey === undefined && solution === undefined) return undefined;
  if (attestationKey === undefined || solution === undefined)
    throw usage('--attestation-key and --solution go together', '--attestation-key');
  requireUri(solution, '--solution');
  const signer = localSigner(await readKey(io, attestationKey, '--attestation-key'));
  return { signer, solution, software: { name: 'contentmark', version } };
}

/**
 * Reads public keys and when they were revoked from a trust file; its bindings are not published.
 */
async function readPublished(file: string): Promise<readonly PublishedKey[]> {
  const { entries } = await readTrustFile(file, '--publish');
  return entries.map(({ publicKey, revokedAt }) => ({
    publicKey: importPublicKey(publicKey),
    ...(revokedAt !== undefined && { revokedAt }),
  }));
}

function readWhole(value: string, argument: string, max: number): number {
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number <= max) return number;
  throw usage(`${argument} expected a whole number from 0 to ${max}, got "${value}"`, argument);
}
