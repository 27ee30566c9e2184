/**
 * A Magento shop in memory: EAV values by scope with their fallback, attributes and attribute sets,
 * and the rules by which Magento takes, drops and refuses what it is sent. What each rule rests on
 * stands beside it; where Magento's source was read it is named.
 */

/** One product: values of "All Store Views", and those that store views override. */
export interface StoredProduct {
  readonly id: number;
  readonly sku: string;
  readonly attributeSetId: number;
  readonly values: Record<string, unknown>;
  readonly views: Record<string, Record<string, unknown>>;
}

export interface StoredAttribute {
  readonly attribute_id: number;
  readonly attribute_code: string;
  readonly frontend_input: string;
  readonly backend_type: string;
  readonly scope: string;
  readonly [member: string]: unknown;
}

interface AttributeSet {
  readonly id: number;
  readonly name: string;
  readonly groups: readonly { readonly id: number; readonly name: string }[];
  readonly attributes: Set<string>;
}

export interface ShopOptions {
  readonly storeViews?: readonly string[];
  /** Attribute sets by name. Default one, `Default`. */
  readonly attributeSets?: readonly string[];
  /**
   * As before Magento 2.4: a write in a store view makes every value of the product the view's
   * own (magento/magento2#31083).
   */
  readonly copiesDefaults?: boolean;
}

/** What Magento refuses with: the status and body of the response. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, message: string, parameters?: unknown) {
    super(message);
    this.status = status;
    this.body = { message, ...(parameters !== undefined && { parameters }) };
  }
}

const BUILT_IN = ['name', 'description', 'short_description', 'meta_title', 'meta_description'];

/** `getBackendTypeByInput` of Eav's attribute: a text field is varchar, a text area is text. */
const BACKEND_OF: Readonly<Record<string, string>> = { text: 'varchar', textarea: 'text' };

export type Shop = ReturnType<typeof createShop>;

export function createShop(options: ShopOptions = {}) {
  const { storeViews = ['default'], attributeSets = ['Default'], copiesDefaults = false } = options;
  const products = new Map<string, StoredProduct>();
  const attributes = new Map<string, StoredAttribute>();
  const sets: AttributeSet[] = attributeSets.map((name, index) => ({
    id: index + 4,
    name,
    groups: ['Product Details', 'Content', 'Images'].map((group, at) => ({
      id: (index + 1) * 10 + at,
      name: group,
    })),
    attributes: new Set(BUILT_IN),
  }));

  /** Adds a product; the first attribute set is taken unless another is named. */
  function add(
    sku: string,
    values: Readonly<Record<string, unknown>>,
    views: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
    attributeSetId = 4,
  ): void {
    const product: StoredProduct = {
      id: products.size * 3 + 1,
      sku,
      attributeSetId,
      values: { ...values },
      views: Object.fromEntries(Object.entries(views).map(([view, own]) => [view, { ...own }])),
    };
    products.set(sku.toLowerCase(), product);
  }

  /** A product as a scope shows it: the view's value, or that of "All Store Views". */
  function show(product: StoredProduct, scope: string) {
    const shown = { ...product.values, ...(scope === 'all' ? {} : product.views[scope]) };
    return {
      id: product.id,
      sku: product.sku,
      name: shown['name'] ?? null,
      attribute_set_id: product.attributeSetId,
      price: 9,
      status: 1,
      visibility: 4,
      type_id: 'simple',
      extension_attributes: { website_ids: [1] },
      custom_attributes: [
        { attribute_code: 'options_container', value: 'container2' },
        { attribute_code: 'category_ids', value: ['2'] },
        ...Object.entries(shown)
          // A value that is empty or null is not sent.
          .filter(([code, value]) => code !== 'name' && value !== null && value !== '')
          .map(([code, value]) => ({ attribute_code: code, value })),
      ],
    };
  }

  /** `ProductRepository::save`, as far as texts go. */
  function save(scope: string, given: unknown) {
    const { sku, custom_attributes: changed } = given as {
      readonly sku?: unknown;
      readonly custom_attributes?: readonly { attribute_code: string; value: unknown }[];
    };
    if (typeof sku !== 'string' || sku === '') {
      throw new Refusal(
        400,
        'The "%1" attribute value is empty. Set the attribute and try again.',
        ['sku'],
      );
    }
    const product = products.get(sku.toLowerCase());
    if (product === undefined) {
      // It would be created, and a product without a name cannot be.
      throw new Refusal(
        400,
        'The "%1" attribute value is empty. Set the attribute and try again.',
        ['name'],
      );
    }
    const set = sets.find(({ id }) => id === product.attributeSetId);
    for (const { attribute_code: code, value } of changed ?? []) {
      // EAV saves the attributes of the product's set; others are dropped without a word.
      if (set?.attributes.has(code) !== true) continue;
      requireRoom(attributes.get(code), value);
      if (scope === 'all') product.values[code] = value;
      else {
        const own = copiesDefaults
          ? { ...product.values, ...product.views[scope] }
          : product.views[scope];
        product.views[scope] = { ...own, [code]: value };
      }
    }
    return show(product, scope);
  }

  function createAttribute(given: Readonly<Record<string, unknown>>): StoredAttribute {
    const code = given['attribute_code'];
    const input = given['frontend_input'];
    const backend = BACKEND_OF[String(input)];
    if (typeof code !== 'string' || !/^[a-z][a-z_0-9]{0,59}$/.test(code) || backend === undefined) {
      throw invalidField('attribute_code', code);
    }
    if (given['backend_type'] !== undefined && given['backend_type'] !== backend) {
      throw invalidField('backend_type', given['backend_type']);
    }
    const attribute = {
      ...given,
      attribute_id: attributes.size + 157,
      attribute_code: code,
      frontend_input: String(input),
      backend_type: backend,
      scope: String(given['scope'] ?? 'global'),
    };
    attributes.set(code, attribute);
    return attribute;
  }

  return {
    products,
    attributes,
    sets,
    storeViews,
    add,
    show,
    save,
    createAttribute,
    /** Products in the order of their ids. */
    list: (): StoredProduct[] => [...products.values()].sort((a, b) => a.id - b.id),
    /** The attribute, in every set: what `setup` leaves behind. */
    setUp(code = 'contentmark', input = 'textarea'): void {
      createAttribute({ attribute_code: code, frontend_input: input, scope: 'store' });
      for (const set of sets) set.attributes.add(code);
    },
  };
}

function invalidField(fieldName: string, value: unknown): Refusal {
  return new Refusal(400, 'Invalid value of "%value" provided for the %fieldName field.', {
    fieldName,
    value: String(value),
  });
}

/** MySQL in strict mode, as Magento runs it: a value that is too long fails the whole save. */
function requireRoom(attribute: StoredAttribute | undefined, value: unknown): void {
  const isTooLong =
    typeof value === 'string' &&
    (attribute?.backend_type === 'varchar'
      ? [...value].length > 255
      : Buffer.byteLength(value) > 65_535);
  if (isTooLong) throw new Refusal(400, 'The product was unable to be saved. Please try again.');
}
