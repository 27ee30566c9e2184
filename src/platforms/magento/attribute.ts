/** Creates and checks the attribute that carries marks. */
import { readOptions, requireText } from '../../errors.ts';
import { ownMember } from '../../members.ts';
import { readFlag, readText } from '../read-member.ts';
import { requireAttributeCode, type TextBackend } from './limits.ts';
import { createRequest, type RestRequest } from './request.ts';

/** The code of the attribute that carries marks, unless another is named. */
export const MARK_ATTRIBUTE = 'contentmark';

/** Options of {@link createAttributeRequest}. */
export interface AttributeOptions {
  /** Default {@link MARK_ATTRIBUTE}. */
  readonly code?: string;
  /** What the admin shows. Default `Contentmark`. */
  readonly label?: string;
}

/**
 * Asks to create the attribute: a text area, whose values are kept as `text` (65,535 bytes),
 * one for each store view, with nothing on its way that rewrites them. It is not shown on
 * product pages, where Luma would print it under "More Information"; being used in product
 * listings is what lets GraphQL select it (`custom_attributesV2`).
 */
export function createAttributeRequest(options: AttributeOptions = {}): RestRequest {
  const { code = MARK_ATTRIBUTE, label = 'Contentmark' } = readOptions('options', options, [
    'code',
    'label',
  ]);
  requireAttributeCode('options.code', code);
  requireText('options.label', label);
  const attribute = {
    attribute_code: code,
    entity_type_id: '4',
    frontend_input: 'textarea',
    // Magento derives it from the input and refuses another one.
    backend_type: 'text',
    scope: 'store',
    default_frontend_label: label,
    frontend_labels: [{ store_id: 0, label }],
    is_required: false,
    is_user_defined: true,
    is_unique: '0',
    is_wysiwyg_enabled: false,
    is_html_allowed_on_front: false,
    is_visible_on_front: '0',
    used_in_product_listing: '1',
    is_searchable: '0',
    is_visible_in_advanced_search: '0',
    is_comparable: '0',
    is_filterable: false,
    is_filterable_in_search: false,
    is_used_for_promo_rules: '0',
    used_for_sort_by: false,
    is_used_in_grid: false,
    is_visible_in_grid: false,
    is_filterable_in_grid: false,
  };
  return createRequest('POST', 'all', 'products/attributes', { body: { attribute } });
}

/** Asks what the attribute is. Where there is none, the answer is 404. */
export function attributeRequest(code: string = MARK_ATTRIBUTE): RestRequest {
  requireAttributeCode('code', code);
  return createRequest('GET', 'all', `products/attributes/${code}`);
}

/** An attribute as it stands in a shop. */
export interface MarkAttribute {
  readonly code: string;
  /** The column its values are kept in: `text`, `varchar`, or one that holds no text. */
  readonly backend: TextBackend | 'other';
  /** What is wrong with it for marks, for a person; empty where it will do. */
  readonly problems: readonly string[];
}

/** Reads the reply of {@link attributeRequest} or {@link createAttributeRequest}. */
export function readAttributeReply(reply: unknown): MarkAttribute | { readonly problem: string } {
  const code = readText(reply, 'attribute_code');
  const backendType = readText(reply, 'backend_type');
  if (code === undefined || backendType === undefined) return { problem: 'not an attribute' };
  const scope = readText(reply, 'scope');
  const problems: string[] = [];
  if (backendType !== 'text') {
    problems.push(
      `its values are kept as ${backendType}, which holds no mark: create it anew as a text area`,
    );
  }
  if (scope !== 'store') {
    problems.push(
      `its scope is ${scope ?? 'unknown'}, so store views share one mark: set it to store`,
    );
  }
  if (readFlag(reply, 'is_wysiwyg_enabled') === true) {
    problems.push(
      'it is edited with a WYSIWYG editor, which puts markup into marks: switch it off',
    );
  }
  if (readFlag(reply, 'is_html_allowed_on_front') === true) {
    problems.push('HTML is allowed in it: switch it off, a mark has none');
  }
  if (ownMember(reply, 'is_required') === true) {
    problems.push('it is required, so products without a mark cannot be saved: make it optional');
  }
  const backend = backendType === 'text' || backendType === 'varchar' ? backendType : 'other';
  return Object.freeze({ code, backend, problems: Object.freeze(problems) });
}
