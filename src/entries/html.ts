/** `contentmark/html`: HTML content, and marks inside HTML. Needs an HTML parser, so it stands apart. Re-exports only. */

export { attributeCarrier } from '../carry/html/attribute.ts';
export { scriptCarrier } from '../carry/html/script.ts';
export { type FoundMarks, findMarks } from '../carry/search/find-marks.ts';
export { html } from '../format/content/html/html.ts';
export { htmlText } from '../format/content/html/html-text.ts';
