/** Checks one record of a shop against its mark. */
import type { PartsContent } from '../../../format/content/content.ts';
import { html } from '../../../format/content/html/html.ts';
import { parts } from '../../../format/content/parts.ts';
import { text } from '../../../format/content/text.ts';
import { inspect } from '../../../verify/inspect.ts';
import type { Verdict } from '../../../verify/verdict.ts';
import type { Verifier } from '../../../verify/verifier.ts';
import { PART_NAMES, PART_RULES } from '../part-rules.ts';
import type { MagentoProduct } from '../product.ts';
import { productContent } from '../product-content.ts';
import { withParts } from '../scope.ts';

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
export async function verifyRecord(
  { subject, own, shown }: MarkedRecord,
  verifier: Verifier,
  now: number,
): Promise<Verdict | 'skipped'> {
  const marks = own.marks;
  // A mark made from CSV may cover a part that the view shares with the default scope. Which parts
  // it covers is its own word here, and decides only what is shown to it: what is not so fails.
  const signed = namesIn(marks[0] ?? '');
  const { content } = productContent(withParts(own, shown, signed));
  if (content === undefined && marks.length === 0) return 'skipped';
  // Awaited, because workerd's own Ed25519 can do nothing at once.
  return verifier.verify(content ?? emptied(signed), marks, {
    subject,
    requiredParts: 'all',
    now,
  });
}

function namesIn(mark: string): readonly string[] {
  const found = inspect(mark);
  return found.reason === undefined && found.payload.type === 'parts'
    ? found.payload.parts.map(({ name }) => name)
    : [];
}

/**
 * Content for a marked record of which every part has been emptied, which `verify` refuses. One
 * signed part is shown empty, so that the others are missing and all are named.
 */
function emptied(signed: readonly string[]): PartsContent {
  const name = PART_NAMES.find((part) => signed.includes(part));
  const make = name !== undefined && PART_RULES[name].profile === 'html' ? html : text;
  return parts({ [name ?? 'name']: make('') });
}
