/** Renders the page around form and answer, with its Content-Security-Policy. */
import { html, raw } from 'hono/html';
import { SCRIPT } from './script.ts';
import type { Markup } from './shown.ts';
import { STYLE } from './style.ts';
import { LIMITS } from './words.ts';

/** What is put into the page. */
export interface PageParts {
  readonly title: string;
  readonly environment: Markup;
  /** The answer or the problem; empty on the first visit. */
  readonly result: Markup | '';
  readonly form: Markup;
  /** Path that the API is mounted at, without a slash at its end. */
  readonly base: string;
}

/** Renders the page. */
export function renderPage({ title, environment, result, form, base }: PageParts): Markup {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body>
<div class="page">
<a class="skip" href="#main">To the form</a>
<header><h1>Check a content mark</h1>
<p class="quiet">For environment <strong>${environment}</strong>. What you send is used for this one answer and then forgotten.</p></header>
<main id="main">
${result}
${form}
<section class="card" aria-labelledby="limits"><h2 id="limits">What a pass never proves</h2>
<ul>${LIMITS.map((limit) => html`<li>${limit}</li>`)}</ul></section>
</main>
<footer><p><a href="${base}/openapi.json">API description</a> · <a href="${base}/.well-known/contentmark-keys.json">Keys of marks</a> · <a href="${base}/.well-known/contentmark-attestation-keys.json">Keys of attestations</a></p></footer>
</div>
<script>${raw(SCRIPT)}</script>
</body>
</html>`;
}

/** The hash of an inline element, as a policy spells it. */
async function hashOf(source: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(source));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}

/**
 * Makes the Content-Security-Policy, which allows this style, this script and this form's address
 * only. It is worked out on the first request: a Worker may not use cryptography before.
 */
export async function createPolicy(): Promise<string> {
  return [
    "default-src 'none'",
    `style-src ${await hashOf(STYLE)}`,
    `script-src ${await hashOf(SCRIPT)}`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}
