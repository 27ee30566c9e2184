/** `contentmark catalog sign`: a mark on every record of a catalogue, everything else as it was. */
import { type Command, Option } from 'commander';
import { text } from 'contentmark/content';
import { localSigner, type Signer } from 'contentmark/keys';
import { type ClaimsInput, isContentmarkError, signSync } from 'contentmark/sign';
import { type AtomicFile, createAtomicFile } from './atomic-file.ts';
import { FORMATS } from './catalog/map.ts';
import { type Catalog, type CatalogFlags, openCatalog } from './catalog/open-catalog.ts';
import type { CatalogRecord } from './catalog/records.ts';
import { createJsonReport, createTextReport, type Report } from './catalog/report.ts';
import type { Piece, Problem, Row } from './catalog/row.ts';
import { EXIT } from './failure.ts';
import { readKey } from './key-file.ts';
import { addClaimOptions, type ClaimFlags, readClaims } from './options.ts';
import { addCommand, type Session } from './session.ts';

interface Flags extends CatalogFlags, ClaimFlags {
  readonly out: string;
  readonly key: string;
}

type Claims = Omit<ClaimsInput, 'subject'>;

interface Call {
  readonly input: string;
  readonly flags: Flags;
  readonly session: Session;
}

const EXAMPLE = `
Records that cannot be signed are reported, copied as they are, and make the exit code 1.
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
    .addOption(
      new Option('--format <format>', 'default: what the map or name says').choices(FORMATS),
    );
  addClaimOptions(command)
    .addHelpText('after', EXAMPLE)
    .action((input: string, flags: Flags) => signCatalog(input, flags, session));
}

async function signCatalog(input: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const signer = localSigner(await readKey(io, flags.key));
  const claims = readClaims(flags, undefined);
  // A claim that cannot be signed is the caller's mistake: said once, not for every record.
  signSync(text('trial'), { signer, claims: { ...claims, subject: 'trial' } });
  const catalog = await openCatalog(io, input, flags, 'Signing');
  try {
    await signOpened(catalog, signer, claims, { input, flags, session });
  } finally {
    catalog.close();
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
  const output = await createAtomicFile(flags.out, '--out');
  const counts = { records: 0, signed: 0, broken: 0, skipped: 0 };
  try {
    const mark = createMarker(signer, claims, catalog);
    await markAll(catalog, mark, output, report, counts);
    await output.commit();
  } catch (error) {
    await output.discard();
    throw await report.fail(error);
  }
  session.exit = counts.broken > 0 ? EXIT.findings : EXIT.clean;
  await report.finish(`Signed ${input} into ${flags.out}`, counts, { output: flags.out });
}

/** The bytes to write for a record, or why it stays as it is. */
type Marker = (record: CatalogRecord) => readonly Uint8Array[] | 'skipped' | Problem;

function createMarker(signer: Signer, claims: Claims, { map, marks }: Catalog): Marker {
  const { column } = map.carrier;
  return ({ place, pieces, rows, content, problem }) => {
    if (problem !== undefined) return problem;
    if (content === undefined) return 'skipped';
    // A record has the row that began it.
    const first = rows[0] as Row;
    try {
      const envelope = signSync(content, { signer, claims: { ...claims, subject: place.subject } });
      const value = marks.write(first.read(column), envelope);
      return pieces.map((piece) => {
        if (piece.type !== 'row') return piece.bytes;
        if (piece.row === first) return piece.row.write(value);
        // One mark to a record: an old one on another row would make it ambiguous.
        const isClear = marks.read(piece.row.read(column)).length === 0;
        return piece.row.write(isClear ? undefined : '');
      });
    } catch (error) {
      if (!isContentmarkError(error)) throw error;
      return { reason: 'unsignable', detail: error.message };
    }
  };
}

async function markAll(
  { items }: Catalog,
  mark: Marker,
  output: AtomicFile,
  report: Report,
  counts: { records: number; signed: number; broken: number; skipped: number },
): Promise<void> {
  for await (const batch of items) {
    for (const item of batch) {
      if (item.type === 'gap') {
        await output.write(item.bytes);
        continue;
      }
      counts.records += 1;
      const marked = item.type === 'broken' ? item.problem : mark(item);
      if (marked === 'skipped') {
        counts.skipped += 1;
        for (const bytes of item.pieces.map(copy)) await output.write(bytes);
      } else if ('reason' in marked) {
        counts.broken += 1;
        for (const bytes of item.pieces.map(copy)) await output.write(bytes);
        await report.add({ ...item.place, status: 'broken', ...marked, parts: [] });
      } else {
        counts.signed += 1;
        for (const bytes of marked) await output.write(bytes);
      }
    }
  }
}

/** As it is, but as wide as the header where that has become wider. */
function copy(piece: Piece): Uint8Array {
  return piece.type === 'row' ? piece.row.write(undefined) : piece.bytes;
}
