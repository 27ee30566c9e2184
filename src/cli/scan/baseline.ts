/** Reads `--baseline`: the fingerprints of the findings of an earlier scan. */
import { readJsonFile } from '../files/json-file.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';

/** Reads a report as `--json` prints it. */
export async function readBaseline(io: Io, file: string): Promise<ReadonlySet<string>> {
  const report = await readJsonFile(io, file, '--baseline', 'ERR_BASELINE');
  const findings = (report as { readonly findings?: unknown } | null)?.findings;
  if (Array.isArray(findings)) {
    const prints = findings.map((one) => (one as { readonly fingerprint?: unknown })?.fingerprint);
    const known = prints.filter(
      (one): one is string => typeof one === 'string' && /^[0-9a-f]{32}$/.test(one),
    );
    if (known.length === prints.length) return new Set(known);
  }
  const why = 'is no report as scan --json prints it';
  throw new Failure(EXIT.usage, 'ERR_BASELINE', `${file}: ${why}`, '--baseline');
}
