/** The label's style sheet, as a file that a strict policy allows. */
// @ts-nocheck

import { LABEL_CSS } from 'contentmark/disclosure';

export function GET(): Response {
  return new Response(LABEL_CSS, { headers: { 'content-type': 'text/css; charset=utf-8' } });
}
