/** @sigstore/verify: an in-toto statement in a DSSE envelope, in a bundle that names a bare public key. */
import { createPrivateKey, createPublicKey, hash, sign as nodeSign } from 'node:crypto';
import { jwtClaimsOf, require, requireClaims } from './claims.js';
import { privateJwk, publicJwk } from './keys.js';
import { load } from './load.js';

/**
 * As much of @sigstore/bundle and @sigstore/verify as is used here.
 * @typedef {object} Bundle
 * @property {{ readonly dsseEnvelope: { readonly payload: Buffer } }} content
 *
 * @typedef {object} SigstoreBundle
 * @property {(json: unknown) => Bundle} bundleFromJSON
 *
 * @typedef {object} SigstoreVerify
 * @property {(bundle: Bundle) => unknown} toSignedEntity
 * @property {new (trustMaterial: object, options: object) => { verify(entity: unknown): unknown }} Verifier
 */

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const HINT = 'catalogue-key';

/** @type {import('./peer.ts').Peer} */
export const sigstore = {
  name: 'sigstore',
  note: '@sigstore/verify: bundleFromJSON, toSignedEntity and Verifier.verify of a DSSE envelope with a bare public key, its thresholds for logs and timestamps at 0; the in-toto statement parsed, claims and digest compared by us. At once, by node:crypto, as ours. Its own work begins where this ends: certificate chains, transparency logs and timestamps, which ours does not know.',
  async sign(pair, products) {
    const key = createPrivateKey({ format: 'jwk', key: privateJwk(pair) });
    return products.map(({ subject, text }) => {
      const payload = Buffer.from(
        JSON.stringify({
          _type: 'https://in-toto.io/Statement/v1',
          subject: [{ name: subject, digest: { sha256: hash('sha256', text, 'hex') } }],
          predicateType: 'https://copy.example/mark/v1',
          predicate: jwtClaimsOf(subject),
        }),
      );
      // Pre-authentication encoding of DSSE.
      const start = `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `;
      const signature = nodeSign(null, Buffer.concat([Buffer.from(start), payload]), key);
      return JSON.stringify({
        mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
        verificationMaterial: { publicKey: { hint: HINT }, tlogEntries: [] },
        dsseEnvelope: {
          payload: payload.toString('base64'),
          payloadType: PAYLOAD_TYPE,
          signatures: [{ sig: signature.toString('base64'), keyid: '' }],
        },
      });
    });
  },
  async open(publicKey) {
    const { bundleFromJSON } = /** @type {SigstoreBundle} */ (await load('@sigstore/bundle'));
    const { toSignedEntity, Verifier } = /** @type {SigstoreVerify} */ (
      await load('@sigstore/verify')
    );
    // toTrustMaterial would import the key anew for each envelope; a finder of one's own need not.
    const key = {
      publicKey: createPublicKey({ format: 'jwk', key: publicJwk(publicKey) }),
      validFor: () => true,
    };
    const trust = {
      certificateAuthorities: [],
      timestampAuthorities: [],
      tlogs: [],
      ctlogs: [],
      /** @param {string} hint */
      publicKey(hint) {
        require(hint === HINT);
        return key;
      },
    };
    const none = { ctlogThreshold: 0, tlogThreshold: 0, timestampThreshold: 0 };
    const verifier = new Verifier(trust, none);
    return (mark, { subject, text }) => {
      const bundle = bundleFromJSON(JSON.parse(mark));
      verifier.verify(toSignedEntity(bundle));
      const statement = JSON.parse(bundle.content.dsseEnvelope.payload.toString());
      const [named] = statement.subject;
      require(named.name === subject);
      requireClaims(statement.predicate, subject);
      require(named.digest.sha256 === hash('sha256', text, 'hex'));
    };
  },
};
