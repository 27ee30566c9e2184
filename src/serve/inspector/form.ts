/**
 * Renders the form of the inspector page as HTML. It sends one plain POST, so it works without
 * script.
 */

import { html } from 'hono/html';
import type { Profile } from '../../format/envelope/profiles.ts';
import { type Markup, shown } from './shown.ts';

/** What the form begins with. */
export interface FormValues {
  readonly content: string;
  readonly mark: string;
  readonly subject: string;
  readonly wantsAttestation: boolean;
  /** Parts that the mark covers, where it is one of a record. */
  readonly parts: readonly {
    readonly name: string;
    readonly profile: Profile;
    readonly text: string;
  }[];
}

export const EMPTY_FORM: FormValues = {
  content: '',
  mark: '',
  subject: '',
  wantsAttestation: false,
  parts: [],
};

/** Renders the form. */
export function renderForm(
  values: FormValues,
  { action, offersAttestations }: { readonly action: string; readonly offersAttestations: boolean },
): Markup {
  return html`<form class="card" method="post" action="${action}" enctype="multipart/form-data">
<h2>Check something</h2>
${values.parts.length > 0 ? renderParts(values) : renderContent(values)}
<label for="mark">Its mark, if it is kept elsewhere</label>
<p class="hint" id="mark-hint">From a metafield, a header or a column: text that begins with <code>0oRY</code>. Marks inside HTML or JSON are found by themselves.</p>
<textarea class="short mono-field" id="mark" name="mark" rows="3" aria-describedby="mark-hint" autocomplete="off" spellcheck="false">
${values.mark}</textarea>
<label for="subject">The record it stands on</label>
<p class="hint" id="subject-hint">A handle or SKU, compared with the mark. Without it a good mark could be moved here from another record, and nobody would see it.</p>
<input type="text" id="subject" name="subject" value="${values.subject}" maxlength="512" aria-describedby="subject-hint" autocomplete="off" spellcheck="false">
${
  offersAttestations
    ? html`<div class="check"><input type="checkbox" id="attestation" name="attestation" value="yes"${values.wantsAttestation ? html` checked` : ''}>
<label for="attestation">Sign the answer, so that I can show it to others</label></div>`
    : ''
}
<button type="submit">Check</button>
</form>`;
}

function renderContent({ content }: FormValues): Markup {
  return html`<label for="content">Text, HTML or JSON, as it is shown</label>
<textarea id="content" name="content" rows="8" spellcheck="false">
${content}</textarea>
<label for="file">Or a file: content, its mark, or both</label>
<div class="drop" id="drop"><input type="file" id="file" name="file" multiple>
<p class="hint" id="files" role="status"></p></div>`;
}

function renderParts({ parts }: FormValues): Markup {
  return html`<fieldset><legend>The parts that this mark covers</legend>
<p class="hint">Paste those that you see. What is left empty is not checked.</p>
${parts.map(
  (
    { name, profile, text },
    index,
  ) => html`<label for="part-${index}">${shown(name)} <span class="hint">${profile}</span></label>
<input type="hidden" name="part-name" value="${name}">
${
  profile === 'raw-1'
    ? html`<input type="hidden" name="part-text" value=""><input type="file" id="part-${index}" name="part-file-${index}">`
    : html`<textarea class="short" id="part-${index}" name="part-text" rows="3" spellcheck="false">
${text}</textarea>`
}`,
)}
</fieldset>`;
}
