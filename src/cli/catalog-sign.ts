/**
 * `contentmark catalog sign`: puts a mark on every record of a catalogue and changes nothing else.
 */
import { type Command, Option } from 'commander';
import { MAX_BATCH } from 'contentmark/catalog';
import { text } from 'contentmark/content';
import { inspect } from 'contentmark/inspect';
import { localSigner } from 'contentmark/keys';
import { FORMATS } from 'contentmark/records';
import type { RegistryEntry } from 'contentmark/registry';
import { signSync } from 'contentmark/sign';
import { type CatalogFlags, openInput } from './catalog/open-catalog.ts';
import { type OnSigned, signOpened } from './catalog/sign-opened.ts';
import { readKey } from './files/key-file.ts';
import { withRegistry } from './files/registry-file.ts';
import { questionEnvironment } from './terminal/environment-name.ts';
import { usage } from './terminal/failure.ts';
import { addClaimOptions, type ClaimFlags, readClaims, readTime } from './terminal/options.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags extends CatalogFlags, ClaimFlags {
  readonly out: string;
  readonly key: string;
  readonly batch?: number;
  readonly softBindings?: true;
  readonly registry?: string;
  readonly keepUntil?: string;
}

const EXAMPLE = `
With --batch 4096 a key service signs once for 4,096 records, and each mark carries its way to
that signature: 350 to 500 bytes more. Records that cannot be signed are reported, copied as they are, and make the exit code 1.
OUTPUT appears whole or not at all, and may be INPUT. Marks that are there are replaced.

Examples:
  $ contentmark catalog sign products.csv --map shopify --out signed.csv \\
      --key keys/signing-key.jwk --issuer https://shop.example/ --environment production
  $ contentmark catalog sign feed.jsonl --map my-map.json --out feed.jsonl …
`;

/** Adds the command. */
export function addCatalogSign(parent: Command, session: Session): void {
  const command = addCommand(parent, 'sign')
    .summary('mark every record of a catalogue')
    .description('Mark every record of a catalogue. No other byte of it changes.')
    .argument('<input>', 'CSV, TSV, JSON, JSONL or a SQL dump, or - for stdin')
    .requiredOption('--map <map>', 'shopify, magento, eshop, or a JSON file (docs/catalog-maps.md)')
    .requiredOption('--out <file>', 'the marked catalogue')
    .option('--batch <n>', 'records under one signature (default: 1)', readBatchSize)
    .option('--require-parts', 'refuse a file without a column for each part of the map')
    .option('--soft-bindings', 'let marks carry fingerprints of their texts (docs/registry.md)')
    .option('--registry <file>', 'remember what is signed by its fingerprints (docs/registry.md)')
    .option('--keep-until <time>', 'with --registry: how long; Unix seconds or ISO 8601')
    .addOption(
      new Option('--format <format>', 'default: what the map or name says').choices(FORMATS),
    );
  addClaimOptions(command)
    .addHelpText('after', EXAMPLE)
    .action((input: string, flags: Flags) => signFile(input, flags, session));
}

function readBatchSize(value: string): number {
  const size = Number(value);
  if (Number.isInteger(size) && size >= 1 && size <= MAX_BATCH) return size;
  throw usage(`--batch "${value}" expects a whole number of 1 to ${MAX_BATCH}`, '--batch');
}

/** Entries that wait to be written together. */
const ENTRIES_AT_ONCE = 10_000;

function readKeepUntil({ registry, keepUntil }: Flags): number {
  if ((registry === undefined) !== (keepUntil === undefined)) {
    const missing = registry === undefined ? '--registry' : '--keep-until';
    throw usage(`--registry and --keep-until go together; add ${missing}`, missing);
  }
  return keepUntil === undefined ? 0 : readTime(keepUntil, '--keep-until');
}

async function signFile(input: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  await questionEnvironment(io, flags.environment);
  const signer = localSigner(await readKey(io, flags.key));
  const claims = readClaims(flags, undefined);
  // A claim that cannot be signed is the caller's mistake: said once, not for every record.
  signSync(text('trial'), { signer, claims: { ...claims, subject: 'trial' } });
  const keepUntil = readKeepUntil(flags);
  const opened = await openInput(io, input, flags, 'Signing');
  try {
    const bindingsOf = flags.softBindings && (await import('contentmark/registry')).softBindingsOf;
    const sign = (onSigned?: OnSigned) =>
      signOpened(opened, signer, claims, {
        ...flags,
        input,
        session,
        ...(bindingsOf && { bindingsOf: (content) => bindingsOf(content) }),
        ...(onSigned && { onSigned }),
      });
    if (flags.registry === undefined) return await sign();
    const { entriesOf } = await import('contentmark/registry');
    await withRegistry(flags.registry, 'write', async (registry) => {
      let entries: RegistryEntry[] = [];
      await sign(async ({ content, envelope }) => {
        const marked = inspect(envelope);
        if (marked.reason !== undefined) return;
        entries.push(...entriesOf(content, { id: marked.claims.id, keepUntil }));
        // Each call waits for the disk, so not one for each record.
        if (entries.length < ENTRIES_AT_ONCE) return;
        await registry.add(entries);
        entries = [];
      });
      await registry.add(entries);
    });
  } finally {
    await opened.catalog.close();
  }
}
