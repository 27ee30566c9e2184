/**
 * Reads the parsed JSON of a file and refuses unknown members, because a misspelt part would be
 * left unsigned and a misspelt test case would test nothing. Only own members count.
 */
import { isOneApart, ownMembers } from './members.ts';

/** Refuses a place in the file, such as `parts.title`; `''` is the whole. Throws. */
export type Refuse = (where: string, why: string) => never;

/** Readers of one file. Each gives a value of its type or refuses the place. */
export interface StrictReader {
  readonly refuse: Refuse;
  /** An object with the known members at most; with any where they are not given. */
  object<Name extends string>(
    where: string,
    value: unknown,
    known?: readonly Name[],
  ): Readonly<Record<Name, unknown>>;
  list(where: string, value: unknown): readonly unknown[];
  /** Text that is not empty. */
  text(where: string, value: unknown): string;
  flag(where: string, value: unknown): boolean;
  word<Word extends string>(where: string, value: unknown, words: readonly Word[]): Word;
}

/** Makes the readers of a file whose mistakes are told by `refuse`. */
export function createStrictReader(refuse: Refuse): StrictReader {
  return {
    refuse,
    object<Name extends string>(where: string, value: unknown, known?: readonly Name[]) {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        return refuse(where, 'expected a JSON object');
      }
      const stranger = Object.keys(value).find((name) => known?.includes(name as Name) === false);
      if (known !== undefined && stranger !== undefined) {
        const near = known.find((name) => isOneApart(stranger.toLowerCase(), name.toLowerCase()));
        const hint = near === undefined ? '' : ` (is it "${near}"?)`;
        const quoted = JSON.stringify(stranger.slice(0, 40));
        return refuse(where, `has an unknown member ${quoted}${hint}; known: ${known.join(', ')}`);
      }
      // Absent members read as undefined, which every reader looks for.
      return ownMembers(value) as Readonly<Record<Name, unknown>>;
    },
    list(where, value) {
      return Array.isArray(value)
        ? (value as readonly unknown[])
        : refuse(where, 'expected a list');
    },
    text(where, value) {
      return typeof value === 'string' && value !== '' ? value : refuse(where, 'expected text');
    },
    flag(where, value) {
      return typeof value === 'boolean' ? value : refuse(where, 'expected true or false');
    },
    word(where, value, words) {
      const word = words.find((one) => one === value);
      return word ?? refuse(where, `expected one of ${words.join(', ')}`);
    },
  };
}
