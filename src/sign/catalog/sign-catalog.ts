/** `signCatalog`: puts a mark on every record of a catalogue and changes no other byte. */
import { isContentmarkError, readOptions, wrongArgument } from '../../errors.ts';
import type { PartsContent } from '../../format/content/content.ts';
import { requireSigner, type Signer } from '../../format/crypto/signer.ts';
import { readFunction } from '../../options.ts';
import { bytesOf, type Item, type RecordPlace } from '../../records/catalog/items.ts';
import { type Catalog, requireCatalog } from '../../records/catalog/open-catalog.ts';
import type { Format } from '../../records/format.ts';
import { InputError } from '../../records/piece/input-error.ts';
import type { Problem } from '../../records/piece/piece.ts';
import type { ClaimsInput } from '../claims-input.ts';
import {
  createBatchSigner,
  createSingleSigner,
  type Signable,
  type SoftBindings,
} from './sign-records.ts';

/** Options of {@link signCatalog}. */
export interface SignCatalogOptions {
  readonly signer: Signer;
  /** What all records share. The subject is each record's own; the kind is the map's where it names one. */
  readonly claims: Omit<ClaimsInput, 'subject' | 'id'>;
  /**
   * Records under one signature, 1 to 65,536. Default 1. With more, a key service signs once for
   * all of them, and each mark carries its way to that signature: 350 to 500 bytes.
   */
  readonly batch?: number;
  /**
   * Near fingerprints that each mark carries: `softBindingsOf` of `contentmark/registry`. Advisory: no
   * check of a mark looks at them. Default none.
   */
  readonly softBindings?: SoftBindings;
}

/** A piece of the marked file, and whether the record in it was signed. */
export type SignedPiece =
  /** What stands between records. */
  | { readonly type: 'gap'; readonly bytes: readonly Uint8Array[] }
  | {
      readonly type: 'signed';
      readonly place: RecordPlace;
      readonly bytes: readonly Uint8Array[];
      /** What was signed, for a registry. */
      readonly content: PartsContent;
      /** The mark. */
      readonly envelope: Uint8Array;
    }
  | {
      readonly type: 'skipped';
      readonly place: RecordPlace;
      readonly bytes: readonly Uint8Array[];
    }
  /** A record that could not be signed, as it was. */
  | {
      readonly type: 'broken';
      readonly place: RecordPlace;
      readonly problem: Problem;
      readonly bytes: readonly Uint8Array[];
    };

/**
 * The most records under one signature. More would save a key service little and only be held in
 * memory.
 */
export const MAX_BATCH: number = 65_536;

/** Records under one signature are held until it is made, but no more of the file than this, in bytes. */
const MAX_HELD_BYTES = 64 * 1024 * 1024;

const OPTIONS: readonly (keyof SignCatalogOptions)[] = [
  'signer',
  'claims',
  'batch',
  'softBindings',
];

/** Formats that have a place for a mark; the others are read and never written. */
const MARKABLE: ReadonlySet<Format> = /* @__PURE__ */ new Set([
  'csv',
  'tsv',
  'json',
  'jsonl',
  'sql',
] as const);

/**
 * Marks every record of a catalogue. The bytes of all pieces in order are the marked file, in the
 * encoding of the original (gzip has been taken off). A record that is there with a mark gets a new
 * one. A record that cannot be signed is given as it was, with its problem; one in which every part
 * is empty is `skipped`. Memory is that of one batch.
 * @param catalog from `openCatalog`; it is read to its end, and closed by the caller.
 * @throws ContentmarkError `ERR_ARGUMENT`, `ERR_SIGNER`, `ERR_KEY`; `ERR_CLAIMS` where the claims
 * fit no record
 * @throws InputError where the file has no place for marks, is a member of an archive, or is not
 * what it is said to be; then nothing of what was given is to be kept
 * @example
 * ```ts
 * import { signCatalog } from 'contentmark/catalog';
 * import type { Signer } from 'contentmark/keys';
 * import { openCatalog, readMap } from 'contentmark/records';
 * import { productCsvMap } from 'contentmark/shopify';
 *
 * export async function markProducts(file: string, signer: Signer, write: (bytes: Uint8Array) => void) {
 *   const catalog = await openCatalog({ file, map: readMap(productCsvMap) });
 *   const claims = { issuer: 'https://shop.example/', environment: 'production' };
 *   const refused: string[] = [];
 *   try {
 *     for await (const piece of signCatalog(catalog, { signer, claims })) {
 *       for (const bytes of piece.bytes) write(bytes);
 *       if (piece.type === 'broken') refused.push(piece.problem.detail);
 *     }
 *   } finally {
 *     await catalog.close();
 *   }
 *   return { refused, uncovered: catalog.uncovered };
 * }
 * ```
 */
