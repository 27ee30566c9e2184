/** `contentmark catalog sign`: a mark on every record of a catalogue, everything else as it was. */
import { type Command, Option } from 'commander';
import { text } from 'contentmark/content';
import { localSigner, type Signer } from 'contentmark/keys';
import {
  bytesOf,
  FORMATS,
  type Item,
  type Problem,
  type Row,
  type TextDocument,
} from 'contentmark/records';
import { type ClaimsInput, isContentmarkError, signSync } from 'contentmark/sign';
import { type Catalog, type CatalogFlags, openCatalog } from './catalog/open-catalog.ts';
import { createJsonReport, createTextReport, describeFile, type Report } from './catalog/report.ts';
import {
  createBatchSigner,
  createSingleSigner,
  type RecordSigner,
  type Signable,
} from './catalog/sign-records.ts';
import { type AtomicFile, createAtomicFile, gzipInto } from './files/atomic-file.ts';
import { readKey } from './files/key-file.ts';
import { questionEnvironment } from './terminal/environment-name.ts';
import { EXIT, usage } from './terminal/failure.ts';
import { addClaimOptions, type ClaimFlags, readClaims } from './terminal/options.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags extends CatalogFlags, ClaimFlags {
  readonly out: string;
  readonly key: string;
  readonly batch?: number;
}

type Claims = Omit<ClaimsInput, 'subject'>;

interface Call {
  readonly input: string;
  readonly flags: Flags;
  readonly session: Session;
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
    .argument('<input>', 'CSV, JSON (one array) or JSONL, or - for stdin')
    .requiredOption('--map <map>', 'shopify, magento, eshop, or a JSON file (docs/catalog-maps.md)')
    .requiredOption('--out <file>', 'the marked catalogue')
    .option('--batch <n>', 'records under one signature (default: 1)', readBatchSize)
    .option('--require-parts', 'refuse a file without a column for each part of the map')
    .addOption(
      new Option('--format <format>', 'default: what the map or name says').choices(FORMATS),
    );
  addClaimOptions(command)
    .addHelpText('after', EXAMPLE)
    .action((input: string, flags: Flags) => signCatalog(input, flags, session));
}

/** As many as anybody's key service need be spared: more would only be held in memory. */
const MAX_BATCH = 65_536;

function readBatchSize(value: string): number {
  const size = Number(value);
  if (Number.isInteger(size) && size >= 1 && size <= MAX_BATCH) return size;
  throw usage(`--batch "${value}" expects a whole number of 1 to ${MAX_BATCH}`, '--batch');
}

async function signCatalog(input: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  await questionEnvironment(io, flags.environment);
  const signer = localSigner(await readKey(io, flags.key));
  const claims = readClaims(flags, undefined);
  // A claim that cannot be signed is the caller's mistake: said once, not for every record.
  signSync(text('trial'), { signer, claims: { ...claims, subject: 'trial' } });
  const catalog = await openCatalog(io, input, flags, 'Signing');
  try {
    await signOpened(catalog, signer, claims, { input, flags, session });
  } finally {
    await catalog.close();
  }
}

async function signOpened(
  catalog: Catalog,
  signer: Signer,
  given: Claims,
  { input, flags, session }: Call,
): Promise<void> {
  const { io } = session;
  const { kind } = catalog.map;
  const claims = { ...given, ...(kind !== undefined && { kind }) };
  const report = flags.json === true ? createJsonReport(io) : createTextReport(io);
  if (catalog.document.isMember) {
    throw usage(`${input} is an archive, and only a file by itself is marked; unpack it`, 'INPUT');
  }
  const output = encodeInto(
    await createAtomicFile(flags.out, '--out'),
    catalog.document,
    flags.out,
  );
  const counts = { records: 0, signed: 0, broken: 0, skipped: 0 };
  try {
    const { batch = 1 } = flags;
    const sign = batch > 1 ? createBatchSigner(signer, claims) : createSingleSigner(signer, claims);
    await markAll(catalog, sign, batch, output, report, counts);
    await output.commit();
  } catch (error) {
    await output.discard();
    throw await report.fail(error);
  }
  session.exit = counts.broken > 0 ? EXIT.findings : EXIT.clean;
  await report.finish(`Signed ${input} into ${flags.out}`, counts, {
    output: flags.out,
    ...describeFile(catalog),
  });
}

