/** Audit logs of which one part is hostile. */
import {
  type AuditLogStore,
  checkLog,
  createMemoryLogStore,
  openLogReader,
} from 'contentmark/audit';
import { createNoteKey, formatNoteKey } from '../../src/audit/log/note.ts';
import { shopKey } from '../fixtures/keys.ts';
import type { Family } from './hostile-texts.ts';

/** The policy of a log that never signed anything. */
export const LOG_POLICY = {
  key: formatNoteKey(createNoteKey('shop.example/audit', 1, shopKey.publicKey)),
};

/** Texts that begin like notes and proofs. */
export const NOTES: Readonly<Record<string, Family>> = Object.fromEntries(
  ['— a b\n', 'shop.example/audit\n1\n', '\n\n', 'c2sp.org/tlog-proof@v1\nindex 1\n', 'AAAA\n'].map(
    (piece) => [
      `a note of ${JSON.stringify(piece)}`,
      (length: number) => piece.repeat(Math.ceil(length / piece.length)),
    ],
  ),
);

/** A log of 256 entries whose every part but the checkpoint is what is given. */
function hostileLog(part: Uint8Array): AuditLogStore {
  const store = createMemoryLogStore();
  const root = 'A'.repeat(43);
  const checkpoint = new TextEncoder().encode(
    `shop.example/audit\n300\n${root}=\n\n— a AAAAAAA=\n`,
  );
  const read = async (path: string) => (path === 'checkpoint' ? checkpoint : part);
  return { ...store, backend: { ...store.backend, read } };
}

export const checkHostileLog = (part: Uint8Array) =>
  checkLog(hostileLog(part), { policy: LOG_POLICY });

export async function readHostileLog(part: Uint8Array): Promise<void> {
  const reader = await openLogReader(hostileLog(part)).catch(() => undefined);
  for await (const _ of reader?.entries(256) ?? []);
}
