/**
 * Checks the marks on something submitted. The profile that was signed is taken from the mark,
 * because the client does not know it. The answer says which profile matched, and must not decide
 * what a page renders.
 */
import { decodeTextForm } from '../carry/carrier.ts';
import { isPointer, resolvePointers } from '../carry/invisible-pointer.ts';
import { toPointer } from '../detect/pointer.ts';
import { decodeBase64url } from '../format/bytes/base64url.ts';
import { canonicalized } from '../format/content/canonicalized.ts';
import type { Canonical, Content, SingleContent } from '../format/content/content.ts';
import { parts } from '../format/content/parts.ts';
import { raw } from '../format/content/raw.ts';
import type { Profile } from '../format/envelope/profiles.ts';
import { type Inspected, type Inspection, inspectRead } from '../verify/inspect.ts';
import { type Item, readItem } from '../verify/item.ts';
import { type ReadMark, readMark } from '../verify/mark-input.ts';
import type { VerifierSettings } from '../verify/options.ts';
import { ANY_SUBJECT_DANGEROUS } from '../verify/refusal.ts';
import type { Rejected, Verdict, Verified } from '../verify/verdict.ts';
import type { Looked, LookJob } from './look-through.ts';
import { RequestProblem } from './problem.ts';
import type { TextJob, TextProfile, TextResult } from './read-texts.ts';
import type { DetectInput, Submitted } from './submitted.ts';

/** A mark with what came of checking it. */
export interface CheckedMark {
  /** The part it stood in, as a JSON Pointer; empty for one content, and for a mark that came beside it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly verdict: Verified | Rejected;
  /**
   * The decoded mark, where it is the only one. Several marks are refused without decoding them.
   */
  readonly inspection: Inspection | undefined;
}

/** What was found in all that was submitted. */
export interface CheckedMarks {
  readonly marks: readonly CheckedMark[];
  /** Whether all of it could be searched. Where not, a mark may be there that was not found. */
  readonly isReadable: boolean;
  /** What else stands in the texts. */
  readonly looked: Looked;
}

/** Reads texts at the cost of the client that sent them. */
export type Read = (job: TextJob) => Promise<TextResult>;

/** The check of a mark that has been read here already. */
export interface MarkCheck {
  readonly settings: VerifierSettings;
  readonly verifyRead: (item: Item<ReadMark>) => Promise<Verdict>;
}

/** Different marks that are listed; two are already ambiguous. */
const MAX_MARKS = 16;

/**
 * Stands for bytes that are not UTF-8: a lone surrogate has no canonical form, so no signed text
 * can equal it.
 */
const NO_TEXT = '\udc00';

/** The detail of a verdict on {@link NO_TEXT}, whose surrogate is not the client's. */
const NO_TEXT_DETAIL =
  'bytes were submitted that are not UTF-8, so there is no text to compare with the one that was signed';

const POINTER_DETAIL =
  'this is a pointer, not a mark: it names a mark that is kept elsewhere, with the record; submit that as the mark, with the text';

/**
 * Checks what was found elsewhere and what stands in the submitted texts themselves.
 * @throws RequestProblem where there is more text than is looked into, and what is to be said depends on it.
 */
export async function checkMarks(
  request: DetectInput,
  submitted: readonly Submitted[],
  read: Read,
  { settings, verifyRead }: MarkCheck,
  look: Omit<LookJob, 'texts'>,
): Promise<CheckedMarks> {
  const { found, isReadable, looked } = await gather(request.mark, submitted, read, look);
  const marks = found.map(({ bytes }) => bytes);
  const mark = readMark(marks, decodeBase64url);
  if (mark.status === 'absent') {
    // What was not looked into may hold a mark: "none found" would be untrue.
    for (const one of submitted) requireLookedInto(one);
    return { marks: [], isReadable, looked };
  }
  const inspection = marks.length === 1 ? inspectRead(mark) : undefined;
  // What is refused for what it is, is so whatever it is held against.
  const content =
    inspection === undefined || inspection.reason !== undefined
      ? raw(new Uint8Array(0))
      : await contentFor(inspection, submitted, read);
  // Of a tool that lists marks and shows nothing: where no record is named, none is compared.
  const subject = request.subject ?? ANY_SUBJECT_DANGEROUS;
  const item = readItem(content, mark, { subject }, settings);
  const verdict = mark.status === 'read' ? await verifyRead({ ...item, mark }) : mark;
  // There is a mark, so the verdict is never "absent".
  if (verdict.status === 'absent') return { marks: [], isReadable, looked };
  const isUnread = submitted.some(({ text: one }) => 'unread' in one && one.unread === 'not-text');
  return {
    marks: found.map(({ bytes, path }) => ({
      path,
      bytes,
      verdict: inOurWords(bytes, verdict, isUnread),
      inspection,
    })),
    isReadable,
    looked,
  };
}

