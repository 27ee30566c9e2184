/** `contentmark/element`: `<content-mark>` for pages without a framework. Re-exports only. */
// @ts-nocheck

export {
  ContentMarkElement,
  defineContentMark,
  type ElementVerdict,
} from '../surfaces/element/content-mark.ts';
