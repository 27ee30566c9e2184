/**
 * The door to node:crypto. `process.getBuiltinModule` finds it in Node, Bun and
 * Deno without an import statement, so bundles for browsers and edge runtimes
 * carry no Node built-in and need no configuration.
 */
type NodeCrypto = typeof import('node:crypto');

interface ProcessLike {
  readonly getBuiltinModule?: (name: string) => unknown;
}

/** node:crypto, or `undefined` in a runtime without it. */
export function getNodeCrypto(): NodeCrypto | undefined {
  const { process } = globalThis as { readonly process?: ProcessLike };
  const module = process?.getBuiltinModule?.('node:crypto');
  // The module is whatever the runtime calls node:crypto; the self-test of the
  // backend that uses it decides whether it behaves.
  return module as NodeCrypto | undefined;
}
