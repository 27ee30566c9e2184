/** The corpus: records of every shape and of every region, the same for the same seed. */
import { guardCheckout, guardImport, guardProvisioning, guardSettings } from 'contentmark/guards';
import type { Decision } from 'contentmark/policy';
import { ACCOUNT_SHAPES } from './accounts.ts';
import { ORDER_SHAPES } from './orders.ts';
import { EXAMPLE_NUMBERS } from './phones.ts';
import { createPerson, type Plausible } from './plausible.ts';
import { createRandom } from './random.ts';
import { SETTING_SHAPES } from './settings.ts';

const SHAPES = Object.values({ ...ORDER_SHAPES, ...ACCOUNT_SHAPES, ...SETTING_SHAPES });

export function createCorpus(seed: number, size: number): readonly Plausible[] {
  const random = createRandom(seed);
  return Array.from({ length: size }, (_, at) => {
    // Regions and shapes go round at different lengths, so that all meet.
    const number = EXAMPLE_NUMBERS[
      (at * 7) % EXAMPLE_NUMBERS.length
    ] as (typeof EXAMPLE_NUMBERS)[0];
    const person = createPerson(random, number.region, random.pick(number.formats));
    const shape = SHAPES[at % SHAPES.length] as (typeof SHAPES)[0];
    return { ...shape(random, person), region: number.region };
  });
}

const PRODUCTION = { environment: 'production', verdict: undefined } as const;

/** What the guards of its kind say of a record, each on its own. */
export function guardAll(kind: Plausible['kind'], record: object): readonly Decision[] {
  switch (kind) {
    case 'order':
      return [
        guardCheckout(record, { environment: 'production' }),
        guardImport(record, PRODUCTION),
      ];
    case 'customer':
      return [
        guardProvisioning(record, { ...PRODUCTION, tenant: 'shop-of-jo' }),
        guardImport(record, PRODUCTION),
      ];
    case 'product':
      return [guardImport(record, PRODUCTION)];
    case 'settings':
      return [guardSettings({}, record, PRODUCTION)];
  }
}
