/** Starts the one shop of all browser tests, and tells them where it is. */
// @ts-nocheck

import type { TestProject } from 'vitest/node';
import { startShop } from './shop.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly shop: string;
    /** Path of the decision log. */
    readonly log: string;
    /** Folder of the shop's data. */
    readonly data: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shop = await startShop();
  project.provide('shop', shop.url);
  project.provide('log', shop.log);
  project.provide('data', shop.data);
  return shop.close;
}
