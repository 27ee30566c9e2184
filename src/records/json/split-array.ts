/**
 * Divides a JSON array into its elements and what stands between them, a chunk at a time, beginning
 * behind its "[". It only finds where elements end; json-row.ts reads them. After a broken element
 * it recovers, because no JSON string holds a line end, and a bracket closes all that were left
 * open inside it.
 */
import { MAX_RECORD_BYTES } from '../piece/piece.ts';

/** A piece of the file. All tokens together are the file; a fault has no bytes of its own. */
export type Token =
  | { readonly type: 'gap' | 'element' | 'too-large'; readonly bytes: Uint8Array }
  | { readonly type: 'fault'; readonly bytes: Uint8Array; readonly detail: string };

/** Takes chunks, gives tokens. */
export interface ArraySplitter {
  push(chunk: Uint8Array): Token[];
  /** What follows the array, from its "]" on, once that has come: to be read by somebody else. */
  readonly rest: readonly Uint8Array[];
  end(): Token[];
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const ARRAY_START = 0x5b;
const ARRAY_END = 0x5d;
const OBJECT_START = 0x7b;
const OBJECT_END = 0x7d;

const NOTHING = new Uint8Array(0);

/**
 * Brackets that are told apart; deeper ones are only counted. json-row.ts refuses such an
 * element, and looking through millions of them at each closing one would never end.
 */
const MAX_OPEN = 256;

type Phase = 'between' | 'element' | 'after' | 'given-up';

/** Begins behind the array's first bracket. */
export function createArraySplitter(): ArraySplitter {
  let phase: Phase = 'between';
  const rest: Uint8Array[] = [];
  /** What may come between elements: a value, a comma, or either a value or the end. */
  let expected: 'value' | 'comma' | 'any' = 'any';
  let open: number[] = [];
  let deeper = 0;
  let isInString = false;
  let isEscaped = false;
  let held: Uint8Array[] = [];
  let heldBytes = 0;

  /** Whether the element ends before this byte, with it, or goes on. */
  function readElementByte(byte: number): 'before' | 'with' | 'on' {
    if (isInString) {
      if (isEscaped) isEscaped = false;
      else if (byte === BACKSLASH) isEscaped = true;
      else if (byte === QUOTE || byte === LINE_FEED) {
        isInString = false;
        return open.length === 0 ? 'with' : 'on';
      }
      return 'on';
    }
    switch (byte) {
      case QUOTE:
        isInString = true;
        return 'on';
      case OBJECT_START:
      case ARRAY_START:
        if (open.length < MAX_OPEN) open.push(byte);
        else deeper += 1;
        return 'on';
      case OBJECT_END:
      case ARRAY_END: {
        if (deeper > 0) {
          deeper -= 1;
          return 'on';
        }
        const at = open.lastIndexOf(byte === OBJECT_END ? OBJECT_START : ARRAY_START);
        // Nothing in the element was opened with this: a "]" is the end of the whole array.
        if (at === -1) return byte === ARRAY_END ? 'before' : 'on';
        open.length = at;
        return at === 0 ? 'with' : 'on';
      }
      default:
        return open.length === 0 && (byte === COMMA || isSpace(byte)) ? 'before' : 'on';
    }
  }

  function readBetweenByte(byte: number): string | undefined {
    if (byte === COMMA) {
      const isEarly = expected !== 'comma';
      expected = 'value';
      return isEarly ? 'a comma with no value before it' : undefined;
    }
    if (byte === ARRAY_END) {
      phase = 'after';
      return expected === 'value' ? 'a comma with no value behind it' : undefined;
    }
    phase = 'element';
    open = [];
    deeper = 0;
    isInString = false;
    isEscaped = false;
    const isEarly = expected === 'comma';
    expected = 'comma';
    return isEarly ? 'two values without a comma between them' : undefined;
  }

  function push(chunk: Uint8Array): Token[] {
    const tokens: Token[] = [];
    let from = 0;
    const cut = (type: 'gap' | 'element', to: number): void => {
      const bytes = chunk.subarray(from, to);
      from = to;
      if (held.length > 0) tokens.push({ type, bytes: Buffer.concat([...held, bytes]) });
      else if (bytes.length > 0) tokens.push({ type, bytes });
      held = [];
      heldBytes = 0;
    };
    const fault = (detail: string): void => {
      tokens.push({ type: 'fault', bytes: NOTHING, detail });
    };
    for (let at = 0; at < chunk.length && phase !== 'given-up' && phase !== 'after'; at++) {
      const byte = chunk[at] as number;
      if (phase === 'element') {
        const ends = readElementByte(byte);
        if (ends === 'on') continue;
        cut('element', ends === 'with' ? at + 1 : at);
        phase = 'between';
        if (ends === 'with') continue;
      }
      if (isSpace(byte)) continue;
      cut('gap', at);
      const problem = readBetweenByte(byte);
      if (problem !== undefined) fault(problem);
      // The byte that began the element decides what it is, so it is looked at again.
      if (isElement()) readElementByte(byte);
    }
    if (isAfter()) rest.push(chunk.subarray(from));
    else keepRest(tokens, chunk.subarray(from));
    return tokens;
  }

  function isAfter(): boolean {
    return phase === 'after';
  }

  // A call, because the compiler takes `phase` for what it was compared with last.
  function isElement(): boolean {
    return phase === 'element';
  }

  function keepRest(tokens: Token[], bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    if (!isElement()) {
      tokens.push({ type: 'gap', bytes });
      return;
    }
    held.push(bytes);
    heldBytes += bytes.length;
    if (heldBytes <= MAX_RECORD_BYTES) return;
    tokens.push({ type: 'too-large', bytes: Buffer.concat(held) });
    held = [];
    phase = 'given-up';
  }

  return {
    push,
    rest,
    end() {
      const bytes = Buffer.concat(held);
      if (phase === 'element') return [{ type: 'fault', bytes, detail: 'the file ends inside it' }];
      if (phase !== 'between') return [];
      return [{ type: 'fault', bytes, detail: 'the file ends before the array does' }];
    },
  };
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === LINE_FEED || byte === 0x0d || byte === 0x09;
}
