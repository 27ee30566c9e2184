/**
 * Parses and rewrites HTML for both HTML carriers. Elements are those of a browser's DOM, and
 * changes are splices of the source text, so every byte beside the mark stays as it was.
 */

import { ContentmarkError, wrongArgument } from '../../errors.ts';
import { writeStructure } from '../../format/content/html/structure.ts';
import {
  type ChildNode,
  type Element,
  isElement,
  type Limits,
  parseFragment,
  parsePage,
} from '../../format/content/html/tree.ts';

/**
 * Bounds on what is parsed: high enough for whole pages, low enough that a hostile one cannot fill
 * the memory.
 */
const HOST_LIMITS: Limits = { length: 8_388_608, elements: 262_144 };

/** Matches tags that only a whole page has. Only a hint that parsing as a page is worth it. */
const PAGE_HINT = /<(?:!doctype|html|head|body)[\t\n\f\r />]/i;

/** A parsed host. */
export interface Host {
  readonly nodes: readonly ChildNode[];
  /** In document order, without those in the contents of a `<template>`: they are in no document. */
  readonly elements: readonly Element[];
  /** A whole page, not content that stands in one. */
  readonly isPage: boolean;
  /** Where the last node of the content may be added: before `</body>`, or at the end. */
  readonly end: number;
}

/** One replacement in the source. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Parses a host: a page where it has a doctype or `<html>`, `<head>` or `<body>` of its own, else a fragment. */
export function parseHost(source: string): Host {
  if (PAGE_HINT.test(source)) {
    const { childNodes } = parsePage(source, HOST_LIMITS);
    const root = childNodes.find(isElement);
    const sections = root?.childNodes.filter(isElement) ?? [];
    const body = sections.find(({ tagName }) => tagName === 'body');
    const isPage =
      childNodes.some(({ nodeName }) => nodeName === '#documentType') ||
      [root, ...sections].some((element) => element?.sourceCodeLocation);
    if (isPage) {
      const behind = body?.sourceCodeLocation?.endTag ?? root?.sourceCodeLocation?.endTag;
      return {
        nodes: childNodes,
        elements: elementsBelow(childNodes),
        isPage,
        end: behind?.startOffset ?? source.length,
      };
    }
  }
  const nodes = parseFragment(source, HOST_LIMITS);
  return { nodes, elements: elementsBelow(nodes), isPage: false, end: source.length };
}

function elementsBelow(nodes: readonly ChildNode[]): readonly Element[] {
  const elements: Element[] = [];
  const pending = [...nodes].reverse();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (!isElement(node)) continue;
    elements.push(node);
    for (let i = node.childNodes.length - 1; i >= 0; i--) {
      pending.push(node.childNodes[i] as ChildNode);
    }
  }
  return elements;
}

/**
 * Reads marks from a host. Never throws: a host beyond the bounds reads as one that has
 * an unreadable mark, since calling it unmarked could be wrong. `hint` occurs in every
 * host with a mark, however it is written, so most hosts need no parser.
 */
export function readMarks(
  source: string,
  hint: RegExp,
  marksOf: (host: Host) => readonly string[],
): readonly string[] {
  if (typeof source !== 'string' || !hint.test(source)) return [];
  return attempt(() => marksOf(parseHost(source))) ?? [''];
}

/**
 * Rewrites a host and makes sure that nothing else came of it: the new mark is the only
 * one, and html-1 would write the same canonical form. A splice of text can fail in this
 * in odd ways (an attribute taken out between `a` and `=b` joins the two), and an
 * unfinished comment swallows whatever is added behind it.
 * @throws ContentmarkError `ERR_HOST`
 */
export function rewriteHost(
  source: string,
  textForm: string,
  splicesFor: (host: Host) => readonly Splice[],
  read: (host: Host) => readonly string[],
): string {
  if (typeof source !== 'string') throw wrongArgument('host', 'a string of HTML', source);
  const before = attempt(() => parseHost(source));
  if (before === undefined) throw new ContentmarkError('ERR_HOST', 'is too large', 'host');
  const rewritten = splice(source, splicesFor(before));
  const isSame = attempt(() => {
    const after = parseHost(rewritten);
    const [only, second] = read(after);
    return (
      only === textForm &&
      second === undefined &&
      writeHost(before, source) === writeHost(after, rewritten)
    );
  });
  if (isSame) return rewritten;
  throw new ContentmarkError(
    'ERR_HOST',
    'cannot take the mark without a change of what html-1 covers: close what is ' +
      'open at its end, and take out damaged marks',
    'host',
  );
}

/**
 * The canonical form that html-1 would write. In a page the marks of its contents stand wherever
 * those do.
 */
function writeHost({ nodes, isPage }: Host, source: string): string {
  return writeStructure(nodes, source, isPage ? 'anywhere' : 'last');
}

/** What a parser or writer gives, or `undefined` beyond the bounds. */
function attempt<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

function splice(source: string, splices: readonly Splice[]): string {
  let spliced = '';
  let at = 0;
  for (const { start, end, text } of [...splices].sort((a, b) => a.start - b.start)) {
    spliced += source.slice(at, start) + text;
    at = Math.max(at, end);
  }
  return spliced + source.slice(at);
}