/** A verdict whose detail is about what was submitted, not about what it was converted to here. */
function inOurWords(
  bytes: Uint8Array,
  verdict: CheckedMark['verdict'],
  isUnread: boolean,
): CheckedMark['verdict'] {
  if (verdict.status !== 'rejected') return verdict;
  if (isPointer(bytes) && verdict.reason === 'malformed')
    return { ...verdict, detail: POINTER_DETAIL };
  if (isUnread && verdict.reason === 'content-invalid')
    return { ...verdict, detail: NO_TEXT_DETAIL };
  return verdict;
}

function requireLookedInto({ text }: Submitted): void {
  if ('unread' in text && text.unread === 'too-much') throw new RequestProblem('content-too-large');
}

/** A mark and the part it stood in. */
type Located = Pick<CheckedMark, 'path' | 'bytes'>;

/** The different marks, and what else stands there. What cannot be decoded is zero bytes, which are malformed. */
async function gather(
  mark: DetectInput['mark'],
  submitted: readonly Submitted[],
  read: Read,
  look: Omit<LookJob, 'texts'>,
): Promise<Pick<CheckedMarks, 'isReadable' | 'looked'> & { readonly found: readonly Located[] }> {
  const given = typeof mark === 'string' ? [mark] : (mark ?? []);
  const evident: readonly Located[] = given
    .filter((mark) => mark !== '')
    .map((mark) => ({ path: '', bytes: decodeTextForm(mark) ?? new Uint8Array(0) }));
  const texts = submitted.flatMap(({ name, text: one }) =>
    'read' in one ? [{ name, text: one.read }] : [],
  );
  const { found, looked } = await read({
    find: texts.map(({ text }) => text),
    hasOthers: evident.length > 0,
    look: { ...look, texts },
    canonicalize: [],
  });
  const within = found.flatMap(({ marks }, index): readonly Located[] => {
    const name = texts[index]?.name;
    const path = name === undefined ? '' : toPointer([name]);
    return marks.map((bytes) => ({ path, bytes }));
  });
  const all = [...evident, ...within];
  const bytesOfAll = all.map(({ bytes }) => bytes);
  const different = new Map<string, Located>();
  // A pointer is worth what it points to, and nothing where that was not given.
  for (const [index, bytes] of resolvePointers(bytesOfAll, bytesOfAll).entries()) {
    const key = String.fromCharCode(...bytes.subarray(0, 8192));
    if (!different.has(key)) different.set(key, { path: all[index]?.path ?? '', bytes });
  }
  return {
    found: [...different.values()].slice(0, MAX_MARKS),
    isReadable: texts.length === submitted.length && found.every((one) => one.isReadable),
    // It was asked for just above.
    looked: looked as Looked,
  };
}

/** What was submitted, in the form that the mark is about. */
async function contentFor(
  { payload }: Inspected,
  submitted: readonly Submitted[],
  read: Read,
): Promise<Content> {
  const [first] = submitted as readonly [Submitted];
  if (first.name === undefined) {
    const profile = payload.type === 'content' ? payload.profile : 'text-1';
    const [one] = await toContents([{ submitted: first, profile }], read);
    return one as SingleContent;
  }
  const signed = payload.type === 'content' ? [] : payload.parts;
  const profiles = new Map(signed.map(({ name, profile }) => [name, profile]));
  const made = await toContents(
    submitted.map((one) => {
      const otherwise = typeof one.content === 'string' ? 'text-1' : 'raw-1';
      return { submitted: one, profile: profiles.get(one.name ?? '') ?? otherwise };
    }),
    read,
  );
  return parts(
    new Map(submitted.map(({ name = '' }, index) => [name, made[index] as SingleContent])),
  );
}

/** Each in the form of its profile, and all that are text by one job. */
async function toContents(
  all: readonly { readonly submitted: Submitted; readonly profile: Profile }[],
  read: Read,
): Promise<readonly SingleContent[]> {
  const texts = new Map<Submitted, TextJob['canonicalize'][number]>();
  for (const { submitted, profile } of all)
    if (profile !== 'raw-1') texts.set(submitted, toText(submitted, profile));
  const job: TextJob = { find: [], hasOthers: false, canonicalize: [...texts.values()] };
  const { canonical } = texts.size > 0 ? await read(job) : { canonical: [] };
  let next = 0;
  return all.map(({ submitted, profile }) =>
    profile === 'raw-1'
      ? toBytes(submitted)
      : canonicalized(profile, canonical[next++] as Canonical),
  );
}

/**
 * Content of bytes that were signed as bytes. Only their digest is needed, so an image may be of
 * any size.
 */
function toBytes({ content }: Submitted): SingleContent {
  return raw(typeof content === 'string' ? new TextEncoder().encode(content) : content);
}

function toText(submitted: Submitted, profile: TextProfile): TextJob['canonicalize'][number] {
  requireLookedInto(submitted);
  const { text } = submitted;
  return { profile, text: 'read' in text ? text.read : NO_TEXT };
}
