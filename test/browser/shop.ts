/** A shop of one's own: seeded into a new folder, listening on a free port. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareShop } from '../../examples/storefront/prepare.ts';
import { seed } from '../../examples/storefront/seed/seed.ts';

export interface RunningShop {
  readonly url: string;
  /** Path of the decision log. */
  readonly log: string;
  /** Folder of the shop's data. */
  readonly data: string;
  close(): Promise<void>;
}

/** Builds what is missing, then starts. */
export async function startShop(): Promise<RunningShop> {
  // NODE_ENV decides which React is loaded.
  process.env['NODE_ENV'] = 'production';
  prepareShop();
  const folder = mkdtempSync(join(tmpdir(), 'storefront-'));
  const data = join(folder, 'data');
  const log = join(folder, 'decisions.jsonl');
  await seed(data);
  // Its packages may have been installed just before.
  const { importShop, listen, MEDIA } = await import('../../examples/storefront/server/listen.ts');
  const { createShop } = await importShop();
  const { url, close } = await listen(createShop({ folder: data, media: MEDIA, log }), 0);
  return {
    url,
    log,
    data,
    async close() {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
