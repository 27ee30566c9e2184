/**
 * The generator that needs no key and no network: sentences with gaps, filled with the facts of
 * the prompt. The same prompt always gives the same text.
 */
// @ts-nocheck

import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ALGORITHMIC_MEDIA, type TextGenerator } from './generator.ts';

/** Makes one. `pause`: milliseconds between two words, so that one can watch; default 0. */
export function createTemplateGenerator({ pause = 0 } = {}): TextGenerator {
  return {
    claim: { name: 'contentmark example templates', version: '1' },
    sourceType: ALGORITHMIC_MEDIA,
    async *generate(prompt, signal) {
      // Word by word, as models answer, so that what reads the stream is really tried.
      for (const word of write(prompt).match(/\S+\s*/g) ?? []) {
        if (pause > 0) await sleep(pause, undefined, { signal });
        signal?.throwIfAborted();
        yield word;
      }
    },
  };
}

function write(prompt: string): string {
  const facts = new Map(
    [...prompt.matchAll(/^- (\w+): (.+)$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  const fact = (name: string): string => facts.get(name) ?? `(no ${name})`;
  const digest = createHash('sha256').update(prompt).digest();
  let next = 0;
  const oneOf = (...sentences: readonly string[]): string =>
    sentences[(digest[next++ % digest.length] ?? 0) % sentences.length] ?? '';

  const features = fact('features').split('; ');
  return [
    `${fact('name')}, ${fact('what')}`,
    `${oneOf('Made for', 'Built for', 'At home in')} ${fact('use')}: ${fact('name')} is ${oneOf(
      `made of ${fact('material')}`,
      `cut from ${fact('material')}`,
    )} and weighs ${fact('weight')}.`,
    oneOf('What you get:', 'In short:', 'Worth knowing:'),
    features.map((feature) => `- ${feature}`).join('\n'),
  ].join('\n\n');
}
