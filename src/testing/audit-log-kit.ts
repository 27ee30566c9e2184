/**
 * The laws of a store of audit logs, for whoever writes one: run every check in your own test framework. That a
 * write survives the power cut it promises to survive is for you to try; what a restart may see is tried here.
 */
import { createAuditLog, openAuditLog } from '../audit/log/audit-log.ts';
import { checkLog } from '../audit/log/check-log.ts';
import { openLogReader } from '../audit/log/read-log.ts';
import type { AuditLogStore } from '../audit/log/store.ts';
import { verifyLogProof } from '../audit/log/verify-proof.ts';
import { generateKey } from '../format/crypto/keys.ts';
import { localSigner } from '../format/crypto/signer.ts';

/** One law, applied to an empty place. */
export interface AuditLogCheck {
  readonly name: string;
  /** Rejects with an `Error` that says what broke. */
  run(): Promise<void>;
}

/** Opens one place for writing: the first time it is empty, later it holds what was written. */
export type OpenLogStore = () => Promise<AuditLogStore>;

const ORIGIN = 'shop.example/kit';
const EVENT = {
  event: 'guard',
  actor: { type: 'service', id: 'kit' },
  environment: 'test',
} as const;

function demand(isRight: boolean, broken: string): void {
  if (!isRight) throw new Error(broken);
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes === undefined ? undefined : new TextDecoder().decode(bytes);

/**
 * The checks for one kind of store.
 * @param makePlace makes a new, empty place. Each check closes what it opened.
 */
export function auditLogKit(makePlace: () => Promise<OpenLogStore>): readonly AuditLogCheck[] {
  const check = (name: string, law: (open: OpenLogStore) => Promise<void>): AuditLogCheck => ({
    name,
    run: async () => law(await makePlace()),
  });
  /** Opened, used, closed. */
  const within = async (open: OpenLogStore, use: (store: AuditLogStore) => Promise<void>) => {
    const store = await open();
    try {
      await use(store);
    } finally {
      await store.close();
    }
  };

  return [
    check('a part is what was written last, also after it was opened again', async (open) => {
      await within(open, async ({ backend }) => {
        demand((await backend.read('tile/0/000')) === undefined, 'a part that nobody wrote');
        await backend.write('tile/0/000', bytesOf('one'));
        await backend.write('tile/0/000', bytesOf('another'));
        await backend.write('tile/0/x001/000', bytesOf(''));
      });
      await within(open, async ({ backend }) => {
        demand(textOf(await backend.read('tile/0/000')) === 'another', 'not the last bytes');
        demand(textOf(await backend.read('tile/0/x001/000')) === '', 'no empty part');
        demand((await backend.read('tile/0')) === undefined, 'a folder was read as a part');
      });
    }),
    check('create makes a part once', async (open) => {
      await within(open, async ({ backend }) => {
        demand(await backend.create('checkpoint', bytesOf('one')), 'refused a new part');
        demand(!(await backend.create('checkpoint', bytesOf('two'))), 'made it twice');
        demand(textOf(await backend.read('checkpoint')) === 'one', 'and changed it');
      });
    }),
    check('remove takes what is below a path and nothing beside it', async (open) => {
      await within(open, async ({ backend }) => {
        for (const path of ['tile/0/000', 'tile/0/000.p/1', 'tile/0/000.p/255', 'tile/0/001'])
          await backend.write(path, bytesOf(path));
        await backend.remove('tile/0/000.p');
        await backend.remove('tile/0/777.p');
        demand((await backend.read('tile/0/000.p/1')) === undefined, 'left a part below it');
        demand(textOf(await backend.read('tile/0/000')) === 'tile/0/000', 'took the tile itself');
        demand(textOf(await backend.read('tile/0/001')) === 'tile/0/001', 'took another tile');
      });
    }),
    check('the head changes from what it is and from nothing else', async (open) => {
      await within(open, async ({ head }) => {
        demand((await head.load()) === undefined, 'there is one at first');
        demand(!(await head.compareAndSet(bytesOf('x'), bytesOf('y'))), 'set from what it was not');
        demand(await head.compareAndSet(undefined, bytesOf('a')), 'not set');
        demand(!(await head.compareAndSet(undefined, bytesOf('b'))), 'set from nothing twice');
        demand(await head.compareAndSet(bytesOf('a'), bytesOf('b'.repeat(100_000))), 'not grown');
        demand(await head.compareAndSet(bytesOf('b'.repeat(100_000)), bytesOf('c')), 'not shrunk');
        demand(textOf(await head.load()) === 'c', 'not what was set last');
      });
      await within(open, async ({ head }) => {
        demand(textOf(await head.load()) === 'c', 'another one after it was opened again');
        demand(await head.compareAndSet(bytesOf('c'), bytesOf('d')), 'not set then');
      });
    }),
    check('of two that set the head from the same value one does', async (open) => {
      await within(open, async ({ head }) => {
        await head.compareAndSet(undefined, bytesOf('0'));
        const both = await Promise.allSettled([
          head.compareAndSet(bytesOf('0'), bytesOf('1')),
          head.compareAndSet(bytesOf('0'), bytesOf('2')),
        ]);
        const set = both.filter((one) => one.status === 'fulfilled' && one.value);
        demand(set.length === 1, `${set.length} did`);
      });
    }),
    check('a log keeps what was acknowledged, and checks and proves it', async (open) => {
      const signer = localSigner(generateKey());
      const created = await createAuditLog({ store: await open(), signer, origin: ORIGIN });
      const policy = { key: created.key };
      await Promise.all(Array.from({ length: 300 }, () => created.append(EVENT)));
      await created.close();
      const log = await openAuditLog({ store: await open(), signer, origin: ORIGIN });
      const { index, id } = await log.append(EVENT);
      demand(index === 300, `entry 300 became ${index}`);
      await log.close();
      await within(open, async (store) => {
        const { findings, size } = await checkLog(store, { policy });
        demand(size === 301 && findings.length === 0, `${size}, ${JSON.stringify(findings)}`);
        const reader = await openLogReader(store);
        const verdict = await verifyLogProof(await reader.proveInclusion(300), policy);
        demand(
          verdict.status === 'verified' && verdict.event?.id === id,
          'no proof of the last entry',
        );
      });
    }),
  ];
}
