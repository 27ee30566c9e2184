/**
 * Maps Magento's scopes to subjects. Magento keeps a value for "All Store Views", and a store view
 * shows it unless it overrides it. Marks follow this: the default one names the SKU, and that of a
 * view names SKU and view and covers what the view overrides. Import CSV has one row for each of
 * these records, with the same columns filled, so marks made from CSV hold over REST and the other
 * way round.
 */
import { ContentmarkError, wrongArgument } from '../../errors.ts';
import { requireSku, requireStoreView } from './limits.ts';
import { PART_NAMES, type PartName } from './part-rules.ts';
import { type MagentoProduct, requireProduct } from './product.ts';

/** What stands between a SKU and its store view in a subject, as `catalog --map magento` writes it. */
const SEPARATOR = ';store=';

/** What a subject is made of. */
export interface ProductIdentity {
  readonly sku: string;
  /** `undefined` for the default scope. */
  readonly storeView?: string | undefined;
}

/**
 * The subject of a product's mark: `SKU`, or `SKU;store=VIEW`.
 * @throws ContentmarkError `ERR_ARGUMENT` also for a SKU that could be taken for one of a view.
 */
export function subjectOf(identity: ProductIdentity): string {
  if (typeof identity !== 'object' || identity === null) {
    throw wrongArgument('identity', 'an object with a sku', identity);
  }
  const { sku, storeView } = identity;
  requireSku('sku', sku);
  if (sku.includes(SEPARATOR)) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `contains "${SEPARATOR}", so it could be taken for the subject of a store view`,
      'sku',
    );
  }
  if (storeView === undefined) return sku;
  requireStoreView('storeView', storeView);
  return `${sku}${SEPARATOR}${storeView}`;
}

/**
 * What a store view overrides: the values that differ from those of the default scope, and a mark
 * of its own. This is the record that the mark of the view is about; where it has neither values
 * nor mark, the view shows the default scope's record.
 *
 * REST does not tell an overriding value from an inherited one, and neither does this: a view
 * that overrides a text with the same text says nothing new. A part that the view empties is no
 * part of it.
 * @param base the product in the default scope.
 * @param view the same product as the store view shows it.
 */
export function overridesOf(base: MagentoProduct, view: MagentoProduct): MagentoProduct {
  requirePair(base, view);
  const values = {} as Record<PartName, string>;
  for (const name of PART_NAMES) {
    values[name] = view.values[name] === base.values[name] ? '' : view.values[name];
  }
  const marks = view.marks.filter((mark) => !base.marks.includes(mark));
  return Object.freeze({ ...view, values: Object.freeze(values), marks: Object.freeze(marks) });
}

/**
 * A store view's own record with further parts as the view shows them: a mark made from CSV may
 * cover a part whose value is that of the default scope, and is then held against that too.
 * @param names the parts that the mark says it covers; names of other parts are passed over.
 */
export function withParts(
  own: MagentoProduct,
  view: MagentoProduct,
  names: readonly string[],
): MagentoProduct {
  requireProduct('own', own);
  requireProduct('view', view);
  if (!Array.isArray(names)) throw wrongArgument('names', 'an array of part names', names);
  const values = { ...own.values };
  for (const name of PART_NAMES) if (names.includes(name)) values[name] = view.values[name];
  return Object.freeze({ ...own, values: Object.freeze(values) });
}

function requirePair(base: MagentoProduct, view: MagentoProduct): void {
  requireProduct('base', base);
  requireProduct('view', view);
  if (base.storeView !== undefined || view.storeView === undefined || base.sku !== view.sku) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      'must be the product of "base", in a store view and not in the default scope',
      'view',
    );
  }
}
