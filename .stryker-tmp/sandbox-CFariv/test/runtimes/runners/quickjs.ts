/** QuickJS, a bare engine: no clock but Date, no random numbers, no text codec, no modules to import. */
// @ts-nocheck

import { importTool, versionOf } from '../install.ts';
import { type Reply, type Runner, TIMEOUT_MS } from './runner.ts';

/** As much of quickjs-emscripten as is used here. */
interface QuickJsModule {
  getQuickJS(): Promise<{ newRuntime(): QuickJsRuntime }>;
  shouldInterruptAfterDeadline(deadline: number): () => boolean;
}

interface QuickJsRuntime {
  newContext(): QuickJsContext;
  setInterruptHandler(handler: () => boolean): void;
  executePendingJobs(): { readonly error?: unknown };
}

interface QuickJsContext {
  readonly global: unknown;
  evalCode(code: string, file: string): { readonly error?: unknown; readonly value?: unknown };
  unwrapResult(result: unknown): unknown;
  newString(text: string): unknown;
  setProp(target: unknown, name: string, value: unknown): void;
  resolvePromise(promise: unknown): Promise<unknown>;
  getString(value: unknown): string;
}

export const runQuickJs: Runner = async (job, bundles) => {
  const { getQuickJS, shouldInterruptAfterDeadline } =
    await importTool<QuickJsModule>('quickjs-emscripten');
  const runtime = (await getQuickJS()).newRuntime();
  // It runs on this thread, so only it can notice that it takes too long.
  runtime.setInterruptHandler(shouldInterruptAfterDeadline(Date.now() + TIMEOUT_MS));
  const context = runtime.newContext();
  context.unwrapResult(context.evalCode(bundles.engine.text, 'suite.js'));
  context.setProp(context.global, 'job', context.newString(JSON.stringify(job)));
  const promise = context.unwrapResult(context.evalCode('runJob(job)', 'job.js'));
  const replied = context.resolvePromise(promise);
  runtime.executePendingJobs();
  const text = context.getString(context.unwrapResult(await replied));
  // The heap of an engine that ends with its process need not be given back piece by piece.
  return { version: versionOf('quickjs-emscripten'), reply: JSON.parse(text) as Reply };
};
