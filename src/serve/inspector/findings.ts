/** What was found beside marks: test data, flags, canaries, what a registry knows. Never a value. */

import { html } from 'hono/html';
import type { Severity } from '../../detect/finding/finding.ts';
import type { Found } from '../detect.ts';
import { type Markup, shown } from './shown.ts';

/** Sign, word and style of each severity; a sign alone would be colour alone to some. */
const GRADES: Readonly<Record<Severity, readonly [sign: string, word: string, style: string]>> = {
  block: ['✕', 'cannot be live', 'failed'],
  warn: ['!', 'look at it', 'not-reached'],
  info: ['–', 'worth knowing', 'not-reached'],
};

/** Renders the findings, or nothing where there are none. */
export function renderFindings({ findings, unlisted }: Found): Markup | string {
  if (findings.length === 0) return '';
  return html`<h3>What else was found</h3>
<p>By published lists, by flags in the data, and by what marks say of themselves. These are hints: they say what the data looks like, and change nothing about the mark.</p>
<table class="checks"><tbody>
${findings.map(({ path, technique, id, severity, reason }) => {
  const [sign, word, style] = GRADES[severity];
  const where = path === '' ? 'in the whole' : html`at <code>${shown(path)}</code>`;
  return html`<tr><th scope="row">${shown(reason)}<span><code>${id}</code>, ${technique}, ${where}</span></th><td class="state ${style}"><span aria-hidden="true">${sign} </span>${word}</td></tr>`;
})}
</tbody></table>
${unlisted > 0 ? html`<p class="quiet">And ${unlisted} more.</p>` : ''}`;
}
