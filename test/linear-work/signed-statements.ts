/** Signed statements that are no marks: attestations and recall lists. */
import {
  inspectAttestation,
  verifyAttestation,
  verifyScanAttestation,
} from 'contentmark/attestation';
import { verifyRecallList } from 'contentmark/recall';
import { attestationKeys } from '../fixtures/attestations.ts';
import { NOW } from '../fixtures/claims.ts';
import { createRecallTrust, makeList } from '../fixtures/recall-lists.ts';
import { bytes, type EntryPoint, text } from './feeds.ts';

/** Each of them. */
export const SIGNED_STATEMENTS: Readonly<Record<string, EntryPoint>> = {
  'attestation#verifyScanAttestation': bytes((given) =>
    verifyScanAttestation(new Uint8Array(given), { keys: attestationKeys, now: NOW }),
  ),
  'attestation#inspectAttestation': bytes((given) => inspectAttestation(new Uint8Array(given))),
  'attestation#verifyAttestation': bytes((given) =>
    verifyAttestation(new Uint8Array(given), { keys: attestationKeys, now: NOW }),
  ),
  'recall#verifyRecallList': bytes((given) =>
    verifyRecallList(new Uint8Array(given), { trust: createRecallTrust(), now: NOW }),
  ),
  'recall#signRecallList': text((subject) =>
    makeList({ entries: [{ subject }, { ids: [subject] }] }),
  ),
};
