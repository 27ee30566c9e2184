/** A generated text as the texts of a product: the form that a prompt asks for, read strictly. */
import type { PartsContent } from 'contentmark/content';
import { productContent } from 'contentmark/shopify';

/** The texts of one product, written and not yet signed. */
export interface Draft {
  readonly handle: string;
  readonly title: string;
  readonly descriptionHtml: string;
  readonly seoTitle: string;
  readonly seoDescription: string;
}

/** A draft, or why a text is none. */
export type ReadDraft =
  | { readonly draft: Draft; readonly problem?: never }
  | { readonly draft?: never; readonly problem: string };

const LABELS = ['Title', 'SEO title', 'SEO description'] as const;
const HEAD = new RegExp(`^(${LABELS.join('|')}): *(.*\\S) *$`);

/** Shopify's own limit of a title, and where search engines cut the others off; twice that is no answer. */
const LIMITS: Readonly<Record<(typeof LABELS)[number], number>> = {
  Title: 255,
  'SEO title': 140,
  'SEO description': 320,
};

/**
 * Reads a text. Never guesses: what has another form was not written to the prompt, and nobody
 * has looked at it yet.
 */
export function readDraft(handle: string, text: string): ReadDraft {
  const [head = '', body] = text.replace(/\r\n?/g, '\n').split(/^Description: *$/m);
  if (body === undefined) return { problem: 'it has no description' };
  const found = new Map<string, string>();
  for (const line of head.split('\n').filter((each) => each.trim() !== '')) {
    const [, label, value] = HEAD.exec(line) ?? [];
    if (label === undefined || value === undefined) return { problem: 'it has a line of no label' };
    if (found.has(label)) return { problem: `it has two lines of ${label}` };
    found.set(label, value);
  }
  for (const label of LABELS) {
    const length = found.get(label)?.length ?? 0;
    if (length === 0) return { problem: `it has no ${label}` };
    if (length > LIMITS[label]) return { problem: `its ${label} has ${length} characters` };
  }
  const descriptionHtml = toHtml(body);
  if (descriptionHtml === '') return { problem: 'its description is empty' };
  const [title = '', seoTitle = '', seoDescription = ''] = LABELS.map((label) => found.get(label));
  return { draft: { handle, title, descriptionHtml, seoTitle, seoDescription } };
}

/** Paragraphs and lists; whatever else the text holds is text, so no model can write markup. */
function toHtml(body: string): string {
  const blocks = body.split(/\n\s*\n/).map((block) => block.trim().split('\n'));
  return blocks
    .filter(([first]) => first)
    .map((lines) =>
      lines.every((line) => line.startsWith('- '))
        ? `<ul>${lines.map((line) => `<li>${escapeText(line.slice(2).trim())}</li>`).join('')}</ul>`
        : `<p>${lines.map((line) => escapeText(line.trim())).join('<br>')}</p>`,
    )
    .join('\n');
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * What of a draft is signed: what a shopper sees, by the names the Shopify adapter gives it, so
 * that a mark made here holds for the product there.
 */
export function draftContent(draft: Draft): PartsContent {
  const { content, problem } = productContent({ ...draft, images: [] });
  // A draft has a title, so there is always something to sign.
  if (content === undefined) throw new Error(problem);
  return content;
}
