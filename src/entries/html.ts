/** `contentmark/html`: HTML content, and marks inside HTML. Needs an HTML parser, so it stands apart. Re-exports only. */
export { type FoundMarks, findMarks } from '../carrier/find-marks.ts';
export { attributeCarrier } from '../carrier/html/attribute.ts';
export { scriptCarrier } from '../carrier/html/script.ts';
export { html } from '../content/html/html.ts';
export { htmlText } from '../content/html/html-text.ts';
