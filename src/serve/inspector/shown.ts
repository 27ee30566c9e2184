/**
 * Formats text from outside for the page. The template escapes it; this file handles how it looks.
 */
import { html } from 'hono/html';
import { printable } from '../../printable.ts';

/** What a template makes. */
export type Markup = ReturnType<typeof html>;

/** The longest value that is shown whole. */
const MAX_LENGTH = 2000;

/**
 * A value in a direction of its own, with nothing in it that hides or reorders what is read:
 * an issuer must not look like another one.
 */
export function shown(value: string): Markup {
  const text = value.length > MAX_LENGTH ? `${value.slice(0, MAX_LENGTH)}…` : value;
  return html`<bdi>${printable(text)}</bdi>`;
}

/** Unix seconds as a date and time in UTC, with the seconds beside it. */
export function shownTime(seconds: number): Markup {
  const iso = new Date(seconds * 1000).toISOString().slice(0, 19);
  return html`<time datetime="${iso}Z">${iso.replace('T', ' ')} UTC</time>`;
}
