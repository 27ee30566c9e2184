/**
 * Carries a mark in a Shopify metafield, as one opaque string, so that rewriting stored JSON cannot
 * change it. In the `$app` namespace only the owning app can write it.
 */
import { readOptions, requireText, wrongArgument } from '../errors.ts';
import type { Carrier } from './carrier.ts';
import { readCell } from './cell.ts';

/** A metafield as the Admin API takes and gives it. */
export interface Metafield {
  readonly namespace: string;
  readonly key: string;
  readonly value: string;
  readonly type?: string;
}

/** Options of {@link metafieldCarrier}. */
export interface MetafieldCarrierOptions {
  /**
   * Default `$app`, which Shopify stores and returns as `app--{id}`. Which id is one's own a list
   * of metafields does not say, so every app's is read: where another app writes a mark under this
   * key the record is `ambiguous`. Name `app--{id}` where that can be.
   */
  readonly namespace?: string;
  /** Default `contentmark`. */
  readonly key?: string;
}

/**
 * Carries a mark in a record's list of metafields, of type `single_line_text_field`
 * (64 KB; an envelope's text form is at most 10,923 characters).
 * @example
 * ```ts
 * import { generateKey, localSigner, signSync, text } from 'contentmark';
 * import { embed, extract, metafieldCarrier } from 'contentmark/carrier';
 *
 * const claims = { issuer: 'https://shop.example/ai', subject: 'trail-boot', environment: 'production' };
 * const mark = signSync(text('Light.'), { signer: localSigner(generateKey()), claims });
 * const metafields = embed([], mark, metafieldCarrier());
 * console.log(metafields[0]?.key, extract(metafields, metafieldCarrier()).length); // contentmark 1
 * ```
 */
export function metafieldCarrier(
  options: MetafieldCarrierOptions = {},
): Carrier<readonly Metafield[]> {
  const { namespace = '$app', key = 'contentmark' } = readOptions('options', options, [
    'namespace',
    'key',
  ]);
  requireText('options.namespace', namespace);
  requireText('options.key', key);
  const isOurs = (field: Metafield): boolean =>
    field?.key === key && isNamespace(field.namespace, namespace);
  return Object.freeze({
    name: `metafield ${namespace}.${key}`,
    write(host: readonly Metafield[], value: string): readonly Metafield[] {
      if (!Array.isArray(host)) throw wrongArgument('host', 'an array of metafields', host);
      const others = (host as readonly Metafield[]).filter((field) => !isOurs(field));
      return [...others, { namespace, key, type: 'single_line_text_field', value }];
    },
    read: (host: readonly Metafield[]) =>
      Array.isArray(host)
        ? (host as readonly Metafield[]).filter(isOurs).flatMap(({ value }) => readCell(value))
        : [],
  });
}

/** `$app` and `$app:x` come back as `app--{id}` and `app--{id}--x`. */
function isNamespace(stored: unknown, wanted: string): boolean {
  if (stored === wanted) return true;
  if (typeof stored !== 'string' || !/^\$app(?::|$)/.test(wanted)) return false;
  const [, id, rest] = /^app--(\d+)(?:--(.+))?$/.exec(stored) ?? [];
  return id !== undefined && (rest ?? '') === wanted.slice('$app:'.length);
}
