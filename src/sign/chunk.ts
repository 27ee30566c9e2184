/**
 * Collects the items of a batch until they are signed. Each is digested and encoded when it is
 * added, and nothing else of it is kept.
 */

import { readOptions, wrongArgument } from '../errors.ts';
import { parseUuid } from '../format/bytes/uuid.ts';
import { type Content, requireContent } from '../format/content/content.ts';
import type { Claims, Payload, SoftBinding } from '../format/envelope/claims.ts';
import { encodePayload } from '../format/envelope/encode.ts';
import type { Statement } from '../format/envelope/encode-batch.ts';
import { ID_BYTES } from '../format/envelope/limits.ts';
import {
  createStatementTemplate,
  type StatementTemplate,
} from '../format/envelope/statement-template.ts';
import { randomUuids } from './claims-input.ts';
import { digestPayload } from './digest-payload.ts';

/** One item of a batch. */
export interface BatchItem {
  readonly content: Content;
  /** What is marked: a handle or SKU. */
  readonly subject: string;
  /** A UUID in lower case. Default a random one, which needs the runtime's random numbers. */
  readonly id?: string;
  /** Near fingerprints of this item (`softBindingsOf` of `contentmark/registry`). Default those of the shared claims. */
  readonly softBindings?: readonly SoftBinding[];
}

const ITEM: readonly (keyof BatchItem)[] = ['content', 'subject', 'id', 'softBindings'];

/** Items that wait for their signature. */
export interface Chunk {
  readonly size: number;
  readonly subjects: readonly string[];
  /** Where each item stands among all, from 0. */
  readonly places: readonly number[];
  readonly statements: readonly Statement[];
  /** The last item, with which a chunk of one becomes a single envelope. */
  readonly last:
    | { readonly payload: Payload; readonly id: Uint8Array; readonly claims: Claims }
    | undefined;
  add(item: BatchItem, index: number): void;
}

/**
 * How many random ids are drawn at once, because each call into the runtime costs as much as a
 * hash.
 */
const IDS_AT_ONCE = 256;

/** Makes an empty chunk of items that share their claims. */
export function createChunk(claims: Claims): Chunk {
  const subjects: string[] = [];
  const places: number[] = [];
  const statements: Statement[] = [];
  const templates = new Map<string, StatementTemplate>();
  let last: Chunk['last'];
  let ids: Uint8Array = new Uint8Array(0);

  function nextId(): Uint8Array {
    if (ids.length === 0) ids = randomUuids(IDS_AT_ONCE);
    const id = ids.subarray(0, ID_BYTES);
    ids = ids.subarray(ID_BYTES);
    return id;
  }

  function templateFor(payload: Payload): StatementTemplate {
    const shape =
      payload.type === 'hash' ? `${payload.profile} ${payload.mediaType ?? ''}` : 'manifest';
    let template = templates.get(shape);
    if (template === undefined) {
      template = createStatementTemplate(claims, payload);
      templates.set(shape, template);
    }
    return template;
  }

  return {
    get size() {
      return statements.length;
    },
    get last() {
      return last;
    },
    subjects,
    places,
    statements,
    add(item, index) {
      const name = `items[${index}]`;
      const { content, subject, id: given, softBindings } = readOptions(name, item, ITEM);
      requireContent(`${name}.content`, content);
      if (typeof subject !== 'string') throw wrongArgument(`${name}.subject`, 'a string', subject);
      const payload = digestPayload(`${name}.content`, content);
      const id = given === undefined ? nextId() : readId(`${name}.id`, given);
      // A template is made for claims that many items share, and these are shared by none.
      const own = softBindings === undefined ? claims : { ...claims, softBindings };
      const template =
        own === claims ? templateFor(payload) : createStatementTemplate(own, payload);
      const protectedHeader = template(subject, id);
      statements.push({ protectedHeader, payload: encodePayload(payload) });
      subjects.push(subject);
      places.push(index);
      last = { payload, id, claims: own };
    },
  };
}

function readId(argument: string, given: unknown): Uint8Array {
  const id = typeof given === 'string' ? parseUuid(given) : undefined;
  if (id === undefined) throw wrongArgument(argument, 'a UUID in lower case', given);
  return id;
}
