/**
 * Writes golden.json and scan.json: `npx tsx test/vectors/attestation/make.ts`. It only adds. An attestation that stands
 * there and would come out differently today stops it: people keep attestations. While the package is
 * unreleased a wrong one is replaced: remove the file first.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type AttestationInput, signAttestation, signScanAttestation } from 'contentmark/attestation';
import { encodeTextForm } from 'contentmark/carrier';
import { attestationInput, emptyScanInput, scanInput, signOptions } from '../../fixtures/attestations.ts';

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

const scans = {
  'a scan that was stopped': scanInput,
  'a scan of nothing': emptyScanInput,
};

/** Adds to a file, and refuses to change what stands there. */
function add(name: string, made: Readonly<Record<string, string>>): void {
  const file = new URL(name, import.meta.url);
  const golden = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
    : {};
  for (const [title, attestation] of Object.entries(made)) {
    if (golden[title] !== undefined && golden[title] !== attestation)
      throw new Error(`${title} has changed`);
    golden[title] = attestation;
  }
  writeFileSync(file, `${JSON.stringify(golden, null, 2)}\n`);
}

async function all<T>(
  inputs: Readonly<Record<string, T>>,
  sign: (input: T) => Promise<Uint8Array>,
): Promise<Record<string, string>> {
  const made: Record<string, string> = {};
  for (const [title, input] of Object.entries(inputs)) made[title] = encodeTextForm(await sign(input));
  return made;
}

add('golden.json', await all(inputs, (input) => signAttestation(input, signOptions)));
add('scan.json', await all(scans, (input) => signScanAttestation(input, signOptions)));
