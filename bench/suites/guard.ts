/**
 * What guarding adds to checking: each product of a page verified and guarded, against verified
 * only. A run is one product, not a page of them: a page takes longer than a busy machine leaves
 * it alone, and its ratio would be the neighbours'.
 */
import type { Detector } from 'contentmark/detect';
import { importEntry } from '../built-entry.ts';
import { at, type Inputs, openVerifier, prepareInputs, require } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import type { Case, Contest, Suite } from '../suite.ts';

type Guards = typeof import('contentmark/guards');
type Detect = typeof import('contentmark/detect');

/** A product as a storefront gets it. Nothing in it is test data. */
function productOf(description: string, index: number): unknown {
  return {
    id: `gid://shopify/Product/${8_123_456_000 + index}`,
    handle: `trail-boot-${index}`,
    title: 'Trail Boot Mid',
    vendor: 'Daybird',
    descriptionHtml: description,
    featuredImage: {
      url: `https://cdn.shopify.com/s/files/1/0001/boot-${index}.jpg`,
      altText: 'Boot',
    },
    variants: {
      nodes: [{ sku: `TB-${index}-42`, barcode: '4006381333931', price: { amount: '109.99' } }],
    },
  };
}

interface Page {
  readonly inputs: Inputs;
  readonly products: readonly unknown[];
}

/** Verifies cold, as when a page is asked for the first time. */
function verifyOne({ inputs }: Page): Case {
  const verifier = openVerifier(inputs, { cacheSize: 0 });
  const { text } = inputs.built.content;
  return {
    name: 'verify',
    run(turn) {
      const { text: shown, textForm, subject } = at(inputs.items, turn);
      require(verifier.verifySync(text(shown), textForm, { subject }).status === 'verified');
    },
  };
}

/** The same, and a decision for each product. */
function guardOne(
  name: string,
  { inputs, products }: Page,
  guard: Guards['guardRender'],
  detectors: readonly Detector[],
): Case {
  const verifier = openVerifier(inputs, { cacheSize: 0 });
  const { text } = inputs.built.content;
  return {
    name,
    run(turn) {
      const { text: shown, textForm, subject } = at(inputs.items, turn);
      const verdict = verifier.verifySync(text(shown), textForm, { subject });
      const options = { environment: 'production', verdict, detectors };
      require(guard(at(products, turn), options).action === 'disclose');
    },
  };
}

/** A guard with nothing to verify: what the lists and the tables alone take. */
function decideOnly(
  name: string,
  { products }: Page,
  guard: Guards['guardRender'],
  detectors: readonly Detector[],
): Case {
  const verdict = { status: 'absent' } as const;
  return {
    name,
    run(turn) {
      const options = { environment: 'production', verdict, detectors };
      require(guard(at(products, turn), options).action === 'allow');
    },
  };
}

export const suite: Suite = {
  name: 'guard',
  notes: [
    'Times are of one product with a description of about 1 KiB, another each time; its mark is verified by itself, and verdicts are never cached.',
    'verify: verification alone. verify+guard: guardRender over the whole product too, by the default policy and the published lists, which remember long texts without findings, as on a page that is asked for again. guard: the same without a mark.',
    'verify+guard-cold, guard-cold: with detectors that remember nothing, so every description is read.',
    'Goal: verify+guard/verify below 1.1.',
  ],
  async prepare(settings): Promise<readonly Contest[]> {
    const inputs = prepareInputs(await importBuilt(), settings);
    const { guardRender } = await importEntry<Guards>('guards');
    const { createDetector } = await importEntry<Detect>('detect');
    const page = {
      inputs,
      products: inputs.items.map(({ text }, index) => productOf(text, index)),
    };
    // Enough for every description of the suite.
    const warm = [createDetector({ cleanCharacters: 8_000_000 })];
    const cold = [createDetector({ cleanCharacters: 0 })];
    return [
      {
        cases: [
          verifyOne(page),
          guardOne('verify+guard', page, guardRender, warm),
          guardOne('verify+guard-cold', page, guardRender, cold),
          decideOnly('guard', page, guardRender, warm),
          decideOnly('guard-cold', page, guardRender, cold),
        ],
        turns: settings.short ? 64 : 512,
        ratios: [
          ['verify+guard', 'verify'],
          ['verify+guard-cold', 'verify'],
          ['guard', 'verify'],
          ['guard-cold', 'verify'],
        ],
      },
    ];
  },
};
