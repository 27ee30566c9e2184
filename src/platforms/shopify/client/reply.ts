/** The result of a request to Shopify. */
import type { Failed } from '../../run/failure.ts';

/** The data of an answer, or why there is none. */
export type ShopifyReply =
  | {
      readonly status: 'ok';
      /** For the adapter's reader that goes with the request. */
      readonly data: unknown;
      /** The version that answered; another than asked for where that one is gone. */
      readonly apiVersion: string | undefined;
    }
  | Failed;
