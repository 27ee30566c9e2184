/** `contentmark trust list`: the keys of a trust file, what each may say, and until when. */
import type { Command } from 'commander';
import type { TrustEntry } from 'contentmark/verify';
import { printable } from '../../printable.ts';
import { readTrustFile } from '../files/trust-file.ts';
import { colorsFor } from '../terminal/io.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { addCommand, type Session } from '../terminal/session.ts';
import { idOf, toIso } from './change-trust.ts';

const EXAMPLE = `
Example:
  $ contentmark trust list trust.json
`;

/** Adds the command. */
export function addTrustList(parent: Command, session: Session): void {
  addCommand(parent, 'list')
    .summary('show the keys of a trust file')
    .description('Show the keys of a trust file, what each may say, and until when.')
    .argument('<trust>', 'the trust file')
    .addHelpText('after', EXAMPLE)
    .action((file: string, { json }: { json?: true }) => listKeys(file, json === true, session));
}

const TIMES = ['notBefore', 'notAfter', 'revokedAt'] as const;

async function listKeys(file: string, isJson: boolean, { io }: Session): Promise<void> {
  const { entries } = await readTrustFile(file, 'TRUST');
  const now = Date.now() / 1000;
  const keys = entries.map((entry) => describe(entry, now));
  if (isJson) return printJson(io, { keys });
  const colors = colorsFor(io.stdout, io.env);
  const paint = {
    valid: colors.green,
    'not yet valid': colors.yellow,
    retired: colors.yellow,
    revoked: colors.red,
  };
  await printLines(
    io,
    keys.flatMap(({ keyId, state, issuers, environments, signs, ...times }) => [
      `${keyId}  ${paint[state](state)}`,
      `  signs         ${signs.join(', ')}`,
      `  issuers       ${printable(issuers.join(', '))}`,
      `  environments  ${printable(environments.join(', '))}`,
      ...Object.entries(times).map(
        ([name, time]) => `  ${WORDS[name as keyof typeof WORDS]}${time}`,
      ),
    ]),
  );
}

const WORDS = {
  notBefore: 'from          ',
  notAfter: 'marks until   ',
  revokedAt: 'revoked       ',
} as const;

function describe(entry: TrustEntry, now: number) {
  const { issuers, environments, recall, purposes = ['content'] } = entry;
  const times: { [name in (typeof TIMES)[number]]?: string } = {};
  for (const name of TIMES) {
    const time = entry[name];
    if (time !== undefined) times[name] = toIso(time);
  }
  return {
    keyId: idOf(entry),
    state: stateOf(entry, now),
    signs: recall === true ? ['recall lists'] : purposes,
    issuers,
    environments,
    ...times,
  };
}

function stateOf(
  { notBefore = 0, notAfter, revokedAt }: TrustEntry,
  now: number,
): 'valid' | 'not yet valid' | 'retired' | 'revoked' {
  if (revokedAt !== undefined && revokedAt <= now) return 'revoked';
  if (now < notBefore) return 'not yet valid';
  return notAfter !== undefined && notAfter < now ? 'retired' : 'valid';
}
