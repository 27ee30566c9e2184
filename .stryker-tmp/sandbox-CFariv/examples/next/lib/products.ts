/** The products as pages may show them: checked, decided, and nothing of the check left in them. */
// @ts-nocheck

import 'server-only';
import { createTrust, createVerifier, text } from 'contentmark';
import { guardRender } from 'contentmark/guards';
import { type Provenance, provenanceOf } from 'contentmark/provenance';
import { catalogue, ISSUER, publicKey, type StoredProduct } from './catalogue';

/** What a page gets. */
export interface Product {
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly provenance: Provenance;
}

const environment = 'production';

const verifier = createVerifier({
  trust: createTrust([{ publicKey, issuers: [ISSUER], environments: [environment] }]),
  environment,
});

function check({ handle, title, description, mark }: StoredProduct): Product {
  const verdict = verifier.verifySync(text(description), mark, { subject: handle });
  const decision = guardRender({ title, description }, { environment, verdict });
  const provenance = provenanceOf(verdict, decision, {
    market: 'eu',
    about: title,
    jsonLd: { url: `https://shop.example/${handle}`, name: title },
  });
  return { handle, title, description, provenance };
}

/** Every product that may be shown. */
export async function listProducts(): Promise<readonly Product[]> {
  return catalogue.map(check).filter(({ provenance }) => provenance.isShown);
}

/** One product, or nothing where there is none to show. */
export async function findProduct(handle: string): Promise<Product | undefined> {
  return (await listProducts()).find((product) => product.handle === handle);
}
