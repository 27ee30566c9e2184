/** The report on one attempt to refresh a remote trust. */
import type { FetchFailure } from './fetch-document.ts';
import type { IgnoredKey } from './read-document.ts';

/** What came of an attempt. */
export type RefreshReport =
  /** The document was read: what it lists counts, what it does not list is withdrawn. */
  | {
      readonly outcome: 'confirmed';
      /** Ids of the keys that count now, those of revoked keys among them. */
      readonly keyIds: readonly string[];
      /** Listed keys that were passed over, in the order of the list. */
      readonly ignored: readonly IgnoredKey[];
      /** Why `file` could not be written: what was learned is not kept over a restart. */
      readonly fileProblem?: string;
    }
  /** No document: what was known goes on counting, until it is too old. */
  | { readonly outcome: 'kept'; readonly failure: FetchFailure; readonly detail: string }
  /** Nothing was asked, for the last attempt was less than the cooldown ago. */
  | { readonly outcome: 'cooling-down' };
