/** The `@example` blocks of docstrings: each is run, and prints what its comments say. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Example {
  readonly name: string;
  readonly source: string;
}

/** Every block behind `@example`, by the name of the function that is documented. */
function examplesOf(source: string): readonly Example[] {
  const documented = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export (?:async )?function\*? (\w+)/g;
  return [...source.matchAll(documented)].flatMap(([, doc = '', name = '']) => {
    const text = doc.replace(/^ \* ?/gm, '');
    return [...text.matchAll(/@example\n```ts\n([\s\S]*?)\n```/g)].map(([, code = '']) => ({
      name,
      source: code,
    }));
  });
}

const examples = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .flatMap((file) => examplesOf(readFileSync(join(root, 'src', file), 'utf8')));

/** What people call first. One of these without an example is a fault. */
const PUBLIC = `
  assertEnvironment attributeCarrier carrierKit createCompactVerifier createDecider createDetector
  createMagentoClient createMemoryRegistry createRecall createRemoteTrust createShopifyClient createTrust
  createVerdictReader createVerificationApi createVerifier decide defineContentMark detect Disclosure
  disclosure disclosureJsonLd embed entriesOf explain exportPublicJwk extract findMarks generateKey
  guardCheckout guardImport guardProvisioning guardRender guardSettings html htmlText imageDigest importPkcs8
  importSeed inspect invisibleCarrier json keyIdOf localSigner merchantItem metafieldCarrier openCatalog
  openFileRegistry openRecords parts pointerTo promote Provenance provenanceOf queryOf readForeignMarks
  readPolicy readVerdict renderLabel scan selectReviews sign signAttestation signBatch signCatalog signSync
  signRecallList startServer strictest text verify verifyAttestation verifyCatalog verifyRecallList verifySync
  writeVerdict`;

// Inside the project, so that the examples find the package under its own name.
let folder: string;
beforeAll(() => {
  mkdirSync(join(root, '.reports'), { recursive: true });
  folder = mkdtempSync(join(root, '.reports', 'examples-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A line that prints ends with what it prints. */
const promised = (source: string): readonly string[] =>
  [...source.matchAll(/\bconsole\.log\(.*\); \/\/ (.+)$/gm)].map(([, value = '']) => value);

it.each(PUBLIC.trim().split(/\s+/))('%s has an example', (name) => {
  expect(examples.map((example) => example.name)).toContain(name);
});

describe('the example of', () => {
  it.each(examples)('$name prints what its comments say', async ({ name, source }) => {
    // One that shows a function of the caller's own is loaded only: the pages' tests call it.
    if (!/^export /m.test(source)) expect(promised(source)).not.toEqual([]);
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, source);
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    try {
      await import(file);
      expect(log.mock.calls.map((values) => values.join(' '))).toEqual(promised(source));
    } finally {
      log.mockRestore();
    }
  });
});
