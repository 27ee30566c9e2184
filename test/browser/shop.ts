/** A shop of one's own: seeded into a new folder, listening on a free port. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareShop } from '../../examples/storefront/prepare.ts';
import { seed } from '../../examples/storefront/seed/seed.ts';

/** A line of the decision log, as far as it is read here. */
export interface LogLine {
  readonly surface: string;
  readonly subject: string;
  readonly action: string;
  readonly rule: string;
  readonly findings: readonly { readonly path: string; readonly marker: string }[];
  readonly claims?: { readonly environment: string; readonly purpose: string };
}

export interface RunningShop {
  readonly url: string;
  readonly folder: string;
  /** The decision log as it is on disk now. */
  readLog(): readonly LogLine[];
  /** The same as text. */
  readLogText(): string;
  close(): Promise<void>;
}

/** Builds what is missing, then starts. */
export async function startShop(): Promise<RunningShop> {
  // NODE_ENV decides which React is loaded.
  process.env['NODE_ENV'] = 'production';
  prepareShop();
  const folder = mkdtempSync(join(tmpdir(), 'storefront-'));
  await seed(join(folder, 'data'));
  // Its packages may have been installed just before.
  const { importShop, listen, MEDIA } = await import('../../examples/storefront/server/listen.ts');
  const { createShop } = await importShop();
  const log = join(folder, 'decisions.jsonl');
  const shop = createShop({ folder: join(folder, 'data'), media: MEDIA, log });
  const { url, close } = await listen(shop, 0);
  const readLogText = () => readFileSync(log, 'utf8');
  return {
    url,
    folder,
    readLogText,
    readLog: () =>
      readLogText()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as LogLine),
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
