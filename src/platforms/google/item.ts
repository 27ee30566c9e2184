/**
 * Validates one item of a Google Merchant Center feed, by Google's own attribute names. Text that
 * is too long is refused and never cut, so that the text sent is the text that was verified.
 */
import { ContentmarkError, readOptions, requireText, wrongArgument } from '../../errors.ts';

/** `default` says that no generative AI made the text, so it is written only where that was said. */
export const DIGITAL_SOURCE_TYPES = ['trained_algorithmic_media', 'default'] as const;

/** One of {@link DIGITAL_SOURCE_TYPES}. */
export type DigitalSourceType = (typeof DIGITAL_SOURCE_TYPES)[number];

/** A text and how it was made. */
export interface StructuredText {
  readonly digital_source_type: DigitalSourceType;
  readonly content: string;
}

/** An item: `title` or `structured_title`, `description` or `structured_description`, never both. */
export interface MerchantItem {
  /** At most 50 characters. */
  readonly id: string;
  /** At most 150 characters. */
  readonly title?: string;
  readonly structured_title?: StructuredText;
  /** At most 5,000 characters. */
  readonly description?: string;
  readonly structured_description?: StructuredText;
  readonly link: string;
  readonly image_link: string;
  /** At most 10. */
  readonly additional_image_link?: readonly string[];
  readonly lifestyle_image_link?: readonly string[];
  /** Further attributes by Google's names, as the feed shows them: `price`, `availability` … */
  readonly attributes?: Readonly<Record<string, string>>;
}

const KNOWN = [
  'id',
  'title',
  'structured_title',
  'description',
  'structured_description',
  'link',
  'image_link',
  'additional_image_link',
  'lifestyle_image_link',
  'attributes',
] as const satisfies readonly (keyof MerchantItem)[];

/**
 * Google's limits count characters; they are counted here as code points, so that an emoji is one.
 */
const MAX_ID = 50;
const MAX_TITLE = 150;
const MAX_DESCRIPTION = 5000;
const MAX_URL = 2000;
const MAX_IMAGES = 10;

/** The shape of Google's attribute names; nothing else may become a column or an element. */
const NAME = /^[a-z][a-z0-9_]{0,63}$/;

/**
 * Checks an item and copies it. An item with a plain and a structured text is refused: Google
 * would show the plain one, and the disclosure would be gone.
 * @throws ContentmarkError `ERR_ARGUMENT`, with the attribute at fault as `argument`.
 */
export function readItem(given: MerchantItem, argument = 'item'): MerchantItem {
  const item = readOptions(argument, given, KNOWN);
  requireLength(`${argument}.id`, item.id, MAX_ID);
  requireOneText(argument, item, 'title', MAX_TITLE);
  requireOneText(argument, item, 'description', MAX_DESCRIPTION);
  requireUrl(`${argument}.link`, item.link);
  requireUrl(`${argument}.image_link`, item.image_link);
  requireUrls(`${argument}.additional_image_link`, item.additional_image_link);
  requireUrls(`${argument}.lifestyle_image_link`, item.lifestyle_image_link);
  requireAttributes(`${argument}.attributes`, item.attributes);
  return item;
}

function requireOneText(
  argument: string,
  item: MerchantItem,
  name: 'title' | 'description',
  max: number,
): void {
  const structured = `structured_${name}` as const;
  const plain = item[name];
  const text = item[structured];
  if ((plain === undefined) === (text === undefined)) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      plain === undefined
        ? `is missing, and there is no ${name} either`
        : `cannot stand beside ${name}; of both Google would show the plain one: send the structured one alone`,
      `${argument}.${structured}`,
    );
  }
  if (text === undefined) {
    requireLength(`${argument}.${name}`, plain, max);
    return;
  }
  const own = readOptions(`${argument}.${structured}`, text, ['digital_source_type', 'content']);
  if (!DIGITAL_SOURCE_TYPES.includes(own.digital_source_type)) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `expected one of ${DIGITAL_SOURCE_TYPES.join(', ')}`,
      `${argument}.${structured}.digital_source_type`,
    );
  }
  requireLength(`${argument}.${structured}.content`, own.content, max);
}

function requireLength(argument: string, value: unknown, max: number): void {
  requireText(argument, value);
  const length = [...value].length;
  if (length > max) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `has ${length} characters, at most ${max}; shorten it and sign it again`,
      argument,
    );
  }
}

function requireUrl(argument: string, value: unknown): void {
  requireLength(argument, value, MAX_URL);
  if (!/^https?:\/\/[^\s"<>]+$/i.test(value as string)) {
    throw new ContentmarkError('ERR_ARGUMENT', 'expected an encoded http or https URL', argument);
  }
}

function requireUrls(argument: string, value: unknown): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) throw wrongArgument(argument, 'an array of URLs', value);
  if (value.length > MAX_IMAGES) {
    throw new ContentmarkError(
      'ERR_ARGUMENT',
      `has ${value.length} images, at most ${MAX_IMAGES}`,
      argument,
    );
  }
  for (const [index, url] of value.entries()) requireUrl(`${argument}[${index}]`, url);
}

function requireAttributes(argument: string, value: unknown): void {
  if (value === undefined) return;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrongArgument(argument, 'an object of texts', value);
  }
  for (const [name, text] of Object.entries(value)) {
    if (!NAME.test(name) || (KNOWN as readonly string[]).includes(name)) {
      throw new ContentmarkError(
        'ERR_ARGUMENT',
        `has "${name.slice(0, 64)}", which is no further attribute of Google's`,
        argument,
      );
    }
    requireText(`${argument}.${name}`, text);
  }
}
