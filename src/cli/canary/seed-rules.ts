/** Rules that find seeds by their own names, where their marks were lost. */
import type { OwnMarker } from 'contentmark/detect';
import { writeAtomically } from '../files/atomic-file.ts';
import { usage } from '../terminal/failure.ts';

/** A marker of your own takes no more values. */
const MAX_VALUES = 10_000;
/** A shorter name stands in data that has nothing to do with the seeds. */
const MIN_SEED = 4;
/** Longer values are no entry of a list. */
const MAX_SEED = 128;

/** Writes the rules, as `--rules` of other commands takes them. */
export async function writeSeedRules(
  file: string,
  seedSet: string,
  seeds: readonly string[],
): Promise<void> {
  const { FIELDS } = await import('contentmark/detect');
  const severity = Object.fromEntries(FIELDS.map((field) => [field, 'block' as const]));
  const markers: object[] = [];
  for (let from = 0; from < seeds.length; from += MAX_VALUES) {
    const values = seeds.slice(from, from + MAX_VALUES);
    const marker: OwnMarker = {
      id: `canary.${seedSet}${from > 0 ? `-${from / MAX_VALUES + 1}` : ''}`,
      class: 'identity',
      what: `a seed of the seed set ${seedSet}`,
      severity,
      rule: { kind: 'whole', values },
    };
    markers.push({ ...marker, found: [values[0]], clean: [`not ${values[0]}`] });
  }
  await writeAtomically(file, '--rules', `${JSON.stringify({ markers }, undefined, 2)}\n`);
}

/** Refuses seeds that could not be looked for by name. @throws Failure naming `--rules`. */
export function requireTellable(seeds: readonly string[]): void {
  const wrong = seeds.find(({ length }) => length < MIN_SEED || length > MAX_SEED);
  if (wrong === undefined) return;
  throw usage(
    `--rules needs seeds of ${MIN_SEED} to ${MAX_SEED} characters, got "${wrong.slice(0, MAX_SEED)}"`,
    '--rules',
  );
}
