/** Signs one tree of many leaves, and gives back items at random places of it. */
import { claimsOf } from '../peers/claims.js';
import { loadBuilt } from './ours.js';
import { products } from './products.js';
import { pickPlaces } from './random.js';
import { answer, readRequest, toBytes } from './request.js';

/** @type {{ readonly seed: string, readonly count: number, readonly sample: number, readonly texts: readonly string[] }} */
const { seed, count, sample, texts } = readRequest();
const { content, keys, sign } = await loadBuilt();
const signer = keys.localSigner(keys.importSeed(toBytes(seed)));
const { subject: _subject, ...claims } = claimsOf('');

const places = pickPlaces(sample, count);
const wanted = new Set(places);
/** @type {Map<number, string>} */
const marks = new Map();
let place = 0;
for await (const { envelope } of sign.signBatch(products(content, texts, count), {
  signer,
  claims,
  chunkSize: count,
})) {
  if (wanted.has(place)) marks.set(place, Buffer.from(envelope).toString('base64url'));
  place += 1;
}
answer(places.map((at) => ({ place: at, mark: marks.get(at) })));
