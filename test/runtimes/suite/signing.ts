/** Signing with fixed keys, ids and times: the same bytes on every runtime. */
import type { BatchItem, Content, SignBatchOptions, SignedItem, Signer } from 'contentmark';
import { hex } from '../../fixtures/bytes.ts';
import {
  createGoldenReader,
  type GoldenReader,
  type GoldenVector,
} from '../../fixtures/golden-vector.ts';
import { equal, type Harness, throwsCode } from './harness.ts';
import type { Package } from './package.ts';

const NOW = 1767225600;
const ISSUER = 'https://brand.example';
const SUBJECT = 'products/merino-crew';
const SHOP_SEED = '01'.repeat(32);

const idOf = (index: number) => `0190a3c2-7b5e-4c1d-9e2f-${`${index}`.padStart(12, '0')}`;

export async function checkSigning(
  harness: Harness,
  subject: Package,
  golden: readonly GoldenVector[],
): Promise<void> {
  const reader = createGoldenReader({ ...subject.contentmark, ...subject.html });
  await checkSingle(harness, subject, reader, golden);
  await checkBatches(harness, subject, reader, golden);
  await checkKeys(harness, subject);
  await checkForeignSigner(harness, subject);
}

async function checkSingle(
  harness: Harness,
  { contentmark, carrier }: Package,
  reader: GoldenReader,
  golden: readonly GoldenVector[],
): Promise<void> {
  const { importSeed, localSigner, sign, signSync } = contentmark;
  for (const { name, seed, claims, content, mark } of golden) {
    if (seed === undefined || claims === undefined) continue;
    await harness.check(`signed again: ${name}`, async () => {
      const options = {
        signer: localSigner(importSeed(hex(seed))),
        claims: reader.readClaims(claims),
      };
      const read = reader.readContent(content);
      const textForm = carrier.encodeTextForm(signSync(read, options));
      harness.recordEnvelope(name, textForm);
      equal('the envelope', [textForm], mark);
      equal('awaited', carrier.encodeTextForm(await sign(read, options)), textForm);
    });
  }
}

/** Three items of the golden batch, and five in chunks of two, the last of which is a single mark. */
async function checkBatches(
  harness: Harness,
  { contentmark, carrier }: Package,
  { readContent }: GoldenReader,
  golden: readonly GoldenVector[],
): Promise<void> {
  const { importSeed, localSigner, signBatch, text } = contentmark;
  const vector = (name: string): GoldenVector => {
    const found = golden.find((each) => each.name === name);
    if (found === undefined) throw new Error(`there is no golden vector "${name}"`);
    return found;
  };
  const first = vector('batch: the first of three');
  const last = vector('batch: the last of three, a manifest without a sibling');
  const thin = vector('batch: a thin item, its signed root at hand');
  const contents: readonly Content[] = [
    readContent(first.content),
    text('Merino scarf'),
    readContent(last.content),
    text('Wool hat'),
    contentmark.json({ material: 'wool', weight: 0.07 }),
  ];
  const items: readonly BatchItem[] = contents.map((content, index) => ({
    content,
    subject: index === 0 ? SUBJECT : `${SUBJECT}-${index}`,
    id: idOf(index),
  }));
  const signer = localSigner(importSeed(hex(SHOP_SEED)));
  const claims = { issuer: ISSUER, environment: 'production', issuedAt: NOW };
  const signAll = async (count: number, options: Partial<SignBatchOptions>) => {
    const signed: SignedItem[] = [];
    const batch = signBatch(items.slice(0, count), { signer, claims, ...options });
    for await (const item of batch) signed.push(item);
    return signed;
  };
  const formsOf = (signed: readonly SignedItem[]) =>
    signed.map(({ envelope }) => carrier.encodeTextForm(envelope));

  await harness.check('a batch with receipts is the golden one', async () => {
    const forms = formsOf(await signAll(3, {}));
    equal('items', [forms[0], forms[2]], [...first.mark, ...last.mark]);
  });
  await harness.check('a batch of thin items is the golden one', async () => {
    const [item] = await signAll(3, { thin: true });
    equal('the item', formsOf(item === undefined ? [] : [item]), thin.mark);
    equal('its root', item?.signedRoot && [carrier.encodeTextForm(item.signedRoot)], thin.roots);
  });
  for (const isThin of [false, true]) {
    await harness.check(`chunks of two are the same bytes (thin: ${isThin})`, async () => {
      const signed = await signAll(5, { chunkSize: 2, thin: isThin });
      for (const [index, form] of formsOf(signed).entries()) {
        harness.recordEnvelope(`batch of five, thin: ${isThin}, ${index}`, form);
      }
      equal(
        'subjects',
        signed.map((item) => item.subject),
        items.map((item) => item.subject),
      );
      equal('roots', signed.filter(({ signedRoot }) => signedRoot).length, isThin ? 4 : 0);
    });
  }
}

async function checkKeys(harness: Harness, { contentmark, carrier }: Package): Promise<void> {
  const { importSeed, importPkcs8, importPrivateJwk, thumbprint } = contentmark;
  await harness.check('a key survives PKCS#8, PEM and JWK, and keeps its name', () => {
    const key = importSeed(hex(SHOP_SEED));
    const jwk = contentmark.unsafeExportPrivateJwk(key);
    const der = contentmark.unsafeExportPkcs8(key);
    const pem = `-----BEGIN PRIVATE KEY-----\n${toBase64(der, carrier)}\n-----END PRIVATE KEY-----\n`;
    const copies = [importPkcs8(der), importPkcs8(pem), importPrivateJwk(jwk)];
    for (const copy of copies)
      equal('the seed', contentmark.unsafeExportSeed(copy), hex(SHOP_SEED));
    harness.recordVerdict('keys: names', [key.keyId, thumbprint(key.publicKey), jwk]);
  });
}

/** 48 bytes fill their base64, so that it has no padding. */
function toBase64(der: Uint8Array, { encodeTextForm }: Package['carrier']): string {
  return encodeTextForm(der).replaceAll('-', '+').replaceAll('_', '/');
}

async function checkForeignSigner(harness: Harness, { contentmark }: Package): Promise<void> {
  const { importSeed, sign, text } = contentmark;
  const key = importSeed(hex(SHOP_SEED));
  const claims = { issuer: ISSUER, subject: SUBJECT, environment: 'production', id: idOf(0) };
  const signBy = (signer: Signer) => sign(text('Merino'), { signer, claims });
  const { publicKey } = key;
  await harness.check('a signer of another key is found out', async () => {
    const other = importSeed(hex('02'.repeat(32)));
    const wrong: Signer = { publicKey, sign: async (message) => other.signMessage(message) };
    await throwsCode('signed by another', 'ERR_SIGNER', () => signBy(wrong), 'signer');
    const right: Signer = { publicKey, sign: async (message) => key.signMessage(message) };
    equal('signed by itself', (await signBy(right)).length > 200, true);
  });
}
