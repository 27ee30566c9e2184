/** The table of sizes in README: what a page loads with some imports, by three bundlers. */
import { withTables } from './between-markers.ts';
import type { EntrySize } from './bundlers.ts';

/** Sizes of one import, by bundler. */
export type Sizes = Readonly<Record<string, EntrySize>>;

/** The imports that README tells of: those that pages are made with. */
export const TOLD: readonly string[] = [
  'the ten lines above',
  'verify, and text of content',
  'contentmark',
  'contentmark/verify',
  'contentmark/compact',
  'contentmark/html',
  'contentmark/guards',
  'contentmark/policy',
  'contentmark/provenance',
  'contentmark/react',
];

/** How far a figure of the page may be from what is measured: a small change is no reason to write it anew. */
const TOLERANCE = 0.05;

const kilobytes = (bytes: number): string => (bytes / 1000).toFixed(1);

/** README with the table written anew. */
export function withSizes(page: string, measured: ReadonlyMap<string, Sizes>): string {
  const bundlers = Object.keys([...measured.values()][0] ?? {});
  const rows = TOLD.map((name) => {
    const sizes = measured.get(name);
    if (sizes === undefined) throw new Error(`${name} was not measured`);
    const all = bundlers.map((bundler) => sizes[bundler] as EntrySize);
    const atOnce = all.map(({ webcrypto }) => kilobytes(webcrypto));
    // The least: webpack also writes what no code of the entry asks for.
    const onDemand = Math.min(...all.map(({ webcrypto, fallback }) => fallback - webcrypto));
    const shown = name.startsWith('contentmark') ? `\`${name}\`` : name;
    return `| ${[shown, ...atOnce, onDemand > 0 ? kilobytes(onDemand) : ''].join(' | ')} |`;
  });
  const head = `| imported | ${bundlers.join(' | ')} | on demand |`;
  const rule = `|---|${'---:|'.repeat(bundlers.length + 1)}`;
  return withTables(page, 'size.ts', `${[head, rule, ...rows].join('\n')}\n`);
}

/** The figures of a page's table, in KB, by import; the last is what loads on demand, 0 for nothing. */
export function readSizes(page: string): ReadonlyMap<string, readonly number[]> {
  const [, table = ''] = page.split('<!-- tables: written by scripts/size.ts -->');
  const rows = [...(table.split('<!--')[0] ?? '').matchAll(/^\| ([^|]+) \|((?: [\d.]* \|)+)$/gm)];
  return new Map(
    rows.map(([, name = '', cells = '']) => [
      name.replaceAll('`', ''),
      cells.split('|').slice(0, -1).map(Number),
    ]),
  );
}

/** Which figures of the page are no longer what is measured. */
export function findStale(page: string, measured: ReadonlyMap<string, Sizes>): string[] {
  const stated = readSizes(page);
  const now = readSizes(withSizes(page, measured));
  return [...now].flatMap(([name, figures]) =>
    figures.every((figure, i) => isNear(stated.get(name)?.[i], figure))
      ? []
      : [`README says ${stated.get(name) ?? 'nothing'} of ${name}, which is ${figures} KB`],
  );
}

function isNear(stated: number | undefined, figure: number): boolean {
  return stated !== undefined && Math.abs(stated - figure) <= Math.max(0.1, figure * TOLERANCE);
}
