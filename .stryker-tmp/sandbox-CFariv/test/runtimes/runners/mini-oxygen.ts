/** mini-oxygen, Shopify's Oxygen on a developer's machine: an older workerd with Oxygen's own settings. */
// @ts-nocheck

import { importTool, versionOf } from '../install.ts';
import type { Runner } from './runner.ts';
import { ask, type Worker } from './workerd.ts';

/** As much of mini-oxygen as is used here. */
interface MiniOxygenModule {
  createMiniOxygen(options: {
    readonly requestHook: null;
    readonly workers: readonly Readonly<Record<string, unknown>>[];
  }): Worker & { readonly ready: Promise<unknown> };
}

export const runMiniOxygen: Runner = async (job, bundles) => {
  const { createMiniOxygen } = await importTool<MiniOxygenModule>('@shopify/mini-oxygen');
  const oxygen = createMiniOxygen({
    requestHook: null,
    workers: [
      {
        name: 'storefront',
        modules: [{ type: 'ESModule', path: bundles.worker.file, contents: bundles.worker.text }],
      },
    ],
  });
  await oxygen.ready;
  const own = versionOf('@shopify/mini-oxygen');
  const workerd = versionOf('@shopify/mini-oxygen/node_modules/workerd');
  const reply = await ask('mini-oxygen', oxygen, JSON.stringify(job));
  return { version: `${own} (workerd ${workerd})`, reply };
};
