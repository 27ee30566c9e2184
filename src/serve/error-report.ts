/** Reports an internal error by its class and where it was thrown, without its message. */
import type { ErrorReport } from './options.ts';

/** The most stack frames of a report; more are about the server and not about the fault. */
const MAX_FRAMES = 10;

/** Matches the name of an error class; other text is not repeated. */
const NAME = /^[A-Z][A-Za-z]{0,40}$/;

/** One line of a V8 stack: `    at run (file:///app/x.js:1:2)`. */
const FRAME = /^\s+at (.{1,300})$/;

/**
 * A report without the message: messages quote what they are about, and that may have been
 * submitted. The lines of the message stand in the stack too, so only its frames are taken.
 */
export function toErrorReport(error: unknown): ErrorReport {
  const { name, stack, message } = Object(error) as Partial<Record<keyof Error, unknown>>;
  const isNamed = typeof name === 'string' && NAME.test(name);
  const text = typeof stack === 'string' ? stack : '';
  const behind = typeof message === 'string' ? text.indexOf(message) + message.length : 0;
  const frames = text.slice(Math.max(0, behind)).split('\n').slice(1);
  return Object.freeze({
    name: isNamed ? name : 'Error',
    at: Object.freeze(frames.flatMap((line) => FRAME.exec(line)?.[1] ?? []).slice(0, MAX_FRAMES)),
  });
}
