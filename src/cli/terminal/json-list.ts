/**
 * Writes a JSON document with a list while the list grows, so that a million entries take no more
 * memory than one: `{ "NAME": [ … ], …members }`.
 */

import { toJson } from '../../printable.ts';
import { type Failure, toFailure } from './failure.ts';
import { type Io, write } from './io.ts';

/** Takes entries, and ends with either `end` or `fail`. */
export interface JsonList {
  readonly add: (entry: unknown) => Promise<void>;
  /** Closes the list; the members come behind it. */
  readonly end: (members: Readonly<Record<string, unknown>>) => Promise<void>;
  /** Closes the list with the error, and marks it as told; with nothing printed yet it leaves that to the command. */
  readonly fail: (error: unknown) => Promise<Failure>;
}

/** Begins a document; nothing is printed before the first entry or the end. */
export function createJsonList(io: Io, name: string): JsonList {
  let written = `{${JSON.stringify(name)}:[`;
  let isFirst = true;
  const end = async (members: Readonly<Record<string, unknown>>): Promise<void> => {
    await write(io.stdout, `${written}],${toJson(members).slice(1)}\n`);
  };
  return {
    async add(entry) {
      await write(io.stdout, `${written}${isFirst ? '' : ','}\n${toJson(entry)}`);
      isFirst = false;
      written = '';
    },
    end,
    async fail(error) {
      const failure = toFailure(error);
      // Nothing printed yet: the command says it in the same words as any other would.
      if (isFirst) return failure;
      const { code, message, argument } = failure;
      await end({ error: { code, message, argument } });
      failure.isReported = true;
      return failure;
    },
  };
}
