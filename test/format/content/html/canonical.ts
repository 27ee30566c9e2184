/** Canonical text of the HTML profiles, or the problem, for tests to compare. */

import type { SingleContent } from 'contentmark';
import { html, htmlText } from 'contentmark/html';
import { canonicalBytes } from '../../../../src/format/content/digest.ts';

export interface Outcome {
  readonly text?: string;
  readonly problem?: string;
}

function outcomeOf(content: SingleContent): Outcome {
  const { bytes, problem } = canonicalBytes(content);
  if (problem !== undefined) return { problem };
  return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
}

export const structureOf = (source: string): Outcome => outcomeOf(html(source));
export const readerTextOf = (source: string): Outcome => outcomeOf(htmlText(source));

/** The canonical text of a source that must have one. */
export function canonical(source: string): string {
  const { text, problem } = structureOf(source);
  if (text === undefined) throw new Error(`${problem}: ${source}`);
  return text;
}

/** Likewise under html-text-1. */
export function readable(source: string): string {
  const { text, problem } = readerTextOf(source);
  if (text === undefined) throw new Error(`${problem}: ${source}`);
  return text;
}
