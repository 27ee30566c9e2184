/** Attestations, recall lists, and audit logs of which one part is hostile. */
import {
  inspectAttestation,
  verifyAttestation,
  verifyScanAttestation,
} from 'contentmark/attestation';
import {
  type AuditLogStore,
  checkLog,
  createMemoryLogStore,
  openLogReader,
} from 'contentmark/audit';
import {
  decodeEvent,
  openCheckpoint,
  verifyConsistency,
  verifyLogProof,
} from 'contentmark/audit-proof';
import { verifyRecallList } from 'contentmark/recall';
import { createNoteKey, formatNoteKey } from '../../src/audit/log/note.ts';
import { attestationKeys } from '../fixtures/attestations.ts';
import { NOW } from '../fixtures/claims.ts';
import { shopKey } from '../fixtures/keys.ts';
import { createRecallTrust, makeList } from '../fixtures/recall-lists.ts';
import type { EntryPoint } from './feeds.ts';
import { BYTES, type Family, TEXTS } from './hostile-texts.ts';

/** The policy of a log that never signed anything. */
const LOG_POLICY = {
  key: formatNoteKey(createNoteKey('shop.example/audit', 1, shopKey.publicKey)),
};

/** Texts that begin like notes and proofs. */
const NOTES: Readonly<Record<string, Family>> = Object.fromEntries(
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

const checkHostileLog = (part: Uint8Array) => checkLog(hostileLog(part), { policy: LOG_POLICY });

async function readHostileLog(part: Uint8Array): Promise<void> {
  const reader = await openLogReader(hostileLog(part)).catch(() => undefined);
  for await (const _ of reader?.entries(256) ?? []);
}

const bytes = (feed: (bytes: Uint8Array) => unknown): EntryPoint => ({
  families: BYTES,
  feed: (given) => feed(new Uint8Array(Buffer.from(given, 'latin1'))),
});
const text = (feed: (text: string) => unknown): EntryPoint => ({
  families: { ...TEXTS, ...NOTES },
  feed,
});

/** The ways into attestations, recall lists, audit logs and their proofs. */
export const SIGNED_DOCUMENTS: Readonly<Record<string, EntryPoint>> = {
  'attestation#verifyScanAttestation': bytes((given) =>
    verifyScanAttestation(given, { keys: attestationKeys, now: NOW }),
  ),
  'attestation#inspectAttestation': bytes((given) => inspectAttestation(given)),
  'attestation#verifyAttestation': bytes((given) =>
    verifyAttestation(given, { keys: attestationKeys, now: NOW }),
  ),
  'recall#verifyRecallList': bytes((given) =>
    verifyRecallList(given, { trust: createRecallTrust(), now: NOW }),
  ),
  'recall#signRecallList': text((subject) =>
    makeList({ entries: [{ subject }, { ids: [subject] }] }),
  ),
  'audit#checkLog': bytes(checkHostileLog),
  'audit#openLogReader': bytes(readHostileLog),
  'audit-proof#decodeEvent': bytes(decodeEvent),
  'audit-proof#openCheckpoint': text((given) => openCheckpoint(given, LOG_POLICY)),
  'audit-proof#verifyLogProof': text((given) => verifyLogProof(given, LOG_POLICY)),
  'audit-proof#verifyConsistency': text((given) => verifyConsistency(given, given, [], LOG_POLICY)),
};
