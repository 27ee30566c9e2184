/** `scan --attest`: what was scanned and what came of it, signed, for whoever lets the data in. */
import { createHash } from 'node:crypto';
import type { AttestedInput, ConfigurationRole } from 'contentmark/attestation';
import { localSigner } from 'contentmark/keys';
import { PRESETS } from 'contentmark/policy';
import type { FailOn, LongReport } from 'contentmark/scan';
import { systemClock } from '../../clock.ts';
import { writeAtomically } from '../files/atomic-file.ts';
import { readKey } from '../files/key-file.ts';
import { readNamedFile } from '../files/read-input.ts';
import { EXIT, Failure, usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { requireUri } from '../terminal/options.ts';

/** Options of `scan` that an attestation names, with its own. */
export interface AttestFlags {
  readonly environment: string;
  readonly failOn: FailOn;
  readonly attest?: string;
  readonly attestationKey?: string;
  readonly solution?: string;
  readonly trust?: string;
  readonly recall?: string;
  readonly policy?: string;
  readonly registry?: string;
  readonly rules?: string;
  readonly baseline?: string;
}

/** An attestation of a scan that is under way. */
export interface PendingAttestation {
  /** Passes on what comes from elsewhere than a file, and remembers its digest. */
  watch(
    file: string,
    stream: AsyncIterable<Uint8Array | string>,
  ): AsyncIterable<Uint8Array | string>;
  /** Signs and writes it; refuses where a file is another one than before the scan. */
  commit(report: LongReport): Promise<void>;
}

/** Begins one, before the scan; `undefined` where none is asked for. */
export async function beginAttestation(
  io: Io,
  flags: AttestFlags,
  paths: readonly string[],
  version: string,
): Promise<PendingAttestation | undefined> {
  const { attest, attestationKey, solution, environment, failOn } = flags;
  const given = [attest, attestationKey, solution].filter((one) => one !== undefined);
  if (given.length === 0) return undefined;
  if (attest === undefined || attestationKey === undefined || solution === undefined)
    throw usage('--attest, --attestation-key and --solution go together', '--attest');
  requireUri(solution, '--solution');
  const signer = localSigner(await readKey(io, attestationKey, '--attestation-key'));
  const { digestInputs } = await import('contentmark/scan');
  const { CONFIGURATION_ROLES, signScanAttestation } = await import('contentmark/attestation');
  const configuration = await digestConfiguration(flags, CONFIGURATION_ROLES);
  const startedAt = systemClock();
  const inputs = await digestInputs(paths);
  const streamed: AttestedInput[] = [];

  return {
    async *watch(file, stream) {
      const hash = createHash('sha256');
      let size = 0;
      for await (const chunk of stream) {
        hash.update(chunk);
        size += Buffer.byteLength(chunk);
        yield chunk;
      }
      streamed.push({ file, sha256: new Uint8Array(hash.digest()), size });
    },
    async commit(report) {
      requireUnchanged(inputs, await digestInputs(paths));
      const statement = {
        inputs: [...inputs, ...streamed],
        report,
        environment,
        failOn,
        configuration,
        startedAt,
      };
      const software = { name: 'contentmark', version };
      const signed = await signScanAttestation(statement, { signer, solution, software });
      // As text, so that it can be pasted; encodeTextForm is for marks, which are small.
      const text = `${Buffer.from(signed).toString('base64url')}\n`;
      await writeAtomically(attest, '--attest', text);
    },
  };
}

/** A preset of policies comes with the program and has no file. */
async function digestConfiguration(flags: AttestFlags, roles: readonly ConfigurationRole[]) {
  const found = [];
  for (const role of roles) {
    const name = flags[role];
    if (name === undefined) continue;
    if (role === 'policy' && Object.hasOwn(PRESETS, name)) {
      found.push({ role, name });
      continue;
    }
    const bytes = await readNamedFile(name, `--${role}`);
    const sha256 = new Uint8Array(createHash('sha256').update(bytes).digest());
    found.push({ role, name, sha256 });
  }
  return found;
}

/** The digests are of the bytes that were scanned only where they were the same before and after. */
function requireUnchanged(before: readonly AttestedInput[], after: readonly AttestedInput[]): void {
  const was = new Map(
    before.map(({ file, sha256 }) => [file, Buffer.from(sha256).toString('hex')]),
  );
  for (const { file, sha256 } of after) {
    if (was.get(file) !== Buffer.from(sha256).toString('hex')) throw changed(file);
    was.delete(file);
  }
  for (const file of was.keys()) throw changed(file);
}

function changed(file: string): Failure {
  const why =
    'changed while it was scanned, so nothing is attested; scan a copy that nobody writes to';
  return new Failure(EXIT.findings, 'ERR_CHANGED', `${file}: ${why}`, '--attest');
}
