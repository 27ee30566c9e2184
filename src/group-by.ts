/** Groups values by a name, as `Map.groupBy` of newer runtimes does. */

/** The values of each name, in their order; names in the order in which they first come. */
export function groupBy<Name, Value>(
  values: Iterable<Value>,
  nameOf: (value: Value) => Name,
): Map<Name, Value[]> {
  const groups = new Map<Name, Value[]>();
  for (const value of values) {
    const name = nameOf(value);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [value]);
    else group.push(value);
  }
  return groups;
}
