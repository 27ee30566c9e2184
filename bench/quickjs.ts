/**
 * QuickJS, the engine of Shopify's JavaScript Functions, as WebAssembly. Nothing is added to its
 * globals: what runs here has the language and no more.
 */
import { readFileSync } from 'node:fs';
import { COUNTER, countInstructions } from './count-instructions.ts';
import { importPeer, resolvePeer } from './install.ts';

interface Handle {
  dispose(): void;
}

/** As much of quickjs-emscripten-core as is used here. */
interface Core {
  newVariant(variant: unknown, options: object): unknown;
  newQuickJSWASMModuleFromVariant(variant: unknown): Promise<{ newContext(): Context }>;
}

interface Context {
  readonly global: Handle;
  readonly undefined: Handle;
  evalCode(code: string): unknown;
  unwrapResult(result: unknown): Handle;
  getProp(object: Handle, name: string): Handle;
  getNumber(handle: Handle): number;
  callFunction(callee: Handle, self: Handle): unknown;
}

interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

/** As much of WebAssembly as is used here: TypeScript knows it only together with the DOM. */
const { WebAssembly: wasm } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object, imports: object) => WasmInstance;
  };
};

/** One engine with its own globals. */
export interface Engine {
  /** Runs a script. */
  run(code: string): void;
  /** A global function that takes nothing and returns a number, ready to be called. */
  prepare(name: string): () => number;
  /** Instructions executed so far; 0 where they are not counted. */
  instructions(): number;
}

/** A module whose default is the variant, or a CommonJS module that import has wrapped in another. */
interface Variant {
  readonly default: Variant | object;
}

function unwrap(loaded: Variant | object): object {
  return 'default' in loaded ? unwrap(loaded.default) : loaded;
}

/** Opens an engine; one that counts is slower, so that only its counts mean something. */
export async function openEngine({
  isCounting,
}: {
  readonly isCounting: boolean;
}): Promise<Engine> {
  const core = await importPeer<Core>('quickjs-emscripten-core');
  const release = await importPeer<Variant>('@jitl/quickjs-wasmfile-release-sync');
  let counter: { readonly value: bigint } | undefined;
  const counting = {
    instantiateWasm(imports: object, done: (instance: WasmInstance, module: object) => void) {
      const bytes = readFileSync(resolvePeer('@jitl/quickjs-wasmfile-release-sync/wasm'));
      const module = new wasm.Module(countInstructions(bytes));
      const instance = new wasm.Instance(module, imports);
      // A global of type i64 that countInstructions has exported.
      counter = instance.exports[COUNTER] as { readonly value: bigint };
      done(instance, module);
      return instance.exports;
    },
  };
  const variant = isCounting
    ? core.newVariant(unwrap(release), { emscriptenModule: counting })
    : unwrap(release);
  const quickjs = await core.newQuickJSWASMModuleFromVariant(variant);
  const context = quickjs.newContext();
  return {
    run: (code) => context.unwrapResult(context.evalCode(code)).dispose(),
    prepare(name) {
      const callee = context.getProp(context.global, name);
      return () => {
        const handle = context.unwrapResult(context.callFunction(callee, context.undefined));
        const number = context.getNumber(handle);
        handle.dispose();
        return number;
      };
    },
    instructions: () => Number(counter?.value ?? 0),
  };
}
