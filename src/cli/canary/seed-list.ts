/** A list of seeds, one a line: SKUs, e-mail addresses, names of accounts. Each gets a mark beside it. */
import { encodeTextForm } from 'contentmark/carrier';
import { text } from 'contentmark/content';
import type { Signer } from 'contentmark/keys';
import { decodeUtf8 } from 'contentmark/records';
import { type ClaimsInput, signSync } from 'contentmark/sign';
import { writeAtomically } from '../files/atomic-file.ts';
import { readInput } from '../files/read-input.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

/** Reads the list: blank lines and seeds that stand twice are passed over. */
export async function readSeedList(io: Io, input: string): Promise<readonly string[]> {
  const refuse = (why: string) => new Failure(EXIT.usage, 'ERR_INPUT', `${input}: ${why}`, 'INPUT');
  const source = decodeUtf8(await readInput(io, input, 'INPUT'));
  if (source === undefined) throw refuse('not UTF-8');
  const lines = source.replace(/^\ufeff/, '').split(/\r?\n/);
  const seeds = [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))];
  if (seeds.length === 0) throw refuse('holds no seed; it takes one a line');
  return seeds;
}

/** Writes the seeds and their marks as CSV with the columns `seed` and `contentmark`. */
export async function writeSeedMarks(
  out: string,
  seeds: readonly string[],
  signer: Signer,
  claims: Omit<ClaimsInput, 'subject'>,
): Promise<void> {
  await writeAtomically(out, '--out', async (output) => {
    await output.write(Buffer.from('seed,contentmark\n'));
    for (const seed of seeds) {
      const mark = encodeTextForm(
        signSync(text(seed), { signer, claims: { ...claims, subject: seed } }),
      );
      await output.write(Buffer.from(`${cellOf(seed)},${mark}\n`));
    }
  });
}

function cellOf(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
