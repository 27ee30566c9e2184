/**
 * What a mark said of content that was edited since. All but the content has held, so the record
 * did begin as what the mark declares, and its label must not go with the first edit. It is no
 * member of the verdict: claims are read on the verified branch only, and what prints, sends or
 * stores a refusal carries none.
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
