/**
 * Reads a submitted form into the input of `detect`: decides which field or file is content, and
 * which is a mark.
 */

import { encodeBase64url } from '../../format/bytes/base64url.ts';
import type { Inspection } from '../../verify/inspect.ts';
import { RequestProblem } from '../problem.ts';
import type { DetectInput, SubmittedInput } from '../submitted.ts';
import { asAttestation, type SentAttestation } from './attestation.ts';
import { EMPTY_FORM, type FormValues } from './form.ts';

/** A form, read. */
export interface ReadForm {
  readonly request: DetectInput;
  /** Whether there is content, or a mark only. */
  readonly hasContent: boolean;
  /** To be shown again; the parts are for {@link partsOf} to list. */
  readonly values: FormValues;
  /** The attestation that was sent, in whichever field: then that is what is asked about. */
  readonly attestation: SentAttestation | undefined;
  /** Parts that were filled in. */
  readonly filled: readonly ReadPart[];
}

/** The page's own form has a dozen fields, and two for each of 64 parts. */
const MAX_FIELDS = 200;

/** How an envelope begins: CBOR tag 18, an array of four. The first byte alone begins Kazakh words too. */
const BINARY_ENVELOPE = [0xd2, 0x84] as const;

/** The largest envelope; a larger file is content. */
const MAX_ENVELOPE_BYTES = 8192;

/** How each text form begins. */
const TEXT_FORM = /^\s*0oR[\w-]{50,10920}\s*$/;

/** The longest text form in UTF-16, with a line or two of white space. */
const MAX_TEXT_FORM_BYTES = 2 * 11_000;

/**
 * Parses a body of either kind that a form sends.
 * @throws RequestProblem
 */
export async function parseForm(body: Uint8Array, contentType: string): Promise<FormData> {
  const type = /^(multipart\/form-data|application\/x-www-form-urlencoded)\s*(?:;|$)/i.exec(
    contentType,
  );
  if (type === null) throw new RequestProblem('unsupported-media-type');
  // Each field costs more than its bytes, so they are counted before they are made.
  const isMultipart = type[1]?.toLowerCase() === 'multipart/form-data';
  if (countFields(body, isMultipart) > MAX_FIELDS) throw new RequestProblem('invalid-request');
  try {
    return await new Response(new Uint8Array(body), {
      headers: { 'content-type': contentType },
    }).formData();
  } catch {
    throw new RequestProblem('invalid-request');
  }
}

/**
 * Counts ampersands, or dashes at the start of a line, which are at least as many as the fields.
 */
function countFields(body: Uint8Array, isMultipart: boolean): number {
  let count = 1;
  for (let i = 0; i < body.length; i++) {
    if (isMultipart ? isBoundary(body, i) : body[i] === 0x26) count += 1;
  }
  return count;
}

/** A content disposition stands in each part, and no field of ours holds one. */
const DISPOSITION: Uint8Array = /* @__PURE__ */ new TextEncoder().encode('\ncontent-disposition:');

function isBoundary(body: Uint8Array, at: number): boolean {
  for (let i = 0; i < DISPOSITION.length; i++) {
    // Header names come in any case; setting the bit makes letters lower case.
    const byte = (body[at + i] ?? 0) | (i > 0 ? 0x20 : 0);
    if (byte !== ((DISPOSITION[i] as number) | (i > 0 ? 0x20 : 0))) return false;
  }
  return true;
}

