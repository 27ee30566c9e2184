/**
 * One cold start: library loaded, key imported, one mark checked. The clock runs from before
 * the first import to after the check; what Node itself does before is not in it.
 */
import { answer, readRequest, toBytes } from './request.js';

/**
 * Importing its own few lines costs each of them the same.
 * @type {Readonly<Record<string, () => Promise<import('./entrant.ts').Open>>>}
 */
const ENTRANTS = {
  bare: async () => (await import('./bare.js')).open,
  noble: async () => (await import('./noble.js')).open,
  coldstart: async () => (await import('./ours.js')).open,
  'noble-coldstart': async () => (await import('./ours.js')).openOnNoble,
  jose: async () => (await import('../peers/jose.js')).jose.open,
  'auth0-cose': async () => (await import('../peers/auth0-cose.js')).auth0Cose.open,
  paseto: async () => (await import('../peers/paseto.js')).paseto.open,
  'fast-jwt': async () => (await import('../peers/fast-jwt.js')).fastJwt.open,
  sigstore: async () => (await import('../peers/sigstore.js')).sigstore.open,
};

/** @type {{ readonly entrant: string, readonly publicKey: string, readonly mark: string, readonly subject: string, readonly text: string, readonly bytes: string, readonly message: string, readonly signature: string }} */
const request = readRequest();
const { entrant, mark, subject, text } = request;
const publicKey = toBytes(request.publicKey);
const bytes = toBytes(request.bytes);
const message = toBytes(request.message);
const signature = toBytes(request.signature);
const load = ENTRANTS[entrant];
if (load === undefined) throw new Error(`no entrant "${entrant}"`);

const start = performance.now();
const open = await load();
const check = await open(publicKey);
await check(mark, { subject, text, bytes, message, signature });
answer({ ns: (performance.now() - start) * 1e6 });
