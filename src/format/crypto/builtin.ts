/**
 * Finds a runtime's built-in modules. `process.getBuiltinModule` finds them in Node, Bun and Deno
 * without an import statement, so bundles for browsers and edge runtimes carry no Node built-in and
 * need no configuration.
 */

interface Builtins {
  readonly 'node:crypto': typeof import('node:crypto');
  readonly 'node:buffer': typeof import('node:buffer');
}

interface ProcessLike {
  readonly getBuiltinModule?: (name: string) => unknown;
}

/** A built-in module, or `undefined` in a runtime without it. */
export function getBuiltin<Name extends keyof Builtins>(name: Name): Builtins[Name] | undefined {
  const { process } = globalThis as { readonly process?: ProcessLike };
  // The module is whatever the runtime calls by this name; the self-test of the backend
  // that uses it decides whether it behaves.
  return process?.getBuiltinModule?.(name) as Builtins[Name] | undefined;
}
