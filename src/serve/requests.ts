/**
 * The types of requests. They are apart from their schemas (request-schemas.ts), so that users get
 * no type of the schema library.
 */

/** One content: text under a profile, or bytes. */
export type SingleContentRequest =
  | { readonly profile: 'text' | 'html' | 'html-text' | 'json'; readonly text: string }
  | { readonly profile: 'raw'; readonly base64: string };

/** What is shown: one content, or the parts of a record. */
export type ContentRequest =
  | SingleContentRequest
  | {
      readonly parts: readonly ({ readonly name: string } & SingleContentRequest)[];
      readonly required?: 'all' | readonly string[] | undefined;
    };

/** The marks found with it, as text forms. */
export type MarkRequest = null | string | readonly string[];

/** The body of `POST /v1/verify`, and one item of a batch. */
export interface VerifyRequest {
  readonly content: ContentRequest;
  readonly mark: MarkRequest;
  readonly subject: string;
}

/** The body of `POST /v1/verify/batch`. */
export interface BatchRequest {
  readonly items: readonly VerifyRequest[];
  readonly roots?: readonly string[] | undefined;
}

/** Something submitted for detection. */
export type SubmittedRequest = { readonly text: string } | { readonly base64: string };

/** The body of `POST /v1/detect`. */
export interface DetectRequest {
  readonly content:
    | SubmittedRequest
    | { readonly parts: readonly ({ readonly name: string } & SubmittedRequest)[] };
  readonly mark?: MarkRequest | undefined;
  readonly subject?: string | undefined;
  readonly attestation?: boolean | undefined;
}
