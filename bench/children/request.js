/** How a child process of the bench is asked and answers: one JSON value on stdin, one on stdout. */
import { readFileSync } from 'node:fs';

/**
 * What the bench asks for; its shape is the contract of each child with its caller.
 * @returns {never}
 */
export function readRequest() {
  return /** @type {never} */ (JSON.parse(readFileSync(0, 'utf8')));
}

/**
 * Writes the answer. The process must end by itself: where stdout is written later, `exit`
 * would cut it off.
 * @param {unknown} value
 */
export function answer(value) {
  process.stdout.write(JSON.stringify(value));
}

/**
 * Bytes travel as base64url.
 * @param {string} text
 */
export function toBytes(text) {
  return new Uint8Array(Buffer.from(text, 'base64url'));
}
