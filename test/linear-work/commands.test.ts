/** The same for the command: each of its inputs, over texts made to be slow to read. */
import { join } from 'node:path';
import { openFileRegistry } from 'contentmark/registry';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentmark, createKeys, createWorkspace } from '../cli/harness.ts';
import { type Family, HTMLS, JSONS, TABLES } from './hostile-texts.ts';
import { BOUNDS, findExcess } from './measure.ts';

const TIMEOUT = 3_600_000;

const workspace = createWorkspace();
let keys: Awaited<ReturnType<typeof createKeys>>;
let map = '';
let registry = '';
let attestationKeys = '';
let canaryKey: readonly string[] = [];

beforeAll(async () => {
  keys = await createKeys(workspace);
  const parts = { title: { column: 'title', profile: 'text' } };
  const carrier = { type: 'column', name: 'contentmark' };
  registry = workspace.at('known.registry');
  await (await openFileRegistry(registry, { mode: 'write' })).close();
  const out = workspace.at('attestations');
  await contentmark(['keygen', '--solution', 'https://shop.example/scan', '--out', out]);
  attestationKeys = join(out, 'trust.json');
  const about = ['--issuer', 'https://shop.example/', '--environment', 'staging'];
  const canaries = workspace.at('canaries');
  await contentmark(['keygen', ...about, '--purpose', 'canary', '--out', canaries]);
  canaryKey = ['--key', join(canaries, 'signing-key.jwk'), ...about];
  map = workspace.write('map.json', JSON.stringify({ subject: 'sku', parts, carrier }));
});

interface Command {
  readonly families: Readonly<Record<string, Family>>;
  readonly name?: string;
  readonly args: (file: string) => readonly string[];
}

const PRODUCTION = ['--environment', 'production'];
const guard = (name: string): Command => ({
  families: JSONS,
  args: (file) => ['guard', name, file, ...PRODUCTION],
});

const COMMANDS: Readonly<Record<string, Command>> = {
  sign: {
    families: HTMLS,
    args: (file) => ['sign', file, '--profile', 'html', '--subject', 'a', ...keys.sign],
  },
  verify: {
    families: HTMLS,
    args: (file) => [
      ...['verify', file, '--profile', 'html', '--subject', 'a'],
      ...['--mark', `@${file}`, ...keys.verify],
    ],
  },
  inspect: { families: JSONS, args: (file) => ['inspect', `@${file}`] },
  digest: { families: HTMLS, args: (file) => ['digest', file, '--profile', 'html-text'] },
  disclose: {
    families: JSONS,
    args: (file) => [
      ...['disclose', file, '--profile', 'json', '--subject', 'a', '--market', 'eu'],
      ...['--role', 'deployer', '--mark', `@${file}`, ...keys.verify],
    ],
  },
  'catalog sign': {
    families: { ...JSONS, ...TABLES },
    name: 'in.jsonl',
    args: (file) => [
      ...['catalog', 'sign', file, '--map', map, '--format', 'jsonl'],
      ...['--out', workspace.at(`out-${Math.random()}.jsonl`), ...keys.sign],
    ],
  },
  'canary make': {
    families: { ...JSONS, ...TABLES },
    name: 'in.jsonl',
    args: (file) => [
      ...['canary', 'make', file, '--seed-set', 'seeds', '--map', map, '--format', 'jsonl'],
      ...['--out', workspace.at(`canary-${Math.random()}.jsonl`)],
      ...canaryKey,
    ],
  },
  'catalog verify': {
    families: TABLES,
    name: 'in.csv',
    args: (file) => ['catalog', 'verify', file, '--map', map, '--format', 'csv', ...keys.verify],
  },
  promote: {
    families: JSONS,
    args: (file) => [
      ...['promote', file, '--profile', 'json', '--subject', 'a', '--mark', `@${file}`],
      ...['--trust', keys.trust, '--key', keys.key, '--approver', 'a', '--reason', 'b'],
      ...['--issuer', 'https://shop.example/'],
    ],
  },
  'guard render': guard('render'),
  'guard checkout': guard('checkout'),
  'guard import': { ...guard('import'), families: { ...JSONS, ...TABLES }, name: 'in.csv' },
  'guard provisioning': guard('provisioning'),
  'guard settings': {
    families: JSONS,
    args: (file) => ['guard', 'settings', file, file, ...PRODUCTION],
  },
  'registry add': {
    families: TABLES,
    name: 'in.csv',
    args: (file) => [
      ...['registry', 'add', file, '--map', map, '--format', 'csv'],
      ...['--registry', workspace.at('seen.registry'), '--keep-until', '2100-01-01'],
    ],
  },
  'registry recognize': {
    families: { ...JSONS, ...TABLES, ...HTMLS },
    name: 'in.csv',
    args: (file) => ['registry', 'recognize', file, '--registry', registry],
  },
  'attestation verify': {
    families: JSONS,
    args: (file) => ['attestation', 'verify', file, '--trust', attestationKeys, '--input', file],
  },
  'recall check': {
    families: { ...HTMLS, ...JSONS },
    args: (file) => ['recall', 'check', file, '--trust', keys.trust],
  },
  'trust list': { families: JSONS, args: (file) => ['trust', 'list', file] },
  report: { families: JSONS, args: (file) => ['report', '--facts', file] },
  'rules test': {
    families: JSONS,
    name: 'rules.toml',
    args: (file) => ['rules', 'test', file],
  },
  scan: {
    families: { ...JSONS, ...TABLES, ...HTMLS },
    name: 'in.csv',
    args: (file) => ['scan', file, ...PRODUCTION, '--format', 'json'],
  },
  'policy test': { families: JSONS, args: (file) => ['policy', 'test', file] },
};

