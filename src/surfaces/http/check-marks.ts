/**
 * Checks the marks on something submitted. The form that was signed is taken from the mark,
 * since whoever asks does not know it: what is found says which form matched, and no page is
 * rendered on the strength of it.
 */
import { decodeTextForm } from 'contentmark/carrier';
import {
  type Content,
  jsonText,
  type Profile,
  parts,
  raw,
  type SingleContent,
  text,
} from 'contentmark/content';
import { findMarks, html, htmlText } from 'contentmark/html';
import { inspect } from 'contentmark/inspect';
import { isPointer, resolvePointers } from 'contentmark/invisible';
import {
  ANY_SUBJECT_DANGEROUS,
  type Rejected,
  type Verified,
  type Verifier,
} from 'contentmark/verify';
import { RequestProblem } from './problem.ts';
import type { DetectInput, Submitted } from './submitted.ts';

/** A mark with what came of checking it. */
export interface CheckedMark {
  readonly bytes: Uint8Array;
  readonly verdict: Verified | Rejected;
}

/** Different marks that are listed; two are already ambiguous. */
const MAX_MARKS = 16;

/** Not UTF-8, so no text: a lone surrogate has no canonical form, and no signed text can equal it. */
const NO_TEXT = '\udc00';

/** What a verdict says of {@link NO_TEXT}: it has no surrogate from whoever submitted it. */
const NO_TEXT_DETAIL =
  'bytes were submitted that are not UTF-8, so there is no text to compare with the one that was signed';

const POINTER_DETAIL =
  'this is a pointer, not a mark: it names a mark that is kept elsewhere, with the record; submit that as evidence with the text';

/**
 * Checks what was found elsewhere and what stands in the submitted texts themselves.
 * @throws RequestProblem where there is more text than is looked into, and what is to be said depends on it.
 */
export async function checkMarks(
  request: DetectInput,
  submitted: readonly Submitted[],
  verifier: Verifier,
): Promise<readonly CheckedMark[]> {
  const marks = gather(request.evidence, submitted);
  const [first] = marks;
  if (first === undefined) {
    // What was not looked into may hold a mark: "none found" would be untrue.
    for (const one of submitted) requireLookedInto(one);
    return [];
  }
  const content = contentFor(first, submitted);
  // Of a tool that lists marks and shows nothing: where no record is named, none is compared.
  const subject = request.subject ?? ANY_SUBJECT_DANGEROUS;
  const verdict = await verifier.verify(content, marks, { subject });
  // There is a mark, so the verdict is never "absent".
  if (verdict.status === 'absent') return [];
  const isUnread = submitted.some(({ text: one }) => 'unread' in one && one.unread === 'not-text');
  return marks.map((bytes) => ({ bytes, verdict: inOurWords(bytes, verdict, isUnread) }));
}

/** A verdict whose detail speaks of what was submitted, and not of what was made of it here. */
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

/** The different marks. What cannot be decoded is zero bytes, which are malformed. */
function gather(
  evidence: DetectInput['evidence'],
  submitted: readonly Submitted[],
): readonly Uint8Array[] {
  const given = typeof evidence === 'string' ? [evidence] : (evidence ?? []);
  const evident = given
    .filter((mark) => mark !== '')
    .map((mark) => decodeTextForm(mark) ?? new Uint8Array(0));
  const found = [
    ...evident,
    ...submitted.flatMap(({ text: one }) =>
      'read' in one ? findMarks(one.read, evident.length > 0).marks : [],
    ),
  ];
  const different = new Map(
    // A pointer is worth what it points to, and nothing where that was not given.
    resolvePointers(found, found).map((bytes) => [
      String.fromCharCode(...bytes.subarray(0, 8192)),
      bytes,
    ]),
  );
  return [...different.values()].slice(0, MAX_MARKS);
}

/** What was submitted, in the form that the mark is about. */
function contentFor(mark: Uint8Array, submitted: readonly Submitted[]): Content {
  const inspection = inspect(mark);
  // Refused for what it is, whatever it is held against.
  if (inspection.reason !== undefined) return raw(new Uint8Array(0));
  const { payload } = inspection;
  const [first] = submitted as readonly [Submitted];
  if (payload.type === 'content') {
    return first.name === undefined ? toContent(first, payload.profile) : toParts(submitted, []);
  }
  return first.name === undefined ? toContent(first, 'text-1') : toParts(submitted, payload.parts);
}

function toParts(
  submitted: readonly Submitted[],
  signed: readonly { readonly name: string; readonly profile: Profile }[],
): Content {
  const profiles = new Map(signed.map(({ name, profile }) => [name, profile]));
  return parts(
    new Map(
      submitted.map((one) => {
        const name = one.name ?? '';
        const otherwise = typeof one.content === 'string' ? 'text-1' : 'raw-1';
        return [name, toContent(one, profiles.get(name) ?? otherwise)];
      }),
    ),
  );
}

function toContent(submitted: Submitted, profile: Profile): SingleContent {
  const { content, text: looked } = submitted;
  // Of bytes that were signed as bytes a digest says all, so an image may be of any size.
  if (profile === 'raw-1')
    return raw(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  requireLookedInto(submitted);
  const source = 'read' in looked ? looked.read : NO_TEXT;
  switch (profile) {
    case 'text-1':
      return text(source);
    case 'json-1':
      return jsonText(source);
    case 'html-1':
      return html(source);
    case 'html-text-1':
      return htmlText(source);
  }
}
