/** Reads a product, as REST gives it in one scope, into a flat shape. */
import { readOptions, wrongArgument } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { readCount, readList, readText } from '../read-member.ts';
import { isStoreViewCode, requireStoreView } from './limits.ts';
import { PART_NAMES, type PartName } from './part-rules.ts';
import { customAttributesCarrier, type RestProduct } from './product-carrier.ts';

/** What of a product is signed, and what is needed to write its mark. */
export interface MagentoProduct {
  /** `entity_id`; GraphQL gives none. A restored shop may have another one, so marks name the SKU. */
  readonly id: number | undefined;
  readonly sku: string;
  /** The store view whose values these are; `undefined` for the default scope ("All Store Views"). */
  readonly storeView: string | undefined;
  /** The attributes that are signed; `''` where there is no value. */
  readonly values: Readonly<Record<PartName, string>>;
  /** Text forms as they stand on the product: one, or none. */
  readonly marks: readonly string[];
}

/** A product, or what is wrong with it. */
export type ReadProduct =
  | { readonly product: MagentoProduct; readonly problem?: never }
  | { readonly product?: never; readonly problem: string; readonly sku?: string };

/** Where a product was read. */
export interface ReadOptions {
  /** Default the default scope, which REST calls `all`. */
  readonly storeView?: string;
  /** The code of the attribute that carries marks. */
  readonly code?: string;
}

/**
 * Reads a product. A value that is no text, or that is there twice, is a problem: a part that
 * was not read would look like one that was taken away.
 * @param item what `GET V1/products/{sku}` gives, or one of the items of `GET V1/products`.
 */
export function readProduct(item: unknown, options: ReadOptions = {}): ReadProduct {
  const { storeView, code } = readOptions('options', options, ['storeView', 'code']);
  if (storeView !== undefined) requireStoreView('options.storeView', storeView);
  const sku = readText(item, 'sku');
  if (sku === undefined || sku.trim() === '') return { problem: 'a product without a SKU' };
  if (!sku.isWellFormed()) return { problem: 'a product whose SKU is not Unicode' };
  const id = readCount(item, 'id');
  if (id === undefined) return { sku, problem: 'it has no id' };
  const given = readList(item, 'custom_attributes');
  if (given === undefined) return { sku, problem: 'it has no custom_attributes' };
  const attributes = new Map<string, unknown>();
  for (const attribute of given) {
    const name = readText(attribute, 'attribute_code');
    if (name === undefined) return { sku, problem: 'it has an attribute without a code' };
    const isPart = (PART_NAMES as readonly string[]).includes(name);
    if (isPart && attributes.has(name)) return { sku, problem: `it has ${name} twice` };
    attributes.set(name, ownMember(attribute, 'value'));
  }
  const values = {} as Record<PartName, string>;
  for (const part of PART_NAMES) {
    // The name is a member of its own; everything else that is signed is a custom attribute.
    const value = part === 'name' ? ownMember(item, 'name') : attributes.get(part);
    if (value !== undefined && value !== null && typeof value !== 'string') {
      return { sku, problem: `its ${part} is not text` };
    }
    values[part] = value ?? '';
  }
  return {
    product: Object.freeze({
      id,
      sku,
      storeView,
      values: Object.freeze(values),
      // Whatever it holds, the carrier reads it without throwing.
      marks: customAttributesCarrier(code).read(item as RestProduct),
    }),
  };
}

/** Refuses a value that is not a product of this adapter's readers. */
export function requireProduct(argument: string, value: unknown): asserts value is MagentoProduct {
  const isProduct =
    typeof readText(value, 'sku') === 'string' &&
    Array.isArray(ownMember(value, 'marks')) &&
    PART_NAMES.every((name) => readText(ownMember(value, 'values'), name) !== undefined);
  const storeView = ownMember(value, 'storeView');
  if (!isProduct || (storeView !== undefined && !isStoreViewCode(storeView))) {
    throw wrongArgument(argument, 'a product as this adapter reads it', value);
  }
}
