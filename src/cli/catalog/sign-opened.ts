/** Signs an opened catalogue into a file: what `catalog sign` and `canary make` have in common. */
import { type SignCatalogOptions, type SignedPiece, signCatalog } from 'contentmark/catalog';
import type { Signer } from 'contentmark/keys';
import type { ClaimsInput } from 'contentmark/sign';
import { type AtomicFile, createAtomicFile, gzipInto } from '../files/atomic-file.ts';
import { EXIT } from '../terminal/failure.ts';
import type { Session } from '../terminal/session.ts';
import { inWords, type OpenedCatalog } from './open-catalog.ts';
import { createCatalogReport, describeFile, factsInWords } from './report.ts';

/** Told each record that was signed. */
export type OnSigned = (piece: Extract<SignedPiece, { readonly type: 'signed' }>) => Promise<void>;

/** How a catalogue is signed, and where to. */
export interface SignCall {
  readonly input: string;
  readonly out: string;
  readonly json?: true;
  /** Records under one signature. Default 1. */
  readonly batch?: number;
  /** Near fingerprints that marks carry. Default none. */
  readonly bindingsOf?: SignCatalogOptions['softBindings'];
  readonly session: Session;
  readonly onSigned?: OnSigned;
}

/**
 * Marks every record of an opened catalogue into the file `out`, whole or not at all, and reports.
 * The caller closes the catalogue.
 */
export async function signOpened(
  { catalog, progress }: OpenedCatalog,
  signer: Signer,
  claims: Omit<ClaimsInput, 'subject'>,
  { input, out, json, batch = 1, bindingsOf, session, onSigned }: SignCall,
): Promise<void> {
  const { io } = session;
  const report = createCatalogReport(io, json === true);
  const counts = { records: 0, signed: 0, broken: 0, skipped: 0 };
  const pieces = signCatalog(catalog, {
    signer,
    claims,
    batch,
    ...(bindingsOf && { softBindings: bindingsOf }),
  });
  const output = packInto(await createAtomicFile(out, '--out'), out);
  try {
    for await (const piece of pieces) {
      for (const bytes of piece.bytes) await output.write(bytes);
      if (piece.type === 'gap') continue;
      if (piece.type === 'signed') await onSigned?.(piece);
      counts.records += 1;
      counts[piece.type] += 1;
      if (piece.type !== 'broken') continue;
      await report.add({ ...piece.place, status: 'broken', ...piece.problem, parts: [] });
    }
    await output.commit();
  } catch (error) {
    await output.discard();
    throw await report.fail(inWords(error, input));
  } finally {
    progress.stop();
  }
  session.exit = counts.broken > 0 ? EXIT.findings : EXIT.clean;
  const facts = describeFile(catalog);
  await report.finish(
    `Signed ${input} into ${out}`,
    counts,
    { output: out, ...facts },
    factsInWords(facts),
  );
}

/** Compresses the output where its name says so. */
function packInto(file: AtomicFile, out: string): AtomicFile {
  return /\.gz$/i.test(out) ? gzipInto(file) : file;
}
