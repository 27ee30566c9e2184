/**
 * Sends every text in every form through every transformation, and counts what arrives. What must
 * never happen is counted too: a mark that reads as another one, and a text that verifies though
 * it is not the text that was signed.
 */
import { createVerifier, text } from 'contentmark';
import { encodeTextForm, extract } from 'contentmark/carrier';
import { invisibleCarrier, isPointer, resolvePointers } from 'contentmark/invisible';
import type { Item } from './corpus.ts';
import { bare, type Form, NOW, nextTo, SAMPLES, type Sample, TABLE, TRUST } from './samples.ts';
import { type Group, listGroups } from './transformations.ts';

/** What arrived, in numbers of texts. */
export interface Counts {
  /** The mark reads as what was embedded. */
  survived: number;
  /** Of these, the text is still the one that was signed, so the mark verifies. */
  verified: number;
  /** A mark of ours is there and damaged: `verify` calls it malformed. */
  refused: number;
  /** Nothing is found: `verify` says absent. */
  lost: number;
  /** The other side did not take the text. */
  notStored: number;
  /** What must never happen. */
  falseAccepts: number;
}

/** One transformation, and what arrived of each form. */
export interface Row {
  readonly name: string;
  readonly counts: Readonly<Record<Form, Counts>>;
}

/** Rows of one kind. */
export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

const carrier = invisibleCarrier();
const verifier = createVerifier({ trust: TRUST, environment: 'production', clock: () => NOW });

/** What arrives at the other end, one for each sample. */
export type Arrivals = readonly (string | undefined)[];

/** Counts what arrived. */
export function count(name: string, arrivals: Arrivals): Row {
  if (arrivals.length !== SAMPLES.length) throw new Error(`${name}: ${arrivals.length} arrived`);
  const none = { survived: 0, verified: 0, refused: 0, lost: 0, notStored: 0, falseAccepts: 0 };
  const counts: Record<Form, Counts> = {
    vs256: { ...none },
    vs16: { ...none },
    'pointer vs256': { ...none },
    'pointer vs16': { ...none },
  };
  for (const [index, sample] of SAMPLES.entries()) {
    judge(sample, arrivals[index], counts[sample.form]);
  }
  return { name, counts };
}

function judge(sample: Sample, arrived: string | undefined, counts: Counts): void {
  if (arrived === undefined) {
    counts.notStored += 1;
    return;
  }
  const { item, envelope, carried } = sample;
  const found = extract(arrived, carrier);
  const [mark] = found;
  if (mark === undefined) counts.lost += 1;
  else if (mark.length === 0) counts.refused += 1;
  else if (found.length === 1 && Buffer.compare(mark, carried) === 0) counts.survived += 1;
  else counts.falseAccepts += 1;
  const marks = resolvePointers(found, lookUp(found, item));
  if (isVerified(arrived, marks, item)) {
    const isSigned = bare(arrived) === bare(item.source) && isEqual(marks, envelope);
    if (isSigned) counts.verified += 1;
    else counts.falseAccepts += 1;
  }
  counts.falseAccepts += countAsAnother(arrived, marks, item);
}

/** What a shop finds under a pointer in its own table, and an envelope that it does not point to. */
function lookUp(found: readonly Uint8Array[], item: Item): readonly Uint8Array[] {
  const stored = found.filter(isPointer).map((pointer) => TABLE.get(encodeTextForm(pointer)));
  return [nextTo(item).envelope, ...stored.filter((envelope) => envelope !== undefined)];
}

const isVerified = (arrived: string, marks: readonly Uint8Array[], { subject }: Item) =>
  verifier.verifySync(text(arrived), marks, { subject }).status === 'verified';

const isEqual = (marks: readonly Uint8Array[], envelope: Uint8Array) =>
  marks.length === 1 && Buffer.compare(marks[0] as Uint8Array, envelope) === 0;

/** How often what arrived passes for the record after its own: by its own mark, and by that record's. */
function countAsAnother(arrived: string, marks: readonly Uint8Array[], item: Item): number {
  const next = nextTo(item);
  const byOwn = isVerified(arrived, marks, next.item);
  const isNext = bare(arrived) === bare(next.item.source);
  const byNext = !isNext && isVerified(arrived, [next.envelope], next.item);
  return Number(byOwn) + Number(byNext);
}

/** Runs everything that needs no server. */
export function survey(): readonly Section[] {
  return listGroups('Another text, whose mark this is not.').map(surveyGroup);
}

function surveyGroup({ title, transformations }: Group): Section {
  const rows = transformations.map(({ name, apply }) =>
    count(
      name,
      SAMPLES.map(({ marked }) => apply(marked)),
    ),
  );
  return { title, rows };
}
