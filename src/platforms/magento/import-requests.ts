/**
 * Writes marks through Magento's import: rows that hold only a mark, and the requests that send
 * them. The import adds and updates; an empty or missing cell leaves its value as it is.
 */
import { encodeTextForm } from '../../carry/carrier.ts';
import { readOptions, wrongArgument } from '../../errors.ts';
import { readText } from '../read-member.ts';
import { MARK_ATTRIBUTE } from './attribute.ts';
import { requireAttributeCode, requireRoom, requireSku, requireStoreView } from './limits.ts';
import type { MarkWrite } from './product-requests.ts';
import { createRequest, type RestRequest } from './request.ts';

/** A row of import CSV that sets a mark and nothing else, by its columns. */
export interface ImportRow {
  readonly sku: string;
  /** Empty for the default scope. */
  readonly store_view_code: string;
  readonly additional_attributes: string;
}

/** Options of {@link importRow}. */
export interface ImportRowOptions {
  /** Default {@link MARK_ATTRIBUTE}. */
  readonly code?: string;
  /**
   * Whether the import runs with "Fields Enclosure", where values stand in quotes and others
   * are not found. Default false.
   */
  readonly enclosure?: boolean;
}

/**
 * The row that sets one mark. In a file with other columns use `additionalAttributesCarrier`,
 * which keeps what stands in the cell.
 */
export function importRow(write: MarkWrite, options: ImportRowOptions = {}): ImportRow {
  const { code = MARK_ATTRIBUTE, enclosure = false } = readOptions('options', options, [
    'code',
    'enclosure',
  ]);
  requireAttributeCode('options.code', code);
  if (typeof enclosure !== 'boolean') {
    throw wrongArgument('options.enclosure', 'true or false', enclosure);
  }
  const { sku, storeView, value } = readWrite(write, 'write');
  return Object.freeze({
    sku,
    store_view_code: storeView ?? '',
    additional_attributes: enclosure ? `${code}="${value}"` : `${code}=${value}`,
  });
}

/** How the import takes rows that it refuses. */
export interface ImportOptions {
  /** Default `stop`: nothing is imported where one row is refused. */
  readonly onErrors?: 'stop' | 'skip';
  /** With `skip`: how many rows may be refused before nothing is imported. Default 10. */
  readonly allowedErrors?: number;
}

/**
 * Asks to import a CSV file: commas between fields and between values, UTF-8. Not in Adobe Commerce
 * as a Cloud Service.
 */
export function importCsvRequest(csv: string, options: ImportOptions = {}): RestRequest {
  if (typeof csv !== 'string' || !csv.isWellFormed()) {
    throw wrongArgument('csv', 'the text of a CSV file', csv);
  }
  const [strategy, allowed] = readImportOptions(options);
  const source = {
    entity: 'catalog_product',
    behavior: 'append',
    validationStrategy: strategy,
    allowedErrorCount: allowed,
    csvData: encodeBase64(csv),
  };
  return createRequest('POST', 'all', 'import/csv', { body: { source } });
}

/** Asks to import marks as JSON, for any scope at once. */
export function importJsonRequest(
  writes: readonly MarkWrite[],
  options: ImportOptions & { readonly code?: string } = {},
): RestRequest {
  if (!Array.isArray(writes) || writes.length === 0) {
    throw wrongArgument('writes', 'an array of at least one write', writes);
  }
  const { code = MARK_ATTRIBUTE, ...rest } = readOptions('options', options, [
    'onErrors',
    'allowedErrors',
    'code',
  ]);
  requireAttributeCode('options.code', code);
  const [strategy, allowed] = readImportOptions(rest);
  const items = Array.from(writes as readonly MarkWrite[], (write, index) => {
    const { sku, storeView, value } = readWrite(write, `writes[${index}]`);
    return {
      sku,
      store_view_code: storeView ?? '',
      additional_attributes: { [code]: value },
    };
  });
  const source = {
    entity: 'catalog_product',
    behavior: 'append',
    validation_strategy: strategy,
    allowed_error_count: allowed,
    items,
  };
  return createRequest('POST', 'all', 'import/json', { body: { source } });
}

function readWrite(given: MarkWrite, name: string) {
  const { sku, storeView, envelope } = readOptions(name, given, ['sku', 'storeView', 'envelope']);
  requireSku(`${name}.sku`, sku);
  if (storeView !== undefined) requireStoreView(`${name}.storeView`, storeView);
  const value = encodeTextForm(envelope);
  requireRoom(`${name}.envelope`, value, 'text');
  return { sku, storeView, value };
}

const STRATEGY_OF: Readonly<Record<'stop' | 'skip', string>> = {
  stop: 'validation-stop-on-errors',
  skip: 'validation-skip-errors',
};

function readImportOptions(options: ImportOptions): readonly [strategy: string, allowed: string] {
  const { onErrors = 'stop', allowedErrors = 10 } = readOptions('options', options, [
    'onErrors',
    'allowedErrors',
  ]);
  if (onErrors !== 'stop' && onErrors !== 'skip') {
    throw wrongArgument('options.onErrors', '"stop" or "skip"', onErrors);
  }
  if (!Number.isSafeInteger(allowedErrors) || allowedErrors < 0) {
    throw wrongArgument('options.allowedErrors', 'a whole number from 0', allowedErrors);
  }
  return [STRATEGY_OF[onErrors], String(allowedErrors)];
}

/** Padded base64 of UTF-8, as Magento's API wants the file. A mark's own text form is base64url. */
function encodeBase64(text: string): string {
  let binary = '';
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** What an import came to. */
export type ImportResult =
  | { readonly processed: number; readonly problem?: never }
  | { readonly processed?: never; readonly problem: string };

/** Reads the reply of an import: a list with one sentence, of success or of the first refusal. */
export function readImportReply(reply: unknown): ImportResult {
  const sentence = Array.isArray(reply) ? readText(reply, '0') : undefined;
  const [, count] = /^Entities Processed: (\d{1,15})$/.exec(sentence ?? '') ?? [];
  return count === undefined
    ? { problem: sentence ?? 'not the result of an import' }
    : { processed: Number(count) };
}
