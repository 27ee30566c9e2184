/** A generated text as the texts of a product: the form that the prompt asks for, read strictly. */
// @ts-nocheck


/** The texts of one product, as Shopify's `ProductCreateInput` names them. */
export interface Draft {
  readonly title: string;
  readonly descriptionHtml: string;
}

/** A draft, or why a text is none. */
export type ReadDraft =
  | { readonly draft: Draft; readonly problem?: never }
  | { readonly draft?: never; readonly problem: string };

/** Shopify's own limit. */
const MAX_TITLE = 255;

/** Reads a text. Never guesses: what has another form was not written to the prompt. */
export function readDraft(text: string): ReadDraft {
  if (!text.isWellFormed() || /[^\P{Cc}\n\t]/u.test(text.replaceAll('\r\n', '\n'))) {
    return { problem: 'it has characters that are no text' };
  }
  const [title = '', ...blocks] = text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .map((block) => block.trim())
    .filter((block) => block !== '');
  if (title.includes('\n')) return { problem: 'it has no line for the title' };
  if (title.length > MAX_TITLE) return { problem: `its title has ${title.length} characters` };
  if (blocks.length === 0) return { problem: 'it has no description' };
  return { draft: { title, descriptionHtml: blocks.map(toHtml).join('\n') } };
}

/** A paragraph or a list; whatever else a block holds is text, so no model can write markup. */
function toHtml(block: string): string {
  const lines = block.split('\n').map((line) => line.trim());
  return lines.every((line) => line.startsWith('- '))
    ? `<ul>${lines.map((line) => `<li>${escapeText(line.slice(2).trim())}</li>`).join('')}</ul>`
    : `<p>${lines.map(escapeText).join('<br>')}</p>`;
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
