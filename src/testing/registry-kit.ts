/**
 * `registryKit`: checks that a store of your own keeps the laws of registries. Run every check in
 * your test framework. Each has a sentence and a function that throws where the law does not hold.
 */
import type { Registry, RegistryEntry } from '../detect/registry/entry.ts';

/** One law, applied to an empty registry. */
export interface RegistryCheck {
  readonly name: string;
  /** Rejects with an `Error` that says what broke. */
  run(): Promise<void>;
}

const NOW = 1_800_000_000;
const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

/** An entry that differs from every other number's in its id and its digest. */
function entryOf(number: number, more: Partial<RegistryEntry> = {}): RegistryEntry {
  const digest = new Uint8Array(32).fill(number);
  new DataView(digest.buffer).setUint32(0, Math.imul(number, 0x9e3779b1));
  return { id: idOf(number), digest, keepUntil: NOW + 60, ...more };
}

function demand(isRight: boolean, broken: string): void {
  if (!isRight) throw new Error(broken);
}

/**
 * The checks for one store.
 * @param open makes an empty registry; each check closes the one that it got.
 */
export function registryKit(open: () => Promise<Registry>): readonly RegistryCheck[] {
  const check = (name: string, law: (registry: Registry) => Promise<void>): RegistryCheck => ({
    name,
    async run() {
      const registry = await open();
      try {
        await law(registry);
      } finally {
        await registry.close();
      }
    },
  });
  const idsOf = async (registry: Registry, entry: RegistryEntry, now = NOW) =>
    (await registry.recognize({ digests: [entry.digest], near: entry.near }, now)).map(
      ({ id, kind, distance }) => `${id} ${kind} ${distance}`,
    );

  return [
    check('an empty registry recognises nothing', async (registry) => {
      demand((await idsOf(registry, entryOf(1))).length === 0, 'it recognised an entry');
    }),
    check('what was added is recognised, and nothing else', async (registry) => {
      const entries = Array.from({ length: 100 }, (_, i) => entryOf(i));
      demand((await registry.add(entries)) === 100, 'not all were new');
      for (const entry of entries) {
        const found = await idsOf(registry, entry);
        demand(found.join() === `${entry.id} exact 0`, `${entry.id} gave ${found.join()}`);
      }
      demand((await idsOf(registry, entryOf(100))).length === 0, 'it recognised a stranger');
    }),
    check('the same part of the same statement is kept once', async (registry) => {
      await registry.add([entryOf(1)]);
      demand((await registry.add([entryOf(1), entryOf(2), entryOf(2)])) === 1, 'added again');
      demand((await registry.statistics(NOW)).entries === 2, 'counted again');
    }),
    check('one digest of two statements gives both', async (registry) => {
      await registry.add([entryOf(1), entryOf(2, { digest: entryOf(1).digest })]);
      const found = await idsOf(registry, entryOf(1));
      demand(found.join() === `${idOf(1)} exact 0,${idOf(2)} exact 0`, found.join());
    }),
    check('a fingerprint is recognised up to 7 bits away and no further', async (registry) => {
      const hash = { high: 0x12345678, low: 0x9abcdef0 };
      await registry.add([entryOf(1, { near: { kind: 'text', hash } })]);
      for (let bits = 0; bits <= 64; bits++) {
        // Spread over the halves, so that no part of the fingerprint stays whole.
        let { high, low } = hash;
        for (let i = 0; i < bits; i++) {
          const bit = (i * 9) % 64;
          if (bit < 32) high ^= 1 << bit;
          else low ^= 1 << (bit - 32);
        }
        const near = { kind: 'text' as const, hash: { high: high >>> 0, low: low >>> 0 } };
        const found = await idsOf(registry, entryOf(2, { near }));
        const wanted = bits <= 7 ? `${idOf(1)} text ${bits}` : '';
        demand(found.join() === wanted, `at ${bits} bits: ${found.join()}`);
      }
    }),
    check('texts and images are not compared with each other', async (registry) => {
      const hash = { high: 1, low: 2 };
      await registry.add([entryOf(1, { near: { kind: 'image', hash } })]);
      const found = await idsOf(registry, entryOf(2, { near: { kind: 'text', hash } }));
      demand(found.length === 0, found.join());
    }),
    check('nothing is recognised after its keepUntil', async (registry) => {
      const near = { kind: 'text' as const, hash: { high: 1, low: 2 } };
      await registry.add([entryOf(1, { near })]);
      demand((await idsOf(registry, entryOf(1, { near }), NOW + 60)).length === 1, 'gone too soon');
      demand((await idsOf(registry, entryOf(1, { near }), NOW + 61)).length === 0, 'kept too long');
      demand((await registry.statistics(NOW + 61)).expired === 1, 'not counted as expired');
    }),
    check('an entry is not kept until a moment in milliseconds', async (registry) => {
      const late = registry.add([entryOf(1, { keepUntil: (NOW + 60) * 1000 })]);
      const isKept = await late.then(Boolean, () => false);
      demand(!isKept && (await registry.statistics(NOW)).entries === 0, 'kept some 55,000 years');
    }),
    check('what was erased is recognised no more: by id, by digest, by time', async (registry) => {
      const old = entryOf(4, { keepUntil: NOW - 1 });
      await registry.add([entryOf(1), entryOf(2), entryOf(3), old]);
      demand((await registry.erase({ id: idOf(1) })) === 1, 'by id');
      demand((await registry.erase({ digest: entryOf(2).digest })) === 1, 'by digest');
      demand((await registry.erase({ before: NOW })) === 1, 'by time');
      demand((await registry.erase({ id: idOf(1) })) === 0, 'erased twice');
      demand((await idsOf(registry, entryOf(1))).length === 0, 'the id is still there');
      demand((await idsOf(registry, entryOf(3))).length === 1, 'another one is gone');
      demand((await registry.statistics(NOW)).entries === 1, 'not one entry is left');
    }),
    check('many writes at once lose nothing', async (registry) => {
      const adds = Array.from({ length: 20 }, (_, i) =>
        registry.add([entryOf(2 * i), entryOf(2 * i + 1)]),
      );
      await Promise.all(adds);
      demand((await registry.statistics(NOW)).entries === 40, 'not all are there');
    }),
  ];
}
