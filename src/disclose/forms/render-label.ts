/**
 * Renders the visible label as HTML: text with a name for screen readers, which needs no script,
 * pointer or image.
 */

import { escapeMarkup } from '../../escape-markup.ts';
import type { Disclosure } from '../rules/disclosure.ts';
import { describeLabel, type LabelOptions } from './describe-label.ts';

/** Near black on white, 16.1 to 1, and a rule around it so that it stands apart from what it is about. */
export const LABEL_CSS: string =
  '.contentmark-label{display:block;margin:0 0 .5em;padding:.25em .5em;border:1px solid #1f1f1f;' +
  'background:#ffffff;color:#1f1f1f;font-size:1em;line-height:1.4}' +
  '.contentmark-label-quiet{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;' +
  'clip-path:inset(50%);white-space:nowrap}';

/**
 * The label as one HTML element, or an empty string where {@link describeLabel} gives none. Put
 * it before the text or over the image, in the server's HTML; every value is escaped.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { createTrust, generateKey, localSigner, signSync, text, verifySync } from 'contentmark';
 * import { disclosure, renderLabel } from 'contentmark/disclosure';
 *
 * const key = generateKey();
 * const issuer = 'https://shop.example/ai';
 * const claims = { issuer, subject: 'vitamin-c', environment: 'production', kind: 'description', topics: ['health'] } as const;
 * const mark = signSync(text('Good for you.'), { signer: localSigner(key), claims });
 * const trust = createTrust([{ publicKey: key.publicKey, issuers: [issuer], environments: ['production'] }]);
 * const options = { trust, environment: 'production', subject: 'vitamin-c' };
 * const verdict = verifySync(text('Good for you.'), mark, options);
 * if (verdict.status === 'verified') {
 *   const found = disclosure(verdict, { market: 'eu', asOf: Date.parse('2026-11-23') / 1000 });
 *   console.log(renderLabel(found, { language: 'de' }).includes('KI-generiert')); // true
 * }
 * ```
 */
export function renderLabel(disclosure: Disclosure, options: LabelOptions = {}): string {
  const text = describeLabel(disclosure, options);
  if (text === undefined) return '';
  const attributes = [
    'class="contentmark-label"',
    ...(text.id === undefined ? [] : [`id="${text.id}"`]),
    'role="note"',
    `lang="${escapeMarkup(text.lang)}"`,
    `dir="${text.dir}"`,
    `aria-label="${escapeMarkup(text.name)}"`,
    `data-contentmark-label="${text.label}"`,
    `data-contentmark-basis="${text.basis}"`,
  ].join(' ');
  const quiet = text.form === 'short' ? ' class="contentmark-label-quiet"' : '';
  return `<div ${attributes}><strong>${escapeMarkup(text.short)}</strong> <span${quiet}>${escapeMarkup(text.long)}</span></div>`;
}
