/** A page of products at once, in the ways there are. */
import { hash, verify as nodeVerify } from 'node:crypto';
import { at, bare, createKeyObject, type Inputs, openVerifier, require } from './inputs.ts';
import { openPeer } from './peer-case.ts';
import { jose } from './peers/jose.js';
import type { Case } from './suite.ts';

/** Bare verifications and hashes, one after the other. */
export function barePage(inputs: Inputs, size: number): Case {
  const { run } = bare(inputs);
  return {
    name: 'bare',
    run(turn) {
      for (let i = 0; i < size; i++) run(turn * size + i);
    },
  };
}

/** The same with the signatures on the thread pool. */
export function barePageAside({ items, publicKey }: Inputs, size: number): Case {
  const key = createKeyObject(publicKey);
  return {
    name: 'bare-all',
    run: (turn) =>
      new Promise<void>((resolve, reject) => {
        let left = size;
        for (let i = 0; i < size; i++) {
          const { message, signature, bytes } = at(items, turn * size + i);
          nodeVerify(null, message, key, signature, (error, isGood) => {
            left -= 1;
            if (error !== null || !isGood) reject(error ?? new Error('a signature does not hold'));
            else if (left === 0) resolve();
          });
          require(hash('sha256', bytes, 'binary').length === 32);
        }
      }),
  };
}

/** `verifyAll`, by a verifier that has seen none of the marks. */
export function page(name: string, inputs: Inputs, marks: readonly string[], size: number): Case {
  const { items } = inputs;
  const { text } = inputs.built.content;
  return {
    name,
    async run(turn) {
      const verifier = openVerifier(inputs, { cacheSize: 0 });
      const shown = Array.from({ length: size }, (_, i) => {
        const item = at(items, turn * size + i);
        return {
          content: text(item.text),
          mark: at(marks, turn * size + i),
          subject: item.subject,
        };
      });
      const verdicts = await verifier.verifyAll(shown);
      require(verdicts.every(({ status }) => status === 'verified'));
    },
  };
}

/** jose, all checks of the page in flight at once. */
export async function joseAll(inputs: Inputs, size: number): Promise<Case> {
  const { items } = inputs;
  const { marks, check } = await openPeer(jose, inputs);
  return {
    name: 'jose-all',
    async run(turn) {
      await Promise.all(
        Array.from({ length: size }, (_, i) =>
          check(at(marks, turn * size + i), at(items, turn * size + i)),
        ),
      );
    },
  };
}
