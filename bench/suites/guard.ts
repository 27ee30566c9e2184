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

/** Products of one page. */
const PAGE_SIZE = 50;

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
    'Times are of one product with a description of about 1 KiB, in turn one of the fifty of a page; its mark is verified by itself, and verdicts are never cached.',
    'verify: verification alone. verify+guard: guardRender over the whole product too, by the default policy and the published lists. The detector is the default one, so it remembers long texts without findings up to its default of a million characters; the products are the same fifty of one page each time, so from the second time on their descriptions are remembered. guard: the same without a mark.',
    'verify+guard-cold, guard-cold: with detectors that remember nothing, so every description is read, as when a page is asked for the first time.',
    'Goals: verify+guard/verify and verify+guard-cold/verify below 1.1.',
  ],
  async prepare(settings): Promise<readonly Contest[]> {
    const inputs = prepareInputs(await importBuilt(), settings);
    const shown = { ...inputs, items: inputs.items.slice(0, PAGE_SIZE) };
    const { guardRender } = await importEntry<Guards>('guards');
    const { createDetector } = await importEntry<Detect>('detect');
    const page = {
      inputs: shown,
      products: shown.items.map(({ text }, index) => productOf(text, index)),
    };
    const warm = [createDetector()];
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
