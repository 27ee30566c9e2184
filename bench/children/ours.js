/** The built package, as a storefront calls it. */
import { AUDIENCE, ENVIRONMENT, ISSUER, NOW, require } from '../peers/claims.js';
import { load } from '../peers/load.js';

const DIST = new URL('../../dist/', import.meta.url);

/**
 * @param {string} name
 * @returns {Promise<unknown>}
 */
function loadEntry(name) {
  return load(new URL(`${name}.js`, DIST).href);
}

/**
 * Entry points of dist. A build holds exactly what its sources export.
 * @returns {Promise<Pick<import('../install.ts').Built, 'content' | 'keys' | 'sign' | 'verify'>>}
 */
export async function loadBuilt() {
  const names = ['content', 'keys', 'sign', 'verify'];
  const [content, keys, sign, verify] = await Promise.all(names.map(loadEntry));
  return /** @type {import('../install.ts').Built} */ ({ content, keys, sign, verify });
}

/**
 * @param {Uint8Array} publicKey
 * @param {Partial<import('contentmark/verify').VerifierOptions>} [settings]
 * @returns {Promise<import('../peers/peer.ts').Check>}
 */
export async function openWith(publicKey, settings) {
  const [{ text }, { createTrust, createVerifier }] =
    /** @type {[typeof import('contentmark/content'), typeof import('contentmark/verify')]} */ (
      await Promise.all([loadEntry('content'), loadEntry('verify')])
    );
  const verifier = createVerifier({
    trust: createTrust([{ publicKey, issuers: [ISSUER], environments: [ENVIRONMENT] }]),
    environment: ENVIRONMENT,
    audience: AUDIENCE,
    clock: () => NOW,
    ...settings,
  });
  return (mark, product) => {
    const { status } = verifier.verifySync(text(product.text), mark, { subject: product.subject });
    require(status === 'verified');
  };
}

/** @type {import('./entrant.ts').Open} */
export function open(publicKey) {
  return openWith(publicKey);
}

/** @type {import('./entrant.ts').Open} */
export async function openOnNoble(publicKey) {
  const { createNobleBackend } = /** @type {typeof import('contentmark/noble')} */ (
    await loadEntry('noble')
  );
  return openWith(publicKey, { backend: createNobleBackend() });
}
