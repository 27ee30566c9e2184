/**
 * The registry of fingerprints: how many texts it recognises after an edit, how many by mistake, how long
 * a look-up takes among a million entries beside that of a Map of digests, and how much memory they take.
 */
import { randomFillSync } from 'node:crypto';
import { importEntry } from '../built-entry.ts';
import { runChild } from '../child.ts';
import { at, require } from '../inputs.ts';
import { tellImageRates } from '../near-images.ts';
import { EDITS, LENGTHS, printRate, rateOf, textsOf } from '../near-texts.ts';
import { readCatalogues } from '../real-catalogues.ts';
import type { Case, Contest, Suite } from '../suite.ts';

type RegistryEntryPoint = typeof import('contentmark/registry');
type Registry = Awaited<ReturnType<RegistryEntryPoint['openFileRegistry']>>;
type Query = ReturnType<RegistryEntryPoint['queryOf']>;

const NOW = 1_800_000_000;
/** By white space: a list of attributes without any is no prose. */
const countWords = (text: string): number => text.trim().split(/\s+/).length;
const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** Filled when the catalogues have been looked through. */
const notes: string[] = [];

/** Recall by edit and by length, and matches of texts that are not the same. */
async function tellRates({ createMemoryRegistry, queryOf }: RegistryEntryPoint): Promise<void> {
  const texts = textsOf(
    readCatalogues().flatMap(({ records }) => records),
    countWords,
  ).filter((text) => queryOf(text).near !== undefined);
  const registry = createMemoryRegistry();
  const queries = texts.map(queryOf);
  await registry.add(
    queries.map(({ digests, near }, number) => {
      return { id: idOf(number), digest: at(digests, 0), near, keepUntil: NOW };
    }),
  );
  notes.push(
    `${texts.length} different texts of 12 words and more. After an edit the registry still finds the text, of how many (95 % interval):`,
  );
  for (const [edit, change] of Object.entries(EDITS)) {
    const hits = LENGTHS.map(() => ({ hits: 0, of: 0 }));
    for (const [number, text] of texts.entries()) {
      const changed = change(text, Math.imul(number + 1, 0x9e3779b1) >>> 0);
      if (changed === text) continue;
      const words = countWords(text);
      const length = hits[LENGTHS.findIndex(([, from, to]) => words >= from && words <= to)];
      if (length === undefined) continue;
      const matches = await registry.recognize(queryOf(changed), NOW);
      length.of += 1;
      if (matches.some(({ id }) => id === idOf(number))) length.hits += 1;
    }
    const told = LENGTHS.map(
      ([name], i) => `${name} ${printRate(rateOf(hits[i]?.hits ?? 0, hits[i]?.of ?? 0))}`,
    );
    notes.push(`${edit}: ${told.join('; ')}.`);
  }
  let near = 0;
  for (const [number, query] of queries.entries()) {
    const matches = await registry.recognize({ digests: [], near: query.near }, NOW);
    near += matches.filter(({ id }) => id > idOf(number)).length;
  }
  const pairs = (texts.length * (texts.length - 1)) / 2;
  notes.push(
    `Pairs of different texts that are near each other: ${printRate(rateOf(near, pairs))}. Some are versions of one text.`,
  );
}

/** A registry of random entries, and queries that are not among them. */
async function fill(
  { createMemoryRegistry }: RegistryEntryPoint,
  count: number,
): Promise<{ readonly registry: Registry; readonly queries: readonly Query[] }> {
  const registry = createMemoryRegistry();
  const half = new Uint32Array(2);
  const make = () => {
    randomFillSync(half);
    const [high = 0, low = 0] = half;
    const digest = randomFillSync(new Uint8Array(32));
    return { digest, near: { kind: 'text', hash: { high, low } } } as const;
  };
  for (let from = 0; from < count; from += 10_000) {
    await registry.add(
      Array.from({ length: Math.min(10_000, count - from) }, (_, i) => {
        return { ...make(), id: idOf(from + i), keepUntil: NOW };
      }),
    );
  }
  const queries = Array.from({ length: 4096 }, () => {
    const { digest, near } = make();
    return { digests: [digest], near };
  });
  return { registry, queries };
}

function lookingUp(name: string, registry: Registry, queries: readonly Query[]): Case {
  return {
    name,
    async run(turn) {
      require(Array.isArray(await registry.recognize(at(queries, turn), NOW)));
    },
  };
}

/** What exact recognition alone takes: a Map of digests in hexadecimal. */
function lookingUpInMap(queries: readonly Query[], count: number): Case {
  const map = new Map<string, number>();
  const digest = Buffer.alloc(16);
  for (let i = 0; i < count; i++) map.set(randomFillSync(digest).toString('hex'), i);
  return {
    name: 'map',
    run(turn) {
      const [wanted = new Uint8Array()] = at(queries, turn).digests;
      require(map.get(Buffer.from(wanted).toString('hex', 0, 16)) === undefined);
    },
  };
}

export const suite: Suite = {
  name: 'detect',
  notes,
  async prepare({ short }): Promise<readonly Contest[]> {
    const entryPoint = await importEntry<RegistryEntryPoint>('registry');
    await tellRates(entryPoint);
    notes.push(...(await tellImageRates(entryPoint)));
    const count = short ? 10_000 : 1_000_000;
    notes.push(
      `exact-and-near: one query, not among ${count.toLocaleString('en')} entries, in the registry. exact: without a near fingerprint. map: the digest in a Map of as many.`,
    );
    const { registry, queries } = await fill(entryPoint, count);
    return [
      {
        cases: [
          lookingUp('exact-and-near', registry, queries),
          lookingUp(
            'exact',
            registry,
            queries.map(({ digests }) => ({ digests })),
          ),
          lookingUpInMap(queries, count),
        ],
        turns: short ? 64 : 512,
        ratios: [
          ['exact-and-near', 'map'],
          ['exact', 'map'],
        ],
        figures: async () => {
          const answer = await runChild('registry-memory', { count }, ['--expose-gc']);
          const { bytes } = answer as { readonly bytes: number };
          return [
            {
              name: `memory of ${count.toLocaleString('en')} entries`,
              value: bytes / 1e6,
              unit: 'MB',
            },
          ];
        },
      },
    ];
  },
};
