/** Reads from the body of a refusal why the REST API refused. */

import { ownMember } from '../../members.ts';
import { readList, readText } from '../read-member.ts';

/** The longest message that is read; a page of HTML is no message. */
const MAX_LENGTH = 500;

/**
 * The message of a refusal with its parameters filled in: `%1` from a list, `%fieldName` from an
 * object. `undefined` where the body is no refusal of Magento's (a proxy's page, say). What comes
 * back may hold anything; make it printable before it is shown.
 */
export function readErrorReply(body: unknown): string | undefined {
  const message = fillIn(body);
  if (message === undefined) return undefined;
  const more = (readList(body, 'errors') ?? []).flatMap((error) => fillIn(error) ?? []);
  return [message, ...more].join(' ').slice(0, MAX_LENGTH);
}

function fillIn(error: unknown): string | undefined {
  const message = readText(error, 'message');
  if (message === undefined) return undefined;
  const parameters = ownMember(error, 'parameters');
  return message
    .slice(0, MAX_LENGTH)
    .replace(/%(\d{1,3}|[a-zA-Z]\w{0,60})/g, (found, name: string) => {
      const at = Array.isArray(parameters) ? String(Number(name) - 1) : name;
      const value = ownMember(parameters, at);
      return typeof value === 'string' || typeof value === 'number' ? String(value) : found;
    });
}

/** The largest page that input limits allow, out of the refusal of a larger one. */
export function readPageSizeLimit(message: string): number | undefined {
  if (typeof message !== 'string') return undefined;
  const [, limit] = /^Maximum SearchCriteria pageSize is (\d{1,6})/.exec(message) ?? [];
  const size = Number(limit);
  return limit !== undefined && size >= 1 ? size : undefined;
}
