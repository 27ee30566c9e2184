/** workerd, Cloudflare's runtime, by miniflare: with and without its Node compatibility. */
// @ts-nocheck

import { importTool, versionOf } from '../install.ts';
import { inTime, type Reply, type Runner } from './runner.ts';

/** As much of miniflare as is used here. */
interface MiniflareModule {
  readonly Miniflare: new (options: Readonly<Record<string, unknown>>) => Worker;
}

export interface Worker {
  dispatchFetch(
    url: string,
    init: { readonly method: string; readonly body: string },
  ): Promise<{ readonly status: number; text(): Promise<string> }>;
  dispose(): Promise<void>;
}

export function runWorkerd(compatibilityFlags: readonly string[]): Runner {
  return async (job, bundles) => {
    const { Miniflare } = await importTool<MiniflareModule>('miniflare');
    const worker = new Miniflare({
      modules: true,
      script: bundles.worker.text,
      // The day of the pinned workerd: later days it does not know.
      compatibilityDate: '2026-04-26',
      compatibilityFlags,
    });
    return {
      version: versionOf('workerd'),
      reply: await ask('workerd', worker, JSON.stringify(job)),
    };
  };
}

/** Posts a job to a worker and ends it. */
export async function ask(title: string, worker: Worker, job: string): Promise<Reply> {
  try {
    const response = await inTime(
      title,
      worker.dispatchFetch('http://worker.invalid/', { method: 'POST', body: job }),
    );
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${title} answered ${response.status}: ${text}`);
    return JSON.parse(text) as Reply;
  } finally {
    await worker.dispose();
  }
}
