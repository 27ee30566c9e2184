/** One record of a shop against its mark. */
import { inspect } from 'contentmark';
import { type PartsContent, parts, text } from 'contentmark/content';
import { html } from 'contentmark/html';
import {
  type MagentoProduct,
  PART_NAMES,
  PART_RULES,
  productContent,
  withParts,
} from 'contentmark/magento';
import type { Verdict, Verifier } from 'contentmark/verify';

/** What {@link verifyRecord} needs of a record. */
export interface MarkedRecord {
  readonly subject: string;
  /** What the mark is about. */
  readonly own: MagentoProduct;
  /** The product as its scope shows it. */
  readonly shown: MagentoProduct;
}

/**
 * Checks a record with every part that was signed. `skipped` where there is nothing to sign and
 * no mark.
 */
export function verifyRecord(
  { subject, own, shown }: MarkedRecord,
  verifier: Verifier,
): Verdict | 'skipped' {
  const marks = own.marks;
  // A mark made from CSV may cover a part that the view shares with the default scope. Which parts
  // it covers is its own word here, and decides only what is shown to it: what is not so fails.
  const signed = namesIn(marks[0] ?? '');
  const { content } = productContent(withParts(own, shown, signed));
  if (content === undefined && marks.length === 0) return 'skipped';
  return verifier.verifySync(content ?? emptied(signed), marks, {
    subject,
    requiredParts: 'all',
  });
}

function namesIn(mark: string): readonly string[] {
  const found = inspect(mark);
  return found.reason === undefined && found.payload.type === 'parts'
    ? found.payload.parts.map(({ name }) => name)
    : [];
}

/**
 * Content for a marked record of which every part has been emptied, for `verify` to refuse: one
 * signed part shown empty, so that the others are missing and all are named.
 */
function emptied(signed: readonly string[]): PartsContent {
  const name = PART_NAMES.find((part) => signed.includes(part));
  const make = name !== undefined && PART_RULES[name].profile === 'html' ? html : text;
  return parts({ [name ?? 'name']: make('') });
}
