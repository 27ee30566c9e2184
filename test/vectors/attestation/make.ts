/**
 * Writes golden.json: `npx tsx test/vectors/attestation/make.ts`. It only adds. An attestation that stands
 * there and would come out differently today stops it: people keep attestations. While the package is
 * unreleased a wrong one is replaced: remove the file first.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type AttestationInput, signAttestation } from 'contentmark/attestation';
import { encodeTextForm } from 'contentmark/carrier';
import { attestationInput, signOptions } from '../../fixtures/attestations.ts';

const file = new URL('golden.json', import.meta.url);
const { environment: _environment, subject: _subject, ...bare } = attestationInput;
const inputs: Readonly<Record<string, AttestationInput>> = {
  'a mark that holds, and a marker': attestationInput,
  'nothing found': { ...bare, result: 'no-mark-found', findings: [] },
  'nothing found, for not all could be looked through': {
    ...bare,
    result: 'not-readable',
    findings: [],
  },
  'a refused mark in two contents': {
    ...bare,
    content: ['title', new Uint8Array([0, 255])],
    result: 'mark-refused',
    findings: [
      { technique: 'signature', id: 'digest-mismatch', mark: new Uint8Array(32).fill(7) },
    ],
  },
};

const golden = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
  : {};
for (const [name, input] of Object.entries(inputs)) {
  const made = encodeTextForm(await signAttestation(input, signOptions));
  if (golden[name] !== undefined && golden[name] !== made) throw new Error(`${name} has changed`);
  golden[name] = made;
}
writeFileSync(file, `${JSON.stringify(golden, null, 2)}\n`);
