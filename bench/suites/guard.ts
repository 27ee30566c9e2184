/**
 * What guarding adds to checking: a page of fifty products, each verified and guarded, against
 * the same page verified only.
 */
import type { Detector } from 'contentmark/detect';
import { importEntry } from '../built-entry.ts';
import { at, type Inputs, openVerifier, prepareInputs, require } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import type { Case, Contest, Suite } from '../suite.ts';

type Guards = typeof import('contentmark/guards');
type Detect = typeof import('contentmark/detect');

const PAGE = 50;

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

/** Verifies one product cold, as each is when a page is asked for the first time. */
function verifyPage({ inputs }: Page): Case {
  const verifier = openVerifier(inputs, { cacheSize: 0 });
  const { text } = inputs.built.content;
  return {
    name: 'verify',
    run(turn) {
      for (let i = 0; i < PAGE; i++) {
        const { text: shown, textForm, subject } = at(inputs.items, turn * PAGE + i);
        require(verifier.verifySync(text(shown), textForm, { subject }).status === 'verified');
      }
    },
  };
}

/** The same, and a decision for each product. */
function guardPage(
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
      for (let i = 0; i < PAGE; i++) {
        const { text: shown, textForm, subject } = at(inputs.items, turn * PAGE + i);
        const verdict = verifier.verifySync(text(shown), textForm, { subject });
        const product = at(products, turn * PAGE + i);
        const { action } = guard(product, { environment: 'production', verdict, detectors });
        require(action === 'disclose');
      }
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
      for (let i = 0; i < PAGE; i++) {
        const product = at(products, turn * PAGE + i);
        const { action } = guard(product, { environment: 'production', verdict, detectors });
        require(action === 'allow');
      }
    },
  };
}

export const suite: Suite = {
  name: 'guard',
  notes: [
    `Times are of a page of ${PAGE} products with descriptions of about 1 KiB, each mark verified by itself on one thread; verdicts are never cached.`,
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
          verifyPage(page),
          guardPage('verify+guard', page, guardRender, warm),
          guardPage('verify+guard-cold', page, guardRender, cold),
          decideOnly('guard', page, guardRender, warm),
          decideOnly('guard-cold', page, guardRender, cold),
        ],
        turns: settings.short ? 8 : 32,
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
