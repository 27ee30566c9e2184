/** `guardRender`: decides whether a product, a review or an image may be shown. */
import { wrongArgument } from '../../errors.ts';
import type { Decision, PolicyPlace } from '../policy/decision.ts';
import { decideBy, deciderFor } from './decider.ts';
import { look, publishedLists } from './look.ts';
import {
  DEFAULT_POLICIES,
  MARKED_OPTIONS,
  type MarkedOptions,
  readMarkedOptions,
} from './options.ts';

/** What can be shown. */
export type RenderPlace = Extract<PolicyPlace, 'render' | 'review' | 'image'>;

/** Options of {@link guardRender}. */
export interface RenderOptions extends MarkedOptions {
  /** `render` for a product, its texts or a page; `review`; `image`. Default `render`. */
  readonly place?: RenderPlace;
}

const OPTIONS: readonly (keyof RenderOptions)[] = [...MARKED_OPTIONS, 'place'];
const RENDER_PLACES: readonly RenderPlace[] = ['render', 'review', 'image'];

/**
 * Decides whether an item may be shown: by its verdict, and by test data in it.
 * @param item plain data of any shape, such as a product of an API. It is only looked at.
 * @throws ContentmarkError `ERR_ARGUMENT` for a mistake in the options, `ERR_POLICY`; never for the item.
 * @example
 * ```ts
 * import { guardRender } from 'contentmark/guards';
 *
 * const product = { title: 'Trail Boot', description: 'Lorem ipsum dolor sit amet, consectetur.' };
 * const options = { environment: 'production', verdict: { status: 'absent' } } as const;
 * console.log(guardRender(product, options).action); // hide
 * console.log(guardRender({ title: 'Trail Boot' }, options).action); // allow
 * ```
 */
export function guardRender(item: unknown, options: RenderOptions): Decision {
  const own = readMarkedOptions(options, OPTIONS);
  const { environment, verdict, place = 'render' } = own;
  if (!RENDER_PLACES.includes(place)) {
    throw wrongArgument('options.place', `one of ${RENDER_PLACES.join(', ')}`, place);
  }
  const { policy = DEFAULT_POLICIES[place], detectors = publishedLists('test-data') } = own;
  const looked = look(item, detectors, place);
  return decideBy(deciderFor(policy, place, environment), verdict, looked);
}
