/** Pages from one product to two hundred. */
import { type CurveFamily, measureSizes } from '../curve.ts';
import { prepareInputs } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import { barePage, barePageAside, page } from '../page-cases.ts';

const SIZES = [1, 2, 5, 10, 20, 50, 100, 200];

export const family: CurveFamily = {
  name: 'page-size',
  notes: [
    'Cases as in suite page; times are of one product of the page. A batch pays for its signature once a page, so a page of one product is a whole cold check.',
  ],
  async measure(settings, rounds) {
    const inputs = prepareInputs(await importBuilt(), settings);
    const singles = inputs.items.map(({ textForm }) => textForm);
    const batch = await inputs.signMany(inputs.items);
    const sizes = settings.short ? SIZES.slice(0, 5) : SIZES;
    const { series, ratios, scaling } = await measureSizes(
      sizes,
      (size) => ({
        cases: [
          barePage(inputs, size),
          page('page', inputs, singles, size),
          page('page-batch', inputs, batch, size),
          barePageAside(inputs, size),
        ],
        turns: settings.short ? 8 : Math.max(16, Math.ceil(400 / size)),
        ratios: [
          ['page', 'bare'],
          ['page-batch', 'bare'],
        ],
        usesThreads: true,
      }),
      rounds,
      'page-size',
      (size) => size,
    );
    return {
      curves: [
        {
          name: 'page-size',
          title: 'A product of a page, by size of the page',
          x: { label: 'page', unit: 'products' },
          y: { label: 'time', unit: 'µs' },
          sizes,
          series,
          ratios,
        },
      ],
      ...(scaling !== undefined && { scaling }),
    };
  },
};
