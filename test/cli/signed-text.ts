/** A text, keys that the command made, and the mark that it signed the text with, for the tests of one file. */
import { beforeAll } from 'vitest';
import { contentmark, createKeys, createWorkspace } from './harness.ts';

export const TEXT = 'Waterproof hiking boots with a padded collar.\n';

/** Signs the text before the first test; its members are read within tests only. */
export function createSignedText() {
  const workspace = createWorkspace();
  let signed: { keys: Awaited<ReturnType<typeof createKeys>>; file: string; mark: string };
  beforeAll(async () => {
    const keys = await createKeys(workspace);
    const file = workspace.write('boots.txt', TEXT);
    const { stdout } = await contentmark(['sign', file, '--subject', 'boots', ...keys.sign]);
    signed = { keys, file, mark: stdout.trim() };
  });
  return {
    workspace,
    get keys() {
      return signed.keys;
    },
    get file() {
      return signed.file;
    },
    get mark() {
      return signed.mark;
    },
    /** The arguments of a check of the text with its mark. */
    verifyArgs(more: readonly string[] = []): string[] {
      const { file, mark, keys } = signed;
      const named = ['--mark', mark, '--subject', 'boots'];
      return ['verify', file, ...named, ...keys.verify, ...more];
    },
  };
}
