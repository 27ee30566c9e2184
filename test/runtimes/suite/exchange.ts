/** Marks made on one runtime, checked on another. */
import type { BatchItem, PageItem } from 'contentmark';
import { encodeHex } from '../../../src/format/bytes/bytes.ts';
import { flipBit, hex } from '../../fixtures/bytes.ts';
import {
  createGoldenReader,
  type GoldenReader,
  type GoldenVector,
} from '../../fixtures/golden-vector.ts';
import { type Choice, listChoices } from './backends.ts';
import { outcomeOf } from './golden.ts';
import { equal, type Harness } from './harness.ts';
import type { Capabilities, SignedItem, SignedSet, SuiteJob } from './job.ts';
import type { Package } from './package.ts';

const NOW = 1767225600;
const ISSUER = 'https://brand.example';

/** One of each kind of content, with what breaks when text is handled carelessly. */
const CONTENTS: Readonly<Record<string, GoldenVector['content']>> = {
  text: { text: 'Größe 42 \u2013 «naïve» \u{1f45f}\r\n' },
  json: { json: { material: 'merino', weight: 0.31, sizes: ['S', 'M'], note: '\u20ac' } },
  raw: { raw: '52494646000102ff', mediaType: 'image/webp' },
  html: { html: '<p>Fine <b>merino</b> &amp; silk</p>' },
  htmlText: { htmlText: '<p>Fine <b>merino</b> &amp; silk</p>' },
  record: { parts: { title: { text: 'Trail Boot' }, image: { image: '52494646' } } },
};

const subjectOf = (name: string, kind: string) => `products/${name}-${kind}`;

/** Signs one of everything: alone, with a receipt, and thin. */
export async function signSet(subject: Package, job: SuiteJob): Promise<SignedSet> {
  const { contentmark, carrier } = subject;
  const { generateKey, importSeed, localSigner, sign, signBatch } = contentmark;
  const reader = createGoldenReader({ ...contentmark, ...subject.html });
  const { random } = job.capabilities;
  const key = random ? generateKey() : importSeed(hex(job.seed));
  const signer = localSigner(key);
  const claims = { issuer: ISSUER, environment: 'production', issuedAt: NOW };
  let count = 0;
  // Ids are drawn where that is possible: it is part of what is tried.
  const nextId = () => {
    count += 1;
    return random
      ? {}
      : { id: `${job.seed.slice(0, 8)}-0000-4000-8000-${`${count}`.padStart(12, '0')}` };
  };
  const items: SignedItem[] = [];
  const roots: string[] = [];
  for (const [name, content] of Object.entries(CONTENTS)) {
    const own = { ...claims, subject: subjectOf(name, 'single'), ...nextId() };
    const envelope = await sign(reader.readContent(content), { signer, claims: own });
    items.push({ content, subject: own.subject, textForm: carrier.encodeTextForm(envelope) });
  }
  for (const [kind, thin] of [
    ['batch', false],
    ['thin', true],
  ] as const) {
    const batch: BatchItem[] = Object.entries(CONTENTS).map(([name, content]) => ({
      content: reader.readContent(content),
      subject: subjectOf(name, kind),
      ...nextId(),
    }));
    const contents = Object.values(CONTENTS);
    for await (const signed of signBatch(batch, { signer, claims, thin })) {
      const content = contents[items.length % contents.length] as GoldenVector['content'];
      const textForm = carrier.encodeTextForm(signed.envelope);
      items.push({ content, subject: signed.subject, textForm });
      const root = signed.signedRoot && carrier.encodeTextForm(signed.signedRoot);
      if (root !== undefined && !roots.includes(root)) roots.push(root);
    }
  }
  return { runtime: job.runtime, publicKey: encodeHex(key.publicKey), items, roots };
}

/** Checks the sets of all runtimes with each backend of this one. */
export async function checkSets(
  harness: Harness,
  subject: Package,
  sets: readonly SignedSet[],
  capabilities: Capabilities,
): Promise<void> {
  const reader = createGoldenReader({ ...subject.contentmark, ...subject.html });
  for (const set of sets) {
    for (const choice of listChoices(capabilities, subject)) {
      await harness.check(`signed by ${set.runtime} (${choice.name})`, () =>
        checkSet(subject, reader, set, choice),
      );
    }
  }
}

async function checkSet(
  { contentmark, carrier }: Package,
  reader: GoldenReader,
  { publicKey, items, roots }: SignedSet,
  { options }: Choice,
): Promise<void> {
  equal('kinds of content, thrice', items.length, Object.keys(CONTENTS).length * 3);
  const trust = contentmark.createTrust([
    { publicKey: hex(publicKey), issuers: [ISSUER], environments: ['production'] },
  ]);
  const open = () =>
    contentmark.createVerifier({ trust, environment: 'production', cacheSize: 0, ...options });
  const now = NOW + 60;
  const page: readonly PageItem[] = items.map(({ content, subject, textForm }) => ({
    content: reader.readContent(content),
    mark: textForm,
    subject,
  }));
  const outcomes = async (shown: readonly PageItem[], signedRoots: readonly string[]) => {
    const verifier = open();
    for (const root of signedRoots)
      equal('root', (await verifier.addRoot(root)).status, 'accepted');
    return (await verifier.verifyAll(shown, { now })).map(outcomeOf);
  };
  const kinds = Object.keys(CONTENTS).length;
  const every = (...kindsOf: string[]) => kindsOf.flatMap((kind) => Array(kinds).fill(kind));
  equal('on a page', await outcomes(page, roots), every('verified', 'verified', 'verified'));
  equal(
    'without its roots',
    await outcomes(page, []),
    every('verified', 'verified', 'unknown-root'),
  );

  const [first] = items;
  const envelope = first && carrier.decodeTextForm(first.textForm);
  if (first === undefined || envelope === undefined) throw new Error('the set is empty');
  const turned = flipBit(envelope, envelope.length * 8 - 300);
  const forged = { ...page[0], mark: turned } as PageItem;
  const swapped = { ...page[1], mark: envelope, subject: first.subject } as PageItem;
  equal('turned, swapped', await outcomes([forged, swapped], roots), [
    'bad-signature',
    'profile-mismatch',
  ]);
}