/** They read options, the environment's variables, and the replies of shops. */
const WITHOUT_INPUT = [
  ...['keygen', 'serve', 'policy show', 'shopify setup', 'shopify mark', 'shopify check'],
  ...['magento setup', 'magento mark', 'magento check', 'registry erase', 'registry statistics'],
];

/** They read a list or a trust file as `recall check` and `trust list` do. */
const SAME_READER = [
  ...['recall add', 'recall show', 'recall publish'],
  ...['trust add', 'trust retire', 'trust revoke'],
];

/** The names of all commands, read from the command's own help. */
async function listCommands(path: readonly string[] = []): Promise<readonly string[]> {
  const { stdout } = await contentmark([...path, '--help']);
  const [, listed] = stdout.split('\nCommands:\n');
  if (listed === undefined) return [path.join(' ')];
  const names = (listed.split('\n\n')[0] ?? '').split('\n').flatMap((line) => {
    const name = /^ {2}([a-z-]+)/.exec(line)?.[1];
    return name === undefined || name === 'help' ? [] : [name];
  });
  return (await Promise.all(names.map((name) => listCommands([...path, name])))).flat();
}

it('the table has every command', async () => {
  expect([...Object.keys(COMMANDS), ...WITHOUT_INPUT, ...SAME_READER].sort()).toEqual(
    [...(await listCommands())].sort(),
  );
});

describe('work of a command grows with its input, never faster', () => {
  it.each(Object.keys(COMMANDS))(
    '%s',
    async (command) => {
      const { families, name = 'in.json', args } = COMMANDS[command] as Command;
      const feed = async (text: string): Promise<void> => {
        const { stderr } = await contentmark(args(workspace.write(name, text)));
        // A mistake in this table would make every input quick.
        if (/unknown (?:option|command)|required option|Allowed choices/.test(stderr))
          wrong = stderr;
      };
      let wrong = '';
      const excesses: string[] = [];
      for (const [label, family] of Object.entries(families)) {
        const excess = await findExcess(feed, family, BOUNDS);
        if (excess !== undefined) excesses.push(`${label}: ${excess}`);
      }
      expect(wrong).toBe('');
      expect(excesses).toEqual([]);
    },
    TIMEOUT,
  );
});
