/**
 * Soft bindings: near fingerprints that a mark carries as a signed claim (docs/format.md, "Soft bindings").
 * They are advisory. `verify` compares digests and never these: content that is like what was signed is
 * not what was signed.
 */
import { requireBytes } from '../../errors.ts';
import { type Content, isParts, requireContent } from '../../format/content/content.ts';
import type { SoftBinding } from '../../format/envelope/claims.ts';
import { MAX_SOFT_BINDINGS } from '../../format/envelope/limits.ts';
import { wrongOption } from '../../options.ts';
import type { NearFingerprint, NearKind } from './entry.ts';
import { fingerprintText } from './fingerprint.ts';

/** The algorithms of soft bindings by what they are taken of, as marks name them. */
export const SOFT_BINDING_ALGORITHMS: Readonly<Record<NearKind, number>> = { text: 1, image: 2 };

const VALUE_BYTES = 8;

/**
 * The soft bindings of a content: the SimHash of each text with 12 words and more, in the order of the
 * parts, each once and at most 8. For `claims.softBindings`. A binding does not say which part it is of.
 * @param images fingerprints of the images of the record, which come behind those of its texts.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { text } from 'contentmark';
 * import { nearOf, softBindingsOf } from 'contentmark/registry';
 *
 * const copy = 'These boots keep your feet dry on wet paths and dry within one night.';
 * const [binding] = softBindingsOf(text(copy));
 * console.log(binding?.algorithm, binding?.value.length); // 1 8
 * console.log(binding && nearOf(binding)?.kind); // text
 * ```
 */
export function softBindingsOf(
  content: Content,
  images: readonly NearFingerprint[] = [],
): readonly SoftBinding[] {
  requireContent('content', content);
  const parts = isParts(content) ? [...content.parts.values()] : [content];
  const texts = parts.flatMap(({ source }) => {
    const near = source === undefined ? undefined : fingerprintText(source);
    return near === undefined ? [] : [near];
  });
  const bindings = new Map(
    [...texts, ...images].map((near) => [`${near.kind} ${near.hash.high} ${near.hash.low}`, near]),
  );
  return [...bindings.values()].slice(0, MAX_SOFT_BINDINGS).map(toBinding);
}

function toBinding({ kind, hash }: NearFingerprint): SoftBinding {
  const value = new Uint8Array(VALUE_BYTES);
  const view = new DataView(value.buffer);
  view.setUint32(0, hash.high);
  view.setUint32(4, hash.low);
  return { algorithm: SOFT_BINDING_ALGORITHMS[kind], value };
}

/**
 * The fingerprint in a soft binding of a mark, to ask a registry with or to compare. `undefined` for an
 * algorithm that is not known here.
 * @throws ContentmarkError `ERR_ARGUMENT`
 */
export function nearOf(binding: SoftBinding): NearFingerprint | undefined {
  if (typeof binding !== 'object' || binding === null)
    throw wrongOption('binding', 'a soft binding');
  const { algorithm, value } = binding;
  requireBytes('binding.value', value);
  const kind = (['text', 'image'] as const).find(
    (one) => SOFT_BINDING_ALGORITHMS[one] === algorithm,
  );
  if (kind === undefined || value.length !== VALUE_BYTES) return undefined;
  const view = new DataView(value.buffer, value.byteOffset, VALUE_BYTES);
  return { kind, hash: { high: view.getUint32(0), low: view.getUint32(4) } };
}