/** Writes text in the encoding of the input, and packed where the name of the output says so. */
function encodeInto(file: AtomicFile, { encoding }: TextDocument, out: string): AtomicFile {
  const encode = (bytes: Uint8Array): Uint8Array => encoding.encode(bytes);
  const plain = { ...file, write: (bytes: Uint8Array) => file.write(encode(bytes)) };
  return /\.gz$/i.test(out) ? gzipInto(plain) : plain;
}

/** Records under one signature are held until it is made, but no more of the file than this. */
const MAX_HELD_BYTES = 64 * 1024 * 1024;

/** Collects records until there are enough to sign, and writes everything in its order. */
async function markAll(
  catalog: Catalog,
  sign: RecordSigner,
  batchSize: number,
  output: AtomicFile,
  report: Report,
  counts: { records: number; signed: number; broken: number; skipped: number },
): Promise<void> {
  let held: Item[] = [];
  let heldBytes = 0;
  let waiting = 0;
  const flush = async (): Promise<void> => {
    const envelopes = await sign(held.filter(isSignable));
    let next = 0;
    for (const item of held) {
      if (item.type === 'gap') {
        await output.write(item.bytes);
        continue;
      }
      counts.records += 1;
      const made = isSignable(item) ? envelopes[next++] : item.problem;
      const written = made instanceof Uint8Array ? mark(item as Signable, made, catalog) : made;
      if (Array.isArray(written)) counts.signed += 1;
      else if (written === undefined) counts.skipped += 1;
      else {
        counts.broken += 1;
        await report.add({ ...item.place, status: 'broken', ...(written as Problem), parts: [] });
      }
      for (const bytes of Array.isArray(written) ? written : item.pieces.map(bytesOf))
        await output.write(bytes);
    }
    held = [];
    heldBytes = 0;
    waiting = 0;
  };
  for await (const items of catalog.items) {
    for (const item of items) {
      held.push(item);
      heldBytes += sizeOf(item);
      if (isSignable(item)) waiting += 1;
      if (waiting >= batchSize || heldBytes > MAX_HELD_BYTES) await flush();
    }
    // Nothing waits for a signature, so nothing need be held.
    if (waiting === 0) await flush();
  }
  await flush();
}

function isSignable(item: Item): item is Signable {
  return item.type === 'record' && item.problem === undefined && item.content !== undefined;
}

/** The bytes of a record with its mark, or why it cannot carry one. */
function mark(
  { rows, pieces }: Signable,
  envelope: Uint8Array,
  { map, marks }: Catalog,
): readonly Uint8Array[] | Problem {
  const { column } = map.carrier;
  // A record has the row that began it.
  const first = rows[0] as Row;
  if (first.write === undefined) return { reason: 'unsignable', detail: NO_PLACE };
  try {
    const value = marks.write(first.read(column), envelope);
    return pieces.map((piece) => {
      if (piece.type !== 'row') return piece.bytes;
      if (piece.row.write === undefined) return piece.row.bytes;
      if (piece.row === first) return piece.row.write(value);
      // One mark to a record: an old one on another row would make it ambiguous.
      const isClear = marks.read(piece.row.read(column)).length === 0;
      return piece.row.write(isClear ? undefined : '');
    });
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    return { reason: 'unsignable', detail: error.message };
  }
}

const NO_PLACE = 'this format has no place for a mark; export the records as CSV or JSON';

function sizeOf(item: Item): number {
  if (item.type === 'gap') return item.bytes.length;
  let size = 0;
  for (const piece of item.pieces)
    size += piece.type === 'row' ? piece.row.bytes.length : piece.bytes.length;
  return size;
}
