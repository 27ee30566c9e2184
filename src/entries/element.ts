/** `contentmark/element`: `<content-mark>` for pages without a framework. Re-exports only. */
export {
  ContentMarkElement,
  defineContentMark,
  type ElementVerdict,
} from '../web/element/content-mark.ts';
