/** Vectors of the html profiles, in a checkout that has `contentmark/html`. */
// @ts-nocheck

import { type GoldenVector, htmlEntry } from '../../fixtures/golden.ts';
import { make } from './recipe.ts';

/** None where the entry is missing; made the next time make.ts runs with it. */
export function htmlVectors(): GoldenVector[] {
  if (htmlEntry === undefined) return [];
  const source = '<p>Fine <b>merino</b>.</p>\n<ul><li>Warm<li>Light</ul>';
  const rewritten = '<!-- x --><P>Fine <b >merino</b>.</P> <ul><li>Warm</li><li>Light</li></ul>';
  return [
    make('html-1: a description', { content: { html: source } }),
    make('html-1: the same structure in another spelling', {
      signed: { html: source },
      content: { html: rewritten },
    }),
    make('html-text-1: a description', { content: { htmlText: source } }),
    make('html-text-1: the same text in other markup', {
      signed: { htmlText: source },
      content: { htmlText: source.replaceAll('<b>', '<em>').replaceAll('</b>', '</em>') },
    }),
    make('digest-mismatch: html-1 with a script', {
      signed: { html: source },
      content: { html: `${source}<script>steal()</script>` },
      expect: 'digest-mismatch',
    }),
    make('digest-mismatch: html-text-1 with a word more', {
      signed: { htmlText: source },
      content: { htmlText: source.replace('Warm', 'Very warm') },
      expect: 'digest-mismatch',
    }),
    make('profile-mismatch: html-1 shown as html-text-1', {
      signed: { html: source },
      content: { htmlText: source },
      expect: 'profile-mismatch',
    }),
  ];
}