export async function* signCatalog(
  catalog: Catalog,
  options: SignCatalogOptions,
): AsyncGenerator<SignedPiece> {
  requireCatalog('catalog', catalog);
  const given = readOptions('options', options, OPTIONS);
  const softBindings = readFunction('options.softBindings', given.softBindings, undefined);
  requireSigner('options.signer', given.signer);
  const { batch = 1 } = given;
  if (!Number.isInteger(batch) || batch < 1 || batch > MAX_BATCH) {
    throw wrongArgument('options.batch', `a whole number of 1 to ${MAX_BATCH}`, batch);
  }
  assertMarkable(catalog);
  const { kind } = catalog.map;
  const claims = { ...given.claims, ...(kind !== undefined && { kind }) };
  const sign = (batch > 1 ? createBatchSigner : createSingleSigner)(
    given.signer,
    claims,
    softBindings,
  );
  const encode = (bytes: readonly Uint8Array[]): readonly Uint8Array[] =>
    bytes.map((one) => catalog.document.encoding.encode(one));
  let held: Item[] = [];
  let heldBytes = 0;
  let waiting = 0;

  async function flush(): Promise<readonly SignedPiece[]> {
    const envelopes = await sign(held.filter(isSignable));
    let next = 0;
    const pieces = held.map((item): SignedPiece => {
      if (item.type === 'gap') return { type: 'gap', bytes: encode([item.bytes]) };
      const made = isSignable(item) ? envelopes[next++] : item.problem;
      return made instanceof Uint8Array ? placeMark(item as Signable, made) : leave(item, made);
    });
    held = [];
    heldBytes = 0;
    waiting = 0;
    return pieces;
  }

  function placeMark(item: Signable, envelope: Uint8Array): SignedPiece {
    const marked = mark(item, envelope, catalog);
    if (!isBytes(marked)) return leave(item, marked);
    const { place, content } = item;
    return { type: 'signed', place, bytes: encode(marked), content, envelope };
  }

  function leave(
    item: Exclude<Item, { readonly type: 'gap' }>,
    problem: Problem | undefined,
  ): SignedPiece {
    const bytes = encode(item.pieces.map(bytesOf));
    if (problem === undefined) return { type: 'skipped', place: item.place, bytes };
    return { type: 'broken', place: item.place, problem, bytes };
  }

  for await (const items of catalog.items) {
    for (const item of items) {
      held.push(item);
      heldBytes += sizeOf(item);
      if (isSignable(item)) waiting += 1;
      if (waiting >= batch || heldBytes > MAX_HELD_BYTES) yield* await flush();
    }
    // Nothing waits for a signature, so nothing need be held.
    if (waiting === 0) yield* await flush();
  }
  yield* await flush();
}

function assertMarkable({ document, format }: Catalog): void {
  if (document.isMember) {
    const why = 'is in an archive, and only a file by itself is marked; unpack it';
    throw new InputError(document.file, why);
  }
  if (MARKABLE.has(format)) return;
  throw new InputError(
    document.file,
    `is ${format}, which is read and never written; export the records as CSV or JSON`,
  );
}

function isBytes(made: readonly Uint8Array[] | Problem | undefined): made is readonly Uint8Array[] {
  return Array.isArray(made);
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
  const [first] = rows;
  if (first?.write === undefined) {
    const detail = `its table has no column ${JSON.stringify(column[0])} for the mark`;
    return { reason: 'unsignable', detail };
  }
  try {
    const value = marks.write(first.read(column), envelope);
    return pieces.map((piece) => {
      if (piece.type !== 'row') return piece.bytes;
      if (piece.row === first) return first.write?.(value) ?? piece.row.bytes;
      // One mark to a record: an old one on another row would make it ambiguous.
      const isClear = marks.read(piece.row.read(column)).length === 0;
      return piece.row.write?.(isClear ? undefined : '') ?? piece.row.bytes;
    });
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    return { reason: 'unsignable', detail: error.message };
  }
}

function sizeOf(item: Item): number {
  if (item.type === 'gap') return item.bytes.length;
  let size = 0;
  for (const piece of item.pieces)
    size += piece.type === 'row' ? piece.row.bytes.length : piece.bytes.length;
  return size;
}
