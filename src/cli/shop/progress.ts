/** Shows a progress bar over a shop's products, on a terminal only. */
import type { RunProgress } from 'contentmark/shopify-client';
import type { Io } from '../terminal/io.ts';
import { createBar } from '../terminal/progress-bar.ts';

/** Shows how far a run has come. */
export interface ShopProgress {
  readonly show: (progress: RunProgress) => void;
  readonly stop: () => void;
}

const SILENT: ShopProgress = { show: () => undefined, stop: () => undefined };

/** A bar where there is a terminal; never in a pipe, a log or JSON mode. */
export async function createShopProgress(
  io: Io,
  platform: string,
  title: string,
  isJson: boolean,
): Promise<ShopProgress> {
  const format = `${title} {bar} {value} of {total} products | {eta_formatted} left`;
  const bar = await createBar(io, format, isJson);
  if (bar === undefined) return SILENT;
  let isStarted = false;
  let isTold = false;
  return {
    show({ phase, done, ...found }) {
      if (phase === 'reading') {
        if (!isTold) io.stderr.write(`${platform} is preparing the catalogue …\n`);
        isTold = true;
        return;
      }
      const total = 'total' in found ? found.total : undefined;
      if (total === undefined) return;
      if (!isStarted) bar.start(total, done);
      bar.setTotal(total);
      bar.update(done);
      isStarted = true;
    },
    stop() {
      if (isStarted) bar.stop();
    },
  };
}
