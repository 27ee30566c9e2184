/** The verification API and its page as a Worker, as a shop would deploy them. */
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
  /** Private key of attestations, a JWK as text: a secret of the Worker, never in its script. */
  readonly ATTESTATION_KEY: string;
}

let app: VerificationApi | undefined;

function createApp({ PUBLIC_KEY, ATTESTATION_KEY }: Bindings): VerificationApi {
  const issuer = 'https://shop.example/provenance';
  const publicKey = importPublicKey(PUBLIC_KEY);
  // importPrivateJwk checks every member it reads.
  const attestationKey = JSON.parse(ATTESTATION_KEY) as PrivateJwk;
  const options = {
    trust: createTrust([
      { publicKey, issuers: [issuer], environments: ['production'], purposes: ['content'] },
    ]),
    environment: 'production',
    publishedKeys: [{ publicKey }],
    attestations: { signer: localSigner(importPrivateJwk(attestationKey)), solution: issuer },
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
