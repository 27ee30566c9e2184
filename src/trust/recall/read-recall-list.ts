/** A recall list from bytes. Whatever they hold, the answer is a list or what is wrong with it. */
import { encodeHex } from '../../format/bytes/bytes.ts';
import {
  type CborReader,
  createCborReader,
  fail,
  readArray,
  readBytes,
  readEnd,
  readIntMap,
  readText,
  readUint,
} from '../../format/bytes/cbor-read.ts';
import { encodeSigStructure, readCoseSign1 } from '../../format/bytes/cose.ts';
import {
  DIGEST_BYTES,
  ID_BYTES,
  MAX_SECONDS,
  MAX_TEXT_BYTES,
} from '../../format/envelope/limits.ts';
import { readStatementHeader } from '../../format/envelope/statement-header.ts';
import {
  ENTRY_KEYS,
  findEntryProblem,
  LIST_KEYS,
  MAX_RECALL_ENTRIES,
  MAX_RECALL_LIST_BYTES,
  RECALL_CLAIMS,
  RECALL_LIST_TYPE,
  RECALL_REASONS,
  type RecallEntry,
  type RecallList,
} from './recall-list.ts';

/** A list whose signature is to be tried. */
export interface UncheckedList {
  readonly list: RecallList;
  /** 8 bytes. */
  readonly keyId: Uint8Array;
  readonly signature: Uint8Array;
  readonly message: Uint8Array;
}

/** Why bytes are no list. */
export interface ListProblem {
  readonly reason: 'too-large' | 'malformed' | 'wrong-type';
  readonly detail: string;
}

/** Reads a list. What is read keeps views of `bytes`, which nobody may change afterwards. */
export function readRecallList(bytes: Uint8Array): UncheckedList | ListProblem {
  if (bytes.length > MAX_RECALL_LIST_BYTES)
    return { reason: 'too-large', detail: `more than ${MAX_RECALL_LIST_BYTES} bytes` };
  const malformed = (detail: string): ListProblem => ({ reason: 'malformed', detail });
  const { reader, sign1 } = readCoseSign1(bytes, (at) => readIntMap(at, 0, () => undefined));
  readEnd(reader);
  if (reader.problem !== undefined) return malformed(reader.problem);
  const header = readStatementHeader(sign1.protectedHeader, RECALL_CLAIMS);
  if (typeof header === 'string') return malformed(header);
  if (header.type !== RECALL_LIST_TYPE)
    return { reason: 'wrong-type', detail: 'a signed object of another kind' };
  const draft = readPayload(sign1.payload);
  if (typeof draft === 'string') return malformed(draft);
  // Every required member was read, or there would be a problem.
  const list = Object.freeze(
    Object.assign(Object.create(null), header.claims, draft),
  ) as RecallList;
  if (list.nextUpdate <= list.issuedAt) return malformed('the next update is before the list');
  const isFirst = list.sequence === 1;
  if (isFirst !== (list.previous === undefined))
    return malformed(isFirst ? 'the first list names one before' : 'no list before is named');
  const message = encodeSigStructure(sign1.protectedHeader, sign1.payload);
  return { list, keyId: header.keyId, signature: sign1.signature, message };
}

function readPayload(bytes: Uint8Array): Record<string, unknown> | string {
  const reader = createCborReader(bytes);
  const draft: Record<string, unknown> = {};
  readIntMap(reader, 3, (key) => {
    if (key === LIST_KEYS.sequence) draft['sequence'] = readUint(reader, MAX_SECONDS);
    else if (key === LIST_KEYS.previous)
      draft['previous'] = readBytes(reader, DIGEST_BYTES, DIGEST_BYTES);
    else if (key === LIST_KEYS.entries) draft['entries'] = readEntries(reader);
    else fail(reader, `unknown key ${key}`);
  });
  readEnd(reader);
  const { sequence, entries } = draft;
  if (sequence === undefined || sequence === 0) fail(reader, 'no sequence number from 1');
  if (entries === undefined) fail(reader, 'no entries');
  return reader.problem ?? draft;
}

function readEntries(reader: CborReader): readonly RecallEntry[] {
  const entries: RecallEntry[] = [];
  const count = readArray(reader, MAX_RECALL_ENTRIES);
  for (let i = 0; i < count && reader.problem === undefined; i++) {
    const entry = readEntry(reader);
    const wrong = reader.problem === undefined ? findEntryProblem(entry) : undefined;
    if (wrong !== undefined) fail(reader, `entry ${i}: "${wrong.member}" ${wrong.problem}`);
    entries.push(Object.freeze(entry));
  }
  return Object.freeze(entries);
}

function readEntry(reader: CborReader): RecallEntry {
  // Without a prototype: a polluted one must not add a condition.
  const draft = Object.create(null) as Record<string, unknown>;
  readIntMap(reader, 11, (key) => {
    const digest = () => readBytes(reader, DIGEST_BYTES, DIGEST_BYTES);
    const text = () => readText(reader, MAX_TEXT_BYTES);
    const seconds = () => readUint(reader, MAX_SECONDS);
    if (key === ENTRY_KEYS.ids) draft['ids'] = readBytes(reader, ID_BYTES, MAX_RECALL_LIST_BYTES);
    else if (key === ENTRY_KEYS.root) draft['root'] = digest();
    else if (key === ENTRY_KEYS.keyId) draft['keyId'] = encodeHex(readBytes(reader, 8, 8));
    else if (key === ENTRY_KEYS.ingredient) draft['ingredient'] = digest();
    else if (key === ENTRY_KEYS.subject) draft['subject'] = text();
    else if (key === ENTRY_KEYS.subjectPrefix) draft['subjectPrefix'] = text();
    else if (key === ENTRY_KEYS.environment) draft['environment'] = text();
    else if (key === ENTRY_KEYS.issuedFrom) draft['issuedFrom'] = seconds();
    else if (key === ENTRY_KEYS.issuedUntil) draft['issuedUntil'] = seconds();
    else if (key === ENTRY_KEYS.reason)
      draft['reason'] = RECALL_REASONS[readUint(reader, RECALL_REASONS.length - 1)];
    else if (key === ENTRY_KEYS.incident) draft['incident'] = text();
    else fail(reader, `unknown key ${key} in an entry`);
  });
  if (draft['reason'] === undefined) fail(reader, 'an entry without a reason');
  return draft as unknown as RecallEntry;
}
