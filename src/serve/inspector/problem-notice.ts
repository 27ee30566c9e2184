/** Words problems of a form for the person who filled it in. */
import { html } from 'hono/html';
import type { ProblemCode, RequestProblem } from '../problem.ts';
import type { Markup } from './shown.ts';

const WORDS: Readonly<Partial<Record<ProblemCode, string>>> = {
  'invalid-request':
    'The form did not arrive in one piece, or holds text that is no text. Please try again.',
  'request-timeout': 'It took too long to arrive. Please try again, or choose a smaller file.',
  'body-too-large': 'That is larger than this page takes.',
  'content-too-large':
    'That is more text than this page looks at. Check a part of it, or use the library.',
  'unsupported-media-type': 'This was not sent by the form of this page.',
  'too-costly':
    'Looking through this takes longer than this page waits. Check a part of it, or use the library.',
  busy: 'Too many others are waiting. Please try again in a moment.',
  'too-many-requests': 'That were too many checks in a short time. Please try again in a minute.',
};

/** The message for the one mistake that the form allows. */
const FILES = 'More than one file is content. Choose one, and its mark beside it.';

/** Says why nothing was checked. */
export function renderProblem({ code, errors }: Pick<RequestProblem, 'code' | 'errors'>): Markup {
  const words = errors.some(({ rule }) => rule === 'repeated') ? FILES : WORDS[code];
  return html`<section class="card verdict rejected" aria-labelledby="result">
<h2 class="badge" id="result" tabindex="-1" autofocus><span aria-hidden="true">✕ </span>Not checked</h2>
<p class="summary">${words ?? 'This cannot be checked.'}</p>
<p class="quiet"><code>${code}</code></p></section>`;
}