/** Reads the fields. */
export async function readForm(form: FormData): Promise<ReadForm> {
  const field = (name: string): string => {
    const value = form.get(name);
    return typeof value === 'string' ? toLines(value) : '';
  };
  const pasted = field('content');
  const files = await readFiles(form.getAll('file'));
  const attestation = firstOf([field('mark'), pasted, ...files]);
  const marks = [field('mark').trim(), ...files.flatMap((bytes) => readMark(bytes) ?? [])];
  const contents = files.filter((bytes) => readMark(bytes) === undefined);
  // A mark in the field for content is what people paste first.
  const isPastedMark = TEXT_FORM.test(pasted);
  if (isPastedMark) marks.push(pasted.trim());
  const text = isPastedMark ? '' : pasted;
  const given = marks.filter((one) => one !== '');
  const subject = field('subject');
  const parts = await readParts(form);
  // One would be checked, and the answer read as one about them all.
  if (contents.length + Number(parts.length > 0) > 1)
    throw new RequestProblem('invalid-request', [{ pointer: '/file', rule: 'repeated' }]);
  const [file] = contents;
  // A file is what was chosen last, so it goes before what may still stand in the field.
  const submitted: SubmittedInput = file === undefined ? { text } : { bytes: file };
  const hasContent = file !== undefined || text !== '' || parts.length > 0;
  const wantsAttestation = form.get('attestation') === 'yes';
  return {
    request: {
      content:
        parts.length > 0
          ? { parts: parts.map(({ name, submitted: part }) => ({ name, ...part })) }
          : submitted,
      mark: given,
      ...(subject !== '' && { subject }),
      attestation: wantsAttestation && hasContent,
    },
    hasContent,
    attestation,
    values: {
      content: file === undefined ? text : '',
      mark: given[0] ?? '',
      subject,
      wantsAttestation,
      parts: EMPTY_FORM.parts,
    },
    filled: parts,
  };
}

function firstOf(sent: readonly (Uint8Array | string)[]): SentAttestation | undefined {
  for (const one of sent) {
    const attestation = asAttestation(one);
    if (attestation !== undefined) return attestation;
  }
  return undefined;
}

/** A form sends every line end as CR LF, whatever was pasted. */
function toLines(value: string): string {
  return value.replaceAll('\r\n', '\n');
}

async function readFiles(values: ReturnType<FormData['getAll']>): Promise<readonly Uint8Array[]> {
  const files = values.filter((value) => typeof value !== 'string' && value.size > 0);
  return await Promise.all(
    files.map(async (file) => new Uint8Array(await (file as File).arrayBuffer())),
  );
}

/** The text form of a file that is an envelope, as bytes or as text; `undefined` for content. */
function readMark(bytes: Uint8Array): string | undefined {
  const isBinary = BINARY_ENVELOPE.every((byte, at) => bytes[at] === byte);
  if (isBinary && bytes.length <= MAX_ENVELOPE_BYTES) return encodeBase64url(bytes);
  if (bytes.length > MAX_TEXT_FORM_BYTES) return undefined;
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return TEXT_FORM.test(text) ? text.trim() : undefined;
}

/**
 * The encoding of a file by its byte order mark, which decoding drops. Windows shells write one,
 * and UTF-16, for `>`.
 */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}

/** A part as it was filled in. */
export interface ReadPart {
  readonly name: string;
  readonly submitted: SubmittedInput;
}

/** Parts that were filled in. */
async function readParts(form: FormData): Promise<readonly ReadPart[]> {
  const names = form.getAll('part-name').slice(0, MAX_FIELDS);
  const texts = form.getAll('part-text');
  const parts: ReadPart[] = [];
  for (const [index, name] of names.entries()) {
    if (typeof name !== 'string' || name === '') continue;
    const text = texts[index];
    const [file] = await readFiles(form.getAll(`part-file-${index}`));
    if (file !== undefined) parts.push({ name, submitted: { bytes: file } });
    else if (typeof text === 'string' && text !== '')
      parts.push({ name, submitted: { text: toLines(text) } });
  }
  return parts;
}

/** The parts that a mark lists, with what was filled in for them. */
export function partsOf(inspected: Inspection, filled: readonly ReadPart[]): FormValues['parts'] {
  if (inspected.reason !== undefined || inspected.payload.type !== 'parts') return EMPTY_FORM.parts;
  return inspected.payload.parts.map(({ name, profile }) => {
    const submitted = filled.find((part) => part.name === name)?.submitted;
    return {
      name,
      profile,
      text: submitted !== undefined && 'text' in submitted ? submitted.text : '',
    };
  });
}
