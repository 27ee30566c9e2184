/** Entries of the log back into events, by the closed schema of event.ts. Safe for a page: no runtime, no cbor-x. */
import { createCborReader, fail, readEnd } from '../../format/bytes/cbor-read.ts';
import { readRecord } from '../../format/envelope/decode-claims.ts';
import { type AuditEvent, EVENT_FIELDS, EVENTS, MAX_ENTRY_BYTES } from './event.ts';
import { findFormProblem } from './lint-text.ts';

/** An entry that is an event, or why it is none, with the byte. */
export type DecodedEvent =
  | { readonly event: AuditEvent; readonly problem?: undefined }
  | { readonly event?: undefined; readonly problem: string };

/**
 * Reads an entry. Accepts exactly what is written: other keys, other orders and other spellings are problems.
 * @param entry as it stands in a bundle.
 */
export function decodeEvent(entry: Uint8Array): DecodedEvent {
  if (entry.length > MAX_ENTRY_BYTES) return { problem: `more than ${MAX_ENTRY_BYTES} bytes` };
  // A copy: digests are views of what is read.
  const reader = createCborReader(new Uint8Array(entry));
  const draft: Record<string, unknown> = {};
  readRecord(reader, EVENT_FIELDS, draft);
  readEnd(reader);
  if (reader.problem === undefined) {
    for (const [name, text] of textsOf(draft as unknown as AuditEvent)) {
      const problem = findFormProblem(text);
      if (problem !== undefined) fail(reader, `${name} ${problem}`);
    }
  }
  if (reader.problem !== undefined) return { problem: reader.problem };
  // Every required member was read, or there would be a problem.
  return { event: Object.freeze(draft) as unknown as AuditEvent };
}

/** The texts of an event, by their paths. */
export function* textsOf(event: Partial<AuditEvent>): Generator<readonly [string, string]> {
  const { actor, object, software } = event;
  const texts = {
    'actor.id': actor?.id,
    'actor.role': actor?.role,
    environment: event.environment,
    'object.id': object?.id,
    rule: event.rule,
    reason: event.reason,
    keyId: event.keyId,
    'software.name': software?.name,
    'software.version': software?.version,
    incident: event.incident,
    error: event.error,
  };
  for (const [name, text] of Object.entries(texts)) if (text !== undefined) yield [name, text];
}

const LOG_PURGE = EVENTS.indexOf('log-purge');

/**
 * Whether an entry says of itself that it is a `log-purge`, by the bytes behind its map head: key 0, format 1, key
 * 1, the event. Decoding a million entries to find a few would take longer than hashing them.
 */
export function isLogPurge(entry: Uint8Array): boolean {
  return LOG_PURGE < 24 ? entry[4] === LOG_PURGE : entry[4] === 24 && entry[5] === LOG_PURGE;
}
