/** The verification API and its page as a Worker, as a shop would deploy them. */
// @ts-nocheck

import { createInspector, createVerificationApi, type VerificationApi } from 'contentmark/http';
import {
  importPrivateJwk,
  importPublicKey,
  localSigner,
  type PrivateJwk,
  type PublicJwk,
} from 'contentmark/keys';
import { createTrust } from 'contentmark/verify';

/** What is bound to the Worker. */
export interface Bindings {
  /** Public key of the shop's marks. */
  readonly PUBLIC_KEY: PublicJwk;
  /** Private key of receipts, a JWK as text: a secret of the Worker, never in its script. */
  readonly RECEIPT_KEY: string;
}

let app: VerificationApi | undefined;

function createApp({ PUBLIC_KEY, RECEIPT_KEY }: Bindings): VerificationApi {
  const issuer = 'https://shop.example/provenance';
  const publicKey = importPublicKey(PUBLIC_KEY);
  // importPrivateJwk checks every member it reads.
  const receiptKey = JSON.parse(RECEIPT_KEY) as PrivateJwk;
  const options = {
    trust: createTrust([
      { publicKey, issuers: [issuer], environments: ['production'], purposes: ['content'] },
    ]),
    environment: 'production',
    publishedKeys: [{ publicKey }],
    receipts: { signer: localSigner(importPrivateJwk(receiptKey)), solution: issuer },
  };
  const api = createVerificationApi(options);
  return api.route('/', createInspector(options));
}

export default {
  async fetch(request: Request, bindings: Bindings): Promise<Response> {
    app ??= createApp(bindings);
    return await app.fetch(request);
  },
};
