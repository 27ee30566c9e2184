/** Contents to sign: real product descriptions, each one different. */
import { readFileSync } from 'node:fs';

/** Where examples keep the catalogue of a real shop. */
export const DEFAULT_CATALOGUE = 'examples/catalogue/data/catalog.json';

interface Product {
  readonly Description: string;
}

/**
 * So many distinct texts of about 1 KiB, each three descriptions of the catalogue, which are
 * 340 characters on average. Alone they would be too few and too short for a product page.
 */
export function readDescriptions(path: string, count: number): readonly string[] {
  const products = JSON.parse(readFileSync(path, 'utf8')) as readonly Product[];
  const descriptions = products.map(({ Description }) => Description);
  const n = descriptions.length;
  const texts = new Set<string>();
  // Every first with every second, never twice: the step between them changes after n texts.
  for (let i = 0; texts.size < count; i++) {
    const step = 1 + Math.floor(i / n);
    if (step >= n) throw new Error(`${path} makes ${texts.size} texts, the bench needs ${count}`);
    const trio = [i, i + step, i + 2 * step].map((at) => descriptions[at % n]);
    // Through bytes and back: a joined string is a tree until it is first read.
    texts.add(Buffer.from(trio.join('\n\n')).toString('utf8'));
  }
  return [...texts];
}
