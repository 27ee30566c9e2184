/** Cold start: fresh processes in turn, each of which loads a library, imports a key and checks its first mark. */
import { runChild } from '../child.ts';
import { at, type Inputs, prepareInputs } from '../inputs.ts';
import { importBuilt } from '../install.ts';
import { openPeer, PEERS } from '../peer-case.ts';
import type { Case, Contest, Suite } from '../suite.ts';

/** One process a run, which takes its own time from its first import to its first verdict. */
function entrant(name: string, { items, publicKey }: Inputs, marks: readonly string[]): Case {
  const toText = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');
  return {
    name,
    async run(turn) {
      const { subject, text, bytes, message, signature } = at(items, turn);
      const { ns } = (await runChild('cold-start', {
        entrant: name,
        publicKey: toText(publicKey),
        mark: at(marks, turn),
        subject,
        text,
        bytes: toText(bytes),
        message: toText(message),
        signature: toText(signature),
      })) as { readonly ns: number };
      return ns;
    },
  };
}

/** A process of an empty script, timed from outside. */
const empty: Case = {
  name: 'empty',
  async run() {
    await runChild('empty', undefined);
  },
};

export const suite: Suite = {
  name: 'cold',
  notes: [
    'Each run is a process of its own, which takes its own time from before its first import to after its first verdict: library loaded, key imported, one mark checked. What Node itself takes to start is not in it and is the same for all; `empty` is that, a process with an empty script timed from outside.',
    'coldstart: contentmark/content and contentmark/verify of the built package, not bundled. noble-coldstart: the same with contentmark/noble. bare: node:crypto. noble: @noble/ed25519 and @noble/hashes. The others as in suite verify.',
    'File system caches are warm: a first round is thrown away.',
  ],
  async prepare(settings): Promise<readonly Contest[]> {
    const inputs = prepareInputs(await importBuilt(), { ...settings, short: true });
    const marks = inputs.items.map(({ textForm }) => textForm);
    const own = ['bare', 'coldstart', 'noble', 'noble-coldstart'];
    const cases = own.map((name) => entrant(name, inputs, marks));
    for (const peer of PEERS) {
      cases.push(entrant(peer.name, inputs, (await openPeer(peer, inputs)).marks));
    }
    return [
      {
        cases: [...cases, empty],
        turns: 1,
        stint: 1,
        warmUps: 1,
        ratios: [
          ['coldstart', 'bare'],
          ...PEERS.map(({ name }) => ['coldstart', name] as const),
          ['noble-coldstart', 'noble'],
        ],
      },
    ];
  },
};
