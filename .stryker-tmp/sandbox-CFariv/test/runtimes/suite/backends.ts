/** The backends that a verifier can be asked for, as its user asks. */
// @ts-nocheck

import type { VerifierOptions } from 'contentmark';
import type { Capabilities } from './job.ts';
import type { Package } from './package.ts';

/** One way to make a verifier. */
export interface Choice {
  readonly name: 'default' | 'native' | 'webcrypto' | 'noble';
  readonly options: Pick<VerifierOptions, 'backend'>;
  /** Whether `verifySync` answers; else it gives ERR_RUNTIME. */
  readonly isSynchronous: boolean;
}

/** Every choice that this runtime has; nothing chosen comes first. */
export function listChoices(capabilities: Capabilities, { noble }: Package): readonly Choice[] {
  const { defaultBackend, native, webcrypto } = capabilities;
  const choices: Choice[] = [
    // JavaScript by default is loaded by the first check that is awaited, and answers at once from then on.
    { name: 'default', options: {}, isSynchronous: defaultBackend !== 'webcrypto' },
  ];
  if (native) choices.push({ name: 'native', options: { backend: 'native' }, isSynchronous: true });
  if (webcrypto) {
    choices.push({ name: 'webcrypto', options: { backend: 'webcrypto' }, isSynchronous: false });
  }
  const backend = noble.createNobleBackend();
  choices.push({ name: 'noble', options: { backend }, isSynchronous: true });
  return choices;
}
