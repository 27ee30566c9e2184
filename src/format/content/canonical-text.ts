/**
 * Writes the canonical form of text-1: line ends become LF, Unicode becomes NFC, the bytes are
 * UTF-8. A lone surrogate is refused, because every encoder writes it as U+FFFD and two texts would
 * share one digest. Long runs of combining marks are refused, because normalizing them would take
 * seconds. One trailing invisible carrier is removed if it carries a mark of ours. All other
 * invisible characters are text, and covered.
 */
import type { Canonical } from './content.ts';
import { findNfcProblem } from './nfc.ts';
import { type IsEnvelope, stripTrailingCarrier } from './trailing-carrier.ts';

/**
 * Matches characters from U+0300 on. Below there are no surrogates, carriers or combining marks, so
 * most text needs no second look.
 */
const FROM_U0300 = /[\u0300-\uffff]/;

/** The canonical form of text-1. `isEnvelope` is the decoder that the caller has loaded anyway. */
export function canonicalizeText(source: string, isEnvelope: IsEnvelope): Canonical {
  if (!FROM_U0300.test(source)) return { form: toLines(source) };
  if (!source.isWellFormed()) return { problem: 'the text has a lone surrogate' };
  const lines = toLines(stripTrailingCarrier(source, isEnvelope));
  const problem = findNfcProblem(lines);
  return problem === undefined ? { form: lines.normalize('NFC') } : { problem };
}

function toLines(source: string): string {
  return source.includes('\r') ? source.replace(/\r\n?/g, '\n') : source;
}
