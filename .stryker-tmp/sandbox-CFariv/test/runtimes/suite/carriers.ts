/** Carriers: the laws of the kit, and a mark that verifies after the journey. */
// @ts-nocheck

import type { Carrier, Metafield } from 'contentmark/carrier';
import { hex } from '../../fixtures/bytes.ts';
import { outcomeOf } from './golden.ts';
import { equal, type Harness } from './harness.ts';
import type { Package } from './package.ts';

const NOW = 1767225600;
const SUBJECT = 'products/merino-crew';
const MARKUP = '<p>Fine <b>merino</b> &amp; silk.</p>\n<ul><li>Warm<li>Light</ul>';

/** One carrier and hosts without a mark, by a name for the report. */
interface Journey<Host> {
  readonly carrier: Carrier<Host>;
  readonly hosts: Readonly<Record<string, Host>>;
}

export async function checkCarriers(harness: Harness, subject: Package): Promise<void> {
  const { carrier, html } = subject;
  await travel(harness, subject, {
    carrier: carrier.metafieldCarrier(),
    hosts: { none: [], others: [{ namespace: 'custom', key: 'care', value: 'wash' }] },
  } satisfies Journey<readonly Metafield[]>);
  await travel(harness, subject, {
    carrier: carrier.memberCarrier(),
    hosts: { empty: {}, product: { id: 1, title: 'Boots', nested: { a: [1] } } },
  });
  await travel(harness, subject, {
    carrier: carrier.columnCarrier('Mark'),
    hosts: { row: { Handle: 'boots', Title: 'Boots' } },
  });
  await travel(harness, subject, {
    carrier: carrier.headerCarrier(),
    hosts: {
      none: [],
      some: [
        ['content-type', 'text/html'],
        ['set-cookie', 'a=b'],
      ] as const,
    },
  });
  await travel(harness, subject, {
    carrier: carrier.additionalAttributesCarrier(),
    hosts: {
      empty: '',
      plain: 'size=XS,color=Black',
      enclosed: 'size="XS, small",note="say ""hi"""',
    },
  });
  await travel(harness, subject, {
    carrier: html.attributeCarrier(),
    hosts: { fragment: MARKUP, page: `<!doctype html><title>x</title><body>${MARKUP}` },
  });
  await travel(harness, subject, {
    carrier: html.scriptCarrier(),
    hosts: { text: 'Merino', fragment: MARKUP },
  });
  await checkMarkedMarkup(harness, subject);
}

async function travel<Host>(
  harness: Harness,
  { contentmark, carrier, testing }: Package,
  journey: Journey<Host>,
): Promise<void> {
  for (const { name, run } of testing.carrierKit(journey)) await harness.check(name, run);
  const { createTrust, verify, text } = contentmark;
  await harness.check(`${journey.carrier.name}: a mark verifies after the journey`, async () => {
    const { key, envelope } = signMark(contentmark, text('Merino'));
    const trust = createTrust([entryOf(key.publicKey)]);
    const options = { trust, environment: 'production', subject: SUBJECT, now: NOW + 60 };
    for (const [label, host] of Object.entries(journey.hosts)) {
      const found = carrier.extract(
        carrier.embed(host, envelope, journey.carrier),
        journey.carrier,
      );
      const verdict = await verify(text('Merino'), found, options);
      equal(label, outcomeOf(verdict), 'verified');
      harness.recordVerdict(`carrier: ${journey.carrier.name} (${label})`, verdict);
    }
  });
}

/** HTML that carries its own mark: what stands in the markup is no part of what was signed. */
async function checkMarkedMarkup(harness: Harness, subject: Package): Promise<void> {
  const { contentmark, carrier, html } = subject;
  const { createTrust, verify } = contentmark;
  for (const way of [html.attributeCarrier(), html.scriptCarrier()]) {
    await harness.check(
      `${way.name}: markup carries the mark that it was signed with`,
      async () => {
        const { key, envelope } = signMark(contentmark, html.html(MARKUP));
        const trust = createTrust([entryOf(key.publicKey)]);
        const options = { trust, environment: 'production', subject: SUBJECT, now: NOW + 60 };
        const marked = carrier.embed(MARKUP, envelope, way);
        harness.recordEnvelope(`carrier: ${way.name} in markup`, marked);
        const verdict = await verify(html.html(marked), carrier.extract(marked, way), options);
        equal('as it was marked', outcomeOf(verdict), 'verified');
        const edited = html.html(marked.replace('Warm', 'Hot'));
        const refused = await verify(edited, carrier.extract(marked, way), options);
        equal('edited', outcomeOf(refused), 'digest-mismatch');
      },
    );
  }
}

function signMark(
  { importSeed, localSigner, signSync }: Package['contentmark'],
  content: Parameters<Package['contentmark']['signSync']>[0],
) {
  const key = importSeed(hex('01'.repeat(32)));
  const claims = {
    issuer: 'https://brand.example',
    subject: SUBJECT,
    environment: 'production',
    issuedAt: NOW,
    id: '0190a3c2-7b5e-4c1d-9e2f-3a4b5c6d7e8f',
  };
  return { key, envelope: signSync(content, { signer: localSigner(key), claims }) };
}

const entryOf = (publicKey: Uint8Array) => ({
  publicKey,
  issuers: ['https://brand.example'],
  environments: ['production'],
});
