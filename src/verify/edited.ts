/**
 * Remembers the mark of content that was edited after signing. Everything but the content has held,
 * so the record began as what the mark declares, and its label must survive the first edit. It is
 * not a member of the verdict, because claims exist on the verified branch only: code that prints,
 * sends or stores a refusal must not carry any.
 */
import type { Rejected, Verdict, Verified } from './verdict.ts';

/** A mark that held in everything but its content. */
export type EditedMark = Pick<Verified, 'claims' | 'keyId'>;

const marks: WeakMap<object, EditedMark> = /* @__PURE__ */ new WeakMap();

/** Notes the mark of a refused content. */
export function noteEdited(verdict: Rejected, mark: EditedMark): Rejected {
  marks.set(verdict, mark);
  return verdict;
}

/**
 * The mark of content that was edited, by the very verdict that `verify` returned; `undefined`
 * for every other one. For a label that stays, and for nothing else: its claims say nothing of
 * what stands there now.
 */
export function markBeforeEdit(verdict: Verdict): EditedMark | undefined {
  return marks.get(verdict);
}
