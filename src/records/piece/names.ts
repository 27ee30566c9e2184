/** Gives columns unique names, because a second one of the same name would hide the first. */

/** The names of a header; one without a name is called by its number, from 1. */
export function nameColumns(cells: readonly string[]): readonly string[] {
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.trim() === '' ? `column ${index + 1}` : cell;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

/** A row by the names of its columns, as guards and detectors look at it. */
export function toRecord(
  names: readonly string[],
  values: readonly unknown[],
): Readonly<Record<string, unknown>> {
  // Without a prototype, so that a column "__proto__" is a column.
  const record: Record<string, unknown> = Object.create(null);
  values.forEach((value, index) => {
    record[names[index] ?? `column ${index + 1}`] = value;
  });
  return record;
}
