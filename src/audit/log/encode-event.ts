/** Events into entries of the log. Signing code: this file loads cbor-x. */
import { ContentmarkError, readOptions } from '../../errors.ts';
import { encodeCbor } from '../../format/bytes/cbor-write.ts';
import { encodeRecord } from '../../format/envelope/encode-claims.ts';
import { textsOf } from './decode-event.ts';
import { type AuditEvent, type AuditInput, EVENT_FIELDS, MAX_ENTRY_BYTES } from './event.ts';
import { findFormProblem, findSecretProblem } from './lint-text.ts';

/** What the log itself adds. */
export type Stamp = Pick<AuditEvent, 'id' | 'time' | 'clock'>;

/** Members that whoever logs may give: all but what the log adds. */
const GIVEN = [...EVENT_FIELDS.map(([, name]) => name), 'id'].filter(
  (name) => !['format', 'time', 'clock'].includes(name),
) as readonly (keyof AuditInput)[];

/**
 * Writes an event as deterministic CBOR.
 * @throws ContentmarkError `ERR_ARGUMENT` for an unknown member, a word of no list, and for a text that is no
 * identifier or looks like an address, a card or a key. The message never repeats the value.
 */
export function encodeEvent(input: AuditInput, stamp: Stamp): Uint8Array {
  const given = readOptions('event', input, GIVEN);
  const map = encodeMembers({ ...given, ...stamp, format: 'contentmark-audit-1' });
  for (const [name, text] of textsOf(given)) {
    const problem = findFormProblem(text) ?? findSecretProblem(text);
    if (problem !== undefined) throw wrong(`event.${name}`, problem);
  }
  const entry = encodeCbor(map);
  if (entry.length > MAX_ENTRY_BYTES) throw wrong('event', `exceeds ${MAX_ENTRY_BYTES} bytes`);
  return entry;
}

function encodeMembers(event: object): ReturnType<typeof encodeRecord> {
  try {
    return encodeRecord('event.', EVENT_FIELDS, event);
  } catch (error) {
    // The schema is that of claims, and so are its words; here nothing is claimed.
    if (!(error instanceof ContentmarkError)) throw error;
    throw wrong(error.argument ?? 'event', error.problem);
  }
}

function wrong(argument: string, problem: string): ContentmarkError {
  return new ContentmarkError('ERR_ARGUMENT', problem, argument);
}
