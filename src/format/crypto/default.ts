/**
 * Chooses the backend of this runtime: node:crypto where it passes the self-test, else WebCrypto,
 * else JavaScript, which is loaded only then.
 */
import type { Backend } from './backend.ts';
import { createNativeBackend } from './native.ts';
import { passesSelfTest, passesSelfTestAside } from './self-test.ts';
import { createWebBackend } from './web.ts';

// Facts about the runtime, not state: they cannot change while the process lives.
let native: Backend | null | undefined;
let web: Promise<Backend | undefined> | undefined;

/** node:crypto, where the runtime has it and it passes the self-test. */
export function getNativeBackend(): Backend | undefined {
  if (native === undefined) {
    const found = createNativeBackend();
    native = found !== undefined && passesSelfTest(found) ? found : null;
  }
  return native ?? undefined;
}

/** WebCrypto, where the runtime has it and it passes the self-test. */
export function loadWebBackend(): Promise<Backend | undefined> {
  web ??= (async () => {
    const found = createWebBackend();
    return found !== undefined && (await passesSelfTestAside(found)) ? found : undefined;
  })();
  return web;
}

/** The backend of a runtime without node:crypto. */
export async function loadBackend(): Promise<Backend> {
  return (await loadWebBackend()) ?? (await import('./noble.ts')).createNobleBackend();
}
