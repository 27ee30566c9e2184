/** `contentmark canary make`: plants marks of purpose canary in a seed set, to be found wherever they turn up. */
import { type Command, Option } from 'commander';
import { isContentmarkError } from 'contentmark';
import { text } from 'contentmark/content';
import { localSigner, type Signer } from 'contentmark/keys';
import { FORMATS, type Format } from 'contentmark/records';
import { type ClaimsInput, signSync } from 'contentmark/sign';
import { readSeedList, writeSeedMarks } from './canary/seed-list.ts';
import { requireTellable, writeSeedRules } from './canary/seed-rules.ts';
import { openInput } from './catalog/open-catalog.ts';
import { signOpened } from './catalog/sign-opened.ts';
import { readKey } from './files/key-file.ts';
import { questionEnvironment } from './terminal/environment-name.ts';
import { usage } from './terminal/failure.ts';
import { addSigningOptions, type ClaimFlags, readClaims } from './terminal/options.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags extends Omit<ClaimFlags, 'purpose'> {
  readonly seedSet: string;
  readonly out: string;
  readonly key: string;
  readonly map?: string;
  readonly rules?: string;
  readonly format?: Format;
  readonly json?: true;
}

/** With what marks are made. */
interface Signing {
  readonly signer: Signer;
  readonly claims: Omit<ClaimsInput, 'subject'>;
}

const EXAMPLE = `
With --map INPUT is a catalogue, and each of its records is marked in OUTPUT. Without it INPUT is a list of
seeds, one a line (SKUs, e-mail addresses, accounts), and OUTPUT is CSV with a mark for each: put it into a
field that travels with the seed, such as a note. scan, guard import, guard render and POST /v1/detect block a
canary wherever it stands, whoever signed it, and name the seed set.

A mark that is stripped is found no more. --rules writes a list of the seeds themselves, which scan, guard import
and serve take, and which finds them without their marks.

Examples:
  $ contentmark keygen --issuer https://shop.example/ --environment staging --purpose canary --out keys
  $ contentmark canary make staging.csv --map shopify --seed-set staging-2026 --out seeded.csv \\
      --key keys/signing-key.jwk --issuer https://shop.example/ --environment staging
  $ contentmark canary make seeds.txt --seed-set crm-seeds --out seeds.csv --rules seeds.json …
`;

/** Adds the command. */
export function addCanaryMake(parent: Command, session: Session): void {
  const command = addCommand(parent, 'make')
    .summary('plant canaries in a seed set')
    .description('Plant a mark of purpose canary in every record of a seed set.')
    .argument('<input>', 'a catalogue, or a list of seeds; - for stdin')
    .requiredOption('--seed-set <name>', 'what its findings call it: letters, digits and ._-')
    .requiredOption('--out <file>', 'the marked catalogue, or CSV of seeds and marks')
    .option('--map <map>', 'INPUT is a catalogue: a name or a JSON file (docs/catalog-maps.md)')
    .option('--rules <file>', 'write rules that find the seeds by their own names')
    .addOption(
      new Option('--format <format>', 'with --map; default: what the map or name says').choices(
        FORMATS,
      ),
    );
  addSigningOptions(command)
    .addHelpText('after', EXAMPLE)
    .action((input: string, flags: Flags) => makeCanaries(input, flags, session));
}

async function makeCanaries(input: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(flags.seedSet)) {
    throw usage('--seed-set expected 1 to 64 letters, digits and ._-', '--seed-set');
  }
  await questionEnvironment(io, flags.environment);
  const { SEED_SET } = await import('contentmark/detect');
  const claims: Signing['claims'] = {
    ...readClaims(flags, undefined),
    purpose: 'canary',
    extensions: { [SEED_SET]: flags.seedSet },
  };
  const signer = localSigner(await readKey(io, flags.key));
  requireSignable({ signer, claims }, flags.environment);
  const { map } = flags;
  const seeds =
    map === undefined
      ? await markList(input, flags, session, { signer, claims })
      : await markCatalog(input, { ...flags, map }, session, { signer, claims });
  if (flags.rules !== undefined) await writeSeedRules(flags.rules, flags.seedSet, seeds);
}

/** A claim that cannot be signed is the caller's mistake: said once, before anything is written. */
function requireSignable({ signer, claims }: Signing, environment: string): void {
  try {
    signSync(text('trial'), { signer, claims: { ...claims, subject: 'trial' } });
  } catch (error) {
    if (!isContentmarkError(error) || error.argument !== 'claims.purpose') throw error;
    throw usage(
      `--environment ${environment} takes no canary: only content may be there`,
      '--environment',
    );
  }
}

async function markList(
  input: string,
  { out, rules, seedSet, json }: Flags,
  { io }: Session,
  { signer, claims }: Signing,
): Promise<readonly string[]> {
  const seeds = await readSeedList(io, input);
  if (rules !== undefined) requireTellable(seeds);
  await writeSeedMarks(out, seeds, signer, claims);
  if (json) await printJson(io, { output: out, seedSet, seeds: seeds.length });
  else await printLines(io, [`Marked ${seeds.length} seeds of ${seedSet} into ${out}`]);
  return seeds;
}

async function markCatalog(
  input: string,
  flags: Flags & { readonly map: string },
  session: Session,
  { signer, claims }: Signing,
): Promise<readonly string[]> {
  const opened = await openInput(session.io, input, flags, 'Planting');
  const seeds = new Set<string>();
  try {
    await signOpened(opened, signer, claims, {
      ...flags,
      input,
      session,
      async onSigned({ place: { subject } }) {
        if (subject === undefined) return;
        // Thrown here, nothing is written at all.
        if (flags.rules !== undefined) requireTellable([subject]);
        seeds.add(subject);
      },
    });
  } finally {
    await opened.catalog.close();
  }
  return [...seeds];
}
