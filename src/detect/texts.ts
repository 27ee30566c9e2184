/** Every text in plain data, with its place. */
import { pointerStep } from './pointer.ts';

/** One text and where it stands. */
export interface PlacedText {
  /** JSON Pointer; a member name that could be personal data stands as `*`. */
  readonly path: string;
  readonly text: string;
}

/** Values beyond these are not looked into. */
const MAX_VALUES = 100_000;
/** Containers within containers beyond these are not opened, so a cycle ends. */
const MAX_DEPTH = 64;

/** Finds them, in the order of the data. Never throws: what cannot be read is left out, and said. */
export function textsIn(data: unknown): {
  readonly texts: readonly PlacedText[];
  readonly isComplete: boolean;
} {
  const texts: PlacedText[] = [];
  let values = 0;
  let isComplete = true;

  function visit(value: unknown, path: string, depth: number): void {
    values += 1;
    if (values > MAX_VALUES) {
      isComplete = false;
    } else if (typeof value === 'string') texts.push({ path, text: value });
    else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
      if (depth >= MAX_DEPTH) isComplete = false;
      else enter(value, path, depth + 1);
    }
  }

  function enter(value: object, path: string, depth: number): void {
    try {
      if (Array.isArray(value)) {
        for (let at = 0; at < value.length && values <= MAX_VALUES; at++) {
          visit(value[at], `${path}/${at}`, depth);
        }
        return;
      }
      const members = value as Readonly<Record<string, unknown>>;
      for (const name of Object.keys(value)) {
        if (values > MAX_VALUES) return;
        visit(members[name], path + pointerStep(name), depth);
      }
    } catch {
      // A getter that throws, a proxy that was revoked.
      isComplete = false;
    }
  }

  visit(data, '', 0);
  return { texts, isComplete };
}
