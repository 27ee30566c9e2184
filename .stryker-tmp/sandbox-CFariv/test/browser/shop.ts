/** A shop of one's own: seeded into a new folder, listening on a free port. */
// @ts-nocheck

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
  const { listen, MEDIA, openShop } = await prepareShop();
  const folder = mkdtempSync(join(tmpdir(), 'storefront-'));
  const data = join(folder, 'data');
  const log = join(folder, 'decisions.jsonl');
  await seed(data);
  const { url, close } = await listen(await openShop({ folder: data, media: MEDIA, log }), 0);
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
