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
import { html, htmlText } from 'contentmark/html';
import { inspect } from 'contentmark/inspect';
import {
  ANY_SUBJECT_DANGEROUS,
  type Rejected,
  type Verified,
  type Verifier,
} from 'contentmark/verify';
import { findMarks } from './find-marks.ts';
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

/** Checks what was found elsewhere and what stands in the submitted texts themselves. */
export async function checkMarks(
  request: DetectInput,
  submitted: readonly Submitted[],
  verifier: Verifier,
): Promise<readonly CheckedMark[]> {
  const marks = gather(request.evidence, submitted);
  const [first] = marks;
  if (first === undefined) return [];
  const content = contentFor(first, submitted);
  // Of a tool that lists marks and shows nothing: where no record is named, none is compared.
  const subject = request.subject ?? ANY_SUBJECT_DANGEROUS;
  const verdict = await verifier.verify(content, marks, { subject });
  // There is a mark, so the verdict is never "absent".
  return verdict.status === 'absent' ? [] : marks.map((bytes) => ({ bytes, verdict }));
}

/** The different marks. What cannot be decoded is zero bytes, which are malformed. */
function gather(
  evidence: DetectInput['evidence'],
  submitted: readonly Submitted[],
): readonly Uint8Array[] {
  const given = typeof evidence === 'string' ? [evidence] : (evidence ?? []);
  const found = [
    ...given.filter((mark) => mark !== '').map((mark) => decodeTextForm(mark) ?? new Uint8Array(0)),
    ...submitted.flatMap((one) => (one.text === undefined ? [] : findMarks(one.text))),
  ];
  const different = new Map(
    found.map((bytes) => [String.fromCharCode(...bytes.subarray(0, 8192)), bytes]),
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

function toContent({ content, text: read }: Submitted, profile: Profile): SingleContent {
  if (profile === 'raw-1')
    return raw(typeof content === 'string' ? new TextEncoder().encode(content) : content);
  const source = read ?? NO_TEXT;
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
