/**
 * A cart of verdicts, read where Shopify reads them: in QuickJS, in a Function. Against parsing
 * the same texts, which a Function that looks at its metafields at all cannot do without.
 */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { require } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import { type Engine, openEngine } from '../quickjs.ts';
import type { Case, Contest, Suite } from '../suite.ts';

/** Cart lines in one run. */
const LINES = 100;

/** Of a Function, up to carts of 200 lines (function-runner). */
const LIMIT = 11_000_000;

/** The verdicts as the writer prints them for a product with a handle and an audience. */
const SETUP = `
  const claims = { environment: 'production', audience: 'shop.example' };
  const handles = Array.from({ length: ${LINES} }, (_, i) => 'merino-crew-' + i);
  const texts = handles.map((subject) => contentmark.writeVerdict(
    { status: 'verified', keyId: 'dd2fb4e18b5e1ce3', claims: { ...claims, subject } },
    { ...claims, subject, expiresAt: 1780000000, envelopeDigest: 'ab'.repeat(32) },
  ));
  const values = texts.map((text) => JSON.parse(text));
  const open = () => contentmark.createVerdictReader({ ...claims, now: 1779000000, fail: 'closed' });
  const count = (isGood) => {
    let good = 0;
    for (let i = 0; i < ${LINES}; i++) if (isGood(i)) good++;
    return good;
  };
  globalThis.read = () => {
    const reader = open();
    return count((i) => reader.read(texts[i], { subject: handles[i] }).allowed);
  };
  globalThis['read-json-value'] = () => {
    const reader = open();
    return count((i) => reader.read(values[i], { subject: handles[i] }).allowed);
  };
  // The input of a cart and checkout validation, as docs/verdict.md asks for it.
  const input = JSON.stringify({
    shop: { localTime: { date: '2026-05-01' } },
    cart: { lines: values.map((jsonValue, i) => ({ merchandise: {
      __typename: 'ProductVariant', product: { handle: handles[i], verdict: { jsonValue } },
    } })) },
  });
  globalThis['function'] = () => {
    const { shop, cart } = JSON.parse(input);
    const now = contentmark.endOfDate(shop.localTime.date);
    const reader = contentmark.createVerdictReader({ ...claims, now, fail: 'closed' });
    const bad = cart.lines.filter(({ merchandise: { product } }) =>
      !reader.read(product.verdict?.jsonValue, { subject: product.handle }).allowed);
    return ${LINES} - bad.length;
  };
  globalThis['json-parse'] = () => count((i) => JSON.parse(texts[i]).status === 'verified');
`;

const NAMES = ['read', 'read-json-value', 'function', 'json-parse'] as const;

/** The built entry as a Function's bundler makes it. */
async function bundleEntry(): Promise<string> {
  await importBuilt();
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../../dist/verdict.js', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    globalName: 'contentmark',
    target: 'es2022',
    platform: 'neutral',
  });
  const [output] = outputFiles;
  if (output === undefined) throw new Error('esbuild wrote nothing');
  return output.text;
}

function prepareCase(engine: Engine, name: string): Case {
  const call = engine.prepare(name);
  return { name, run: () => require(call() === LINES) };
}

/** Instructions of one run; the second, since the first also makes what stays. */
function countRun(engine: Engine, name: string): number {
  const call = engine.prepare(name);
  require(call() === LINES);
  const before = engine.instructions();
  require(call() === LINES);
  return engine.instructions() - before;
}

export const suite: Suite = {
  name: 'verdict',
  notes: [
    `Each run is a cart of ${LINES} verdicts in QuickJS, with nothing but the language. read: a reader, and read(value, { subject }) of each text. read-json-value: the same of what Shopify has parsed (jsonValue). function: a whole run, from the text of its input to what it would refuse. json-parse: JSON.parse of each text and a look at its status.`,
    `The figures are instructions of one such cart, counted as function-runner counts them (bench/README.md). A Function may take ${LIMIT.toLocaleString('en')}, its input and everything else included.`,
  ],
  async prepare({ short }): Promise<readonly Contest[]> {
    const bundle = await bundleEntry();
    const engines = [];
    for (const isCounting of [false, true]) {
      const engine = await openEngine({ isCounting });
      engine.run(bundle);
      engine.run(SETUP);
      engines.push(engine);
    }
    const [timing, counting] = engines as [Engine, Engine];
    return [
      {
        cases: NAMES.map((name) => prepareCase(timing, name)),
        turns: short ? 16 : 64,
        ratios: [
          ['read', 'json-parse'],
          ['read-json-value', 'json-parse'],
          ['function', 'json-parse'],
        ],
        figures: async () =>
          NAMES.map((name) => ({ name, value: countRun(counting, name), unit: 'instructions' })),
      },
    ];
  },
};
