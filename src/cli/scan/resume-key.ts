/** What decides a report beside the files that are scanned: where it differs, a scan cannot go on. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { unreadable } from '../terminal/failure.ts';

/**
 * A digest of options and of the files that they name.
 * @param files by option, for what is wrong with one.
 */
export async function resumeKey(
  options: unknown,
  files: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(options));
  for (const [argument, file] of Object.entries(files)) {
    hash.update(`\n${argument}\n`);
    if (file === undefined) continue;
    try {
      for await (const chunk of createReadStream(file)) hash.update(chunk as Uint8Array);
    } catch (error) {
      throw unreadable(error, file, argument);
    }
  }
  return hash.digest('base64url');
}
