/** Recognises every text of a record: what a scan, a guard, the API and the command ask a registry. */
import { systemClock } from '../../clock.ts';
import { readOptions } from '../../errors.ts';
import { readFunction, wrongOption } from '../../options.ts';
import type { Detection } from '../finding/detection.ts';
import type { Finding } from '../finding/finding.ts';
import { NOT_LOOKED_AT_REASON } from '../match/walk.ts';
import { toPointer } from '../pointer.ts';
import { visitTexts } from '../texts.ts';
import type { Query, Registry, RegistryMatch } from './entry.ts';
import { queryOf } from './fingerprint.ts';
import { wordsOf } from './words.ts';

/** Shorter texts stand in every catalogue: that "Dark blue" was signed once says nothing of the next one. */
const LEAST_WORDS = 3;

/** A text of the record that the registry knows. */
export interface Recognised {
  /** JSON Pointer; a member name that could be personal data stands as `*`. */
  readonly path: string;
  /** Exact ones first, then the nearest. */
  readonly matches: readonly RegistryMatch[];
}

/** What to ask about the texts of a record: plain data, so that it can be made on another thread. */
export interface TextQueries {
  readonly queries: readonly { readonly path: string; readonly query: Query }[];
  /** False where the data was too large or too deep, or could not be read. */
  readonly isComplete: boolean;
  /** Values and containers that were looked at. */
  readonly visited: number;
}

/**
 * What to ask about every text of three words and more in plain data.
 * @param most queries that are made; with more texts `isComplete` is false.
 */
export function queriesOf(data: unknown, most: number = Number.POSITIVE_INFINITY): TextQueries {
  const texts: { readonly path: string; readonly text: string }[] = [];
  let left = 0;
  const { isComplete, visited } = visitTexts(data, (text, names) => {
    if (wordsOf(text).length < LEAST_WORDS) return;
    if (texts.length < most) texts.push({ path: toPointer(names), text });
    else left += 1;
  });
  const queries = texts.map(({ path, text }) => ({ path, query: queryOf(text) }));
  return { queries, isComplete: isComplete && left === 0, visited };
}

/** Asks a registry. @throws ContentmarkError what the store throws. */
export async function lookUp(
  { queries }: Pick<TextQueries, 'queries'>,
  registry: Pick<Registry, 'recognize'>,
  now: number,
): Promise<readonly Recognised[]> {
  const recognised: Recognised[] = [];
  for (const { path, query } of queries) {
    const matches = await registry.recognize(query, now);
    if (matches.length > 0) recognised.push({ path, matches });
  }
  return recognised;
}

/**
 * Looks up every text of three words and more in plain data.
 * @param now Unix seconds: entries that were to be kept until an earlier moment are passed over.
 * @returns `isComplete` is false where the data was too large or too deep, or could not be read.
 * @throws ContentmarkError what the store throws; never for the data.
 */
export async function recognize(
  data: unknown,
  registry: Pick<Registry, 'recognize'>,
  now: number,
): Promise<{ readonly recognised: readonly Recognised[]; readonly isComplete: boolean }> {
  const asked = queriesOf(data);
  return { recognised: await lookUp(asked, registry, now), isComplete: asked.isComplete };
}

/** What was recognised, as findings. Likeness is a hint, so they warn. */
export function registryFindings(recognised: readonly Recognised[]): readonly Finding[] {
  return recognised.map(({ path, matches }): Finding => {
    const isExact = matches[0]?.kind === 'exact';
    return {
      path,
      technique: 'registry',
      id: isExact ? 'registry.exact' : 'registry.near',
      severity: 'warn',
      reason: isExact
        ? 'a text that was signed, in a record without a mark'
        : 'a text like one that was signed, in a record without a mark',
    };
  });
}

/** Options of {@link createRegistryDetector}. */
export interface RegistryDetectorOptions {
  /** Unix seconds. Default the machine's clock. */
  readonly clock?: () => number;
}

/** A detector that has to wait for a store. It rejects with what the store throws, never for the data. */
export type RegistryDetector = (data: unknown) => Promise<Detection>;

/**
 * Prepares a detector of texts that were signed and lost their mark: findings `registry.exact` and
 * `registry.near`, at warn. For records without a mark: with its mark a signed text is as it should be.
 * @throws ContentmarkError `ERR_ARGUMENT`
 * @example
 * ```ts
 * import { text } from 'contentmark';
 * import { createMemoryRegistry, createRegistryDetector, entriesOf } from 'contentmark/registry';
 *
 * const registry = createMemoryRegistry();
 * const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
 * await registry.add(entriesOf(text('Dry boots for wet paths'), { id, keepUntil: 4_000_000_000 }));
 * const detect = createRegistryDetector(registry);
 * const { findings } = await detect({ title: 'Dry boots for wet paths' });
 * console.log(findings[0]?.path, findings[0]?.id); // /title registry.exact
 * ```
 */
export function createRegistryDetector(
  registry: Pick<Registry, 'recognize'>,
  options: RegistryDetectorOptions = {},
): RegistryDetector {
  if (typeof registry?.recognize !== 'function') {
    throw wrongOption('registry', 'a registry, such as openFileRegistry(path) gives');
  }
  const given = readOptions('options', options, ['clock']);
  const clock = readFunction('options.clock', given.clock, systemClock);
  return async (data) => {
    const asked = queriesOf(data);
    const { isComplete, visited } = asked;
    const findings = registryFindings(await lookUp(asked, registry, clock()));
    return {
      findings: isComplete ? findings : [...findings, NOT_ALL],
      unlisted: 0,
      visited,
      isComplete,
    };
  };
}

const NOT_ALL: Finding = /* @__PURE__ */ Object.freeze({
  path: '',
  technique: 'registry',
  id: 'not-looked-at.nodes',
  severity: 'warn',
  reason: NOT_LOOKED_AT_REASON['not-looked-at.nodes'],
});
