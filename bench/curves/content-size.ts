/** A cold check of contents from a title to a whole book. */
import { readDescriptions } from '../catalogue.ts';
import { type CurveFamily, measureSizes } from '../curve.ts';
import { bare, createInputs, ours } from '../inputs.ts';
import { importBuilt } from '../install.ts';

const SIZES = [100, 1000, 10_000, 100_000, 1_000_000];

/** Distinct texts of a size: fewer of the large ones, which no processor cache holds anyway. */
const countOf = (size: number) => Math.min(256, Math.max(8, Math.ceil(2e6 / size)));

/** Texts of so many characters, which are as many bytes: the descriptions are ASCII. */
function textsOf(size: number, catalogue: string): readonly string[] {
  const descriptions = readDescriptions(catalogue, 512);
  return Array.from({ length: countOf(size) }, (_, i) => {
    let text = `${i} `;
    for (let at = i; text.length < size; at++) text += descriptions[at % descriptions.length];
    // Through bytes and back: a joined string is a tree until it is first read.
    return Buffer.from(text.slice(0, size)).toString('utf8');
  });
}

export const family: CurveFamily = {
  name: 'content-size',
  notes: [
    'cold and bare as in suite verify. What the content costs is its hash, and a look for characters that need normalizing; the check around it does not grow. bare hashes bytes that are at hand; cold is given a text, which node:crypto has to write as UTF-8 first.',
  ],
  async measure(settings, rounds) {
    const built = await importBuilt();
    const sizes = settings.short ? SIZES.slice(0, 3) : SIZES;
    const { series, ratios } = await measureSizes(
      sizes,
      (size) => {
        const inputs = createInputs(built, textsOf(size, settings.catalogue));
        return {
          cases: [bare(inputs), ours('cold', inputs, 'textForm')],
          turns: settings.short ? 32 : Math.min(256, Math.ceil(2e7 / size)),
          ratios: [['cold', 'bare']],
        };
      },
      rounds,
      'content-size',
    );
    return {
      curves: [
        {
          name: 'content-size',
          title: 'A cold check by size of the content',
          x: { label: 'content', unit: 'bytes' },
          y: { label: 'time', unit: 'µs' },
          sizes,
          series,
          ratios,
        },
      ],
    };
  },
};
