/** Visits every text in plain data, with the names that lead to it. */

/** Values beyond these are not looked into. */
const MAX_VALUES = 100_000;
/** Containers within containers beyond these are not opened, so a cycle ends. */
const MAX_DEPTH = 64;

/** Takes a text. The names are true only while it is called: what is kept is copied. */
export type TextVisitor = (text: string, names: readonly (string | number)[]) => void;

/**
 * Visits them in the order of the data. Never throws for the data: what cannot be read is left out.
 * @returns whether everything was looked at, and how many values were.
 */
export function visitTexts(
  data: unknown,
  visitor: TextVisitor,
): { readonly isComplete: boolean; readonly visited: number } {
  const names: (string | number)[] = [];
  let visited = 0;
  let isComplete = true;

  function visit(value: unknown): void {
    visited += 1;
    if (visited > MAX_VALUES) isComplete = false;
    else if (typeof value === 'string') visitor(value, names);
    else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      if (names.length >= MAX_DEPTH) isComplete = false;
      else enter(value);
    }
  }

  function enter(value: object): void {
    const depth = names.length;
    try {
      const members = value as Readonly<Record<string | number, unknown>>;
      const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
      for (const key of keys) {
        if (visited > MAX_VALUES) return;
        names.push(key);
        visit(members[key]);
        names.pop();
      }
    } catch {
      // A getter that throws, a proxy that was revoked.
      isComplete = false;
      names.length = depth;
    }
  }

  visit(data);
  return { isComplete, visited };
}
