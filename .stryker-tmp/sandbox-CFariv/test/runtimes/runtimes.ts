/**
 * The runtimes: what each has, and what chooses for it. docs/runtimes.md holds the same table,
 * and a test compares the two.
 */
// @ts-nocheck

import type { Capabilities } from './suite/job.ts';

/** By the name that `--only` takes. The first is what the others are compared with. */
export const RUNTIME_NAMES = [
  'node20',
  'node22',
  'node24',
  'node26',
  'bun',
  'deno',
  'workerd',
  'workerd-nodejs',
  'mini-oxygen',
  'chromium',
  'quickjs',
] as const;
export type RuntimeName = (typeof RUNTIME_NAMES)[number];

export interface Runtime {
  readonly title: string;
  readonly capabilities: Capabilities;
  /** Whether the runtime, as it is started here, refuses to make code out of strings. */
  readonly refusesCode: boolean;
}

/** node:crypto, and WebCrypto beside it. */
const NATIVE: Capabilities = {
  defaultBackend: 'native',
  native: true,
  webcrypto: true,
  random: true,
};

/** WebCrypto only. */
const WEB: Capabilities = {
  defaultBackend: 'webcrypto',
  native: false,
  webcrypto: true,
  random: true,
};

/** The language only. */
const BARE: Capabilities = {
  defaultBackend: 'noble',
  native: false,
  webcrypto: false,
  random: false,
};

export const RUNTIMES: Readonly<Record<RuntimeName, Runtime>> = {
  node20: { title: 'Node 20', capabilities: NATIVE, refusesCode: true },
  node22: { title: 'Node 22', capabilities: NATIVE, refusesCode: true },
  node24: { title: 'Node 24', capabilities: NATIVE, refusesCode: true },
  node26: { title: 'Node 26', capabilities: NATIVE, refusesCode: true },
  bun: { title: 'Bun', capabilities: NATIVE, refusesCode: false },
  deno: { title: 'Deno', capabilities: NATIVE, refusesCode: true },
  workerd: { title: 'workerd', capabilities: WEB, refusesCode: true },
  'workerd-nodejs': {
    title: 'workerd with nodejs_compat',
    capabilities: NATIVE,
    refusesCode: true,
  },
  'mini-oxygen': { title: 'mini-oxygen', capabilities: WEB, refusesCode: true },
  chromium: { title: 'Chromium', capabilities: WEB, refusesCode: true },
  quickjs: { title: 'QuickJS', capabilities: BARE, refusesCode: false },
};
