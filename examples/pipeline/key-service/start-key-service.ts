/**
 * A `Signer` whose key is in another process: contentmark asks for the public key and one call
 * that signs bytes, and checks each signature that comes back, so a service with another key, or
 * one that signs a hash of the message, is found out here and not in a storefront.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Signer } from 'contentmark/keys';
import type { ServiceMessage, SignRequest } from './service.ts';

const SERVICE = fileURLToPath(new URL('./service.ts', import.meta.url));

/** Options of {@link startKeyService}. */
export interface KeyServiceOptions {
  /** The service's own folder. A real one is another machine. */
  readonly folder: string;
  /** Which key: one for each environment. */
  readonly name: string;
  /** Seconds for one signature. Default 10. */
  readonly timeout?: number;
  /** How to run TypeScript. Default as this process does. */
  readonly execArgv?: readonly string[];
}

/** A service that runs. `close` it, or the process never ends. */
export interface KeyService {
  readonly signer: Signer;
  close(): Promise<void>;
}

/** Starts a service and waits until it has its key. */
export async function startKeyService(options: KeyServiceOptions): Promise<KeyService> {
  const { folder, name, timeout = 10, execArgv = process.execArgv } = options;
  const child = fork(SERVICE, [folder, name], {
    execArgv: [...execArgv],
    // Lets bytes through as they are.
    serialization: 'advanced',
  });
  const waiting = new Map<number, (answer: ServiceMessage | Error) => void>();
  const ready = new Promise<Uint8Array>((resolve, reject) => {
    child.on('message', (message: ServiceMessage) => {
      if (message.type === 'ready') resolve(message.publicKey);
      else waiting.get(message.id)?.(message);
    });
    child.once('exit', () => {
      const gone = new Error('the key service has ended');
      reject(gone);
      for (const settle of waiting.values()) settle(gone);
    });
  });
  const publicKey = new Uint8Array(await ready);
  let nextId = 1;

  async function sign(message: Uint8Array): Promise<Uint8Array> {
    const id = nextId++;
    const answer = await new Promise<ServiceMessage | Error>((resolve) => {
      const settle = (found: ServiceMessage | Error): void => {
        clearTimeout(late);
        resolve(found);
      };
      const late = setTimeout(
        () => settle(new Error(`no signature within ${timeout} seconds`)),
        timeout * 1000,
      );
      waiting.set(id, settle);
      const request: SignRequest = { id, message };
      child.send(request, (error) => error && settle(error));
    });
    waiting.delete(id);
    if (answer instanceof Error) throw answer;
    if (answer.type === 'signed') return new Uint8Array(answer.signature);
    throw new Error(answer.type === 'refused' ? answer.why : 'an answer to nothing');
  }

  return { signer: Object.freeze({ publicKey, sign }), close: () => end(child) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  if (child.connected) child.disconnect();
  await gone;
}
