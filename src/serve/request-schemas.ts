/**
 * The schemas of request bodies. The same schemas check requests and are printed in /openapi.json,
 * so the document and the server agree.
 *
 * They use Zod's small build, because its lengths count code points as JSON Schema's do, and it
 * prints the dialect of OpenAPI 3.1 itself.
 */

import * as z from 'zod/mini';
import type * as requests from './requests.ts';

/** A schema of what is read. */
type Reads<T> = z.ZodMiniType<T>;

/** Items of a batch. A page shows fifty products. */
export const MAX_ITEMS = 100;
/** As many as a record may have. */
const MAX_PARTS = 64;
/** Marks found on one host, equal ones among them. */
const MAX_MARKS = 64;
/** Signed roots of a batch. */
const MAX_ROOTS = 16;

/** Text that UTF-8 can carry: no lone surrogates. */
const WELL_FORMED = /^[^\ud800-\udfff]*$/u;

const name = (description: string) =>
  z.string().check(z.minLength(1), z.maxLength(512), z.regex(WELL_FORMED), z.describe(description));

/** The profile of text, as the command line names it. */
const textProfile = z
  .enum(['text', 'html', 'html-text', 'json'])
  .check(z.describe('The form that was signed; html-text covers the words only.'));
const base64 = z.base64().check(z.describe('The bytes, in base64 with padding (RFC 4648 §4).'));
const partName = name('As it was signed: title, descriptionHtml …');

export const Content: Reads<requests.ContentRequest> = z.union([
  z.strictObject({ profile: textProfile, text: z.string() }),
  z.strictObject({ profile: z.literal('raw'), base64 }),
  z.strictObject({
    parts: z
      .array(
        z.union([
          z.strictObject({ name: partName, profile: textProfile, text: z.string() }),
          z.strictObject({ name: partName, profile: z.literal('raw'), base64 }),
        ]),
      )
      .check(z.minLength(1), z.maxLength(MAX_PARTS), z.describe('Each name once.')),
    required: z.optional(
      z
        .union([z.literal('all'), z.array(partName).check(z.maxLength(MAX_PARTS))])
        .check(z.describe('Parts that must be shown; all: every part that was signed.')),
    ),
  }),
]);

const Mark: Reads<requests.MarkRequest> = z
  .union([z.null(), z.string(), z.array(z.string()).check(z.maxLength(MAX_MARKS))])
  .check(
    z.describe(
      'All marks found with the content, as text forms. null, an empty text or list: there is none, and the answer is "absent".',
    ),
  );

const Item = {
  content: Content,
  mark: Mark,
  subject: name(
    'What is about to be shown: compared with the mark, or a valid mark could be moved.',
  ),
};

export const VerifyRequest: Reads<requests.VerifyRequest> = z.strictObject(Item);

export const BatchRequest: Reads<requests.BatchRequest> = z.strictObject({
  items: z.array(VerifyRequest).check(z.minLength(1), z.maxLength(MAX_ITEMS)),
  roots: z.optional(
    z
      .array(z.string())
      .check(z.maxLength(MAX_ROOTS), z.describe('Signed roots of the thin items among them.')),
  ),
});

const submittedText = z.string().check(z.regex(WELL_FORMED));

export const DetectRequest: Reads<requests.DetectRequest> = z.strictObject({
  content: z
    .union([
      z.strictObject({ text: submittedText }),
      z.strictObject({ base64 }),
      z.strictObject({
        parts: z
          .array(
            z.union([
              z.strictObject({ name: partName, text: submittedText }),
              z.strictObject({ name: partName, base64 }),
            ]),
          )
          .check(z.minLength(1), z.maxLength(MAX_PARTS)),
      }),
    ])
    .check(z.describe('What to look at. Nothing of it is kept.')),
  mark: z.optional(Mark),
  subject: z.optional(
    name('The record it stands on. Without it no subject is compared, and the answer says so.'),
  ),
  attestation: z.optional(z.boolean().check(z.describe('Whether to sign the answer.'))),
});
