/** docs/magento.md: its commands, its TypeScript and its PHP do what the page says. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  MAX_BULK_ITEMS,
  MAX_PAGE_SIZE,
  MAX_SKU_LENGTH,
  MAX_TEXT_BYTES,
  MAX_VARCHAR_LENGTH,
  PART_NAMES,
  PART_RULES,
} from 'contentmark/magento';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contentmark } from '../cli/harness.ts';
import { runProgram } from '../fixtures/built-package.ts';
import { hasPhp, PHP_EXAMPLES } from '../fixtures/php.ts';
import { createShop } from '../platforms/magento/shop.ts';
import { serve, TOKEN } from '../platforms/magento/shop-server.ts';
import { blocksOf } from './code-blocks.ts';
import { putCommandOnPath } from './command-on-path.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/magento.md'), 'utf8');
const blocks = (language: string) => blocksOf(page, language);

let folder: string;
let bin: string;
let PATH: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'contentmark-magento-'));
  ({ bin, PATH } = putCommandOnPath(folder));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program without blocking the shop that it speaks to. */
async function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, ...output };
}

const withBin = () => ({ ...process.env, PATH });

// Each command is a process of its own.
const TIMEOUT = 300_000;

describe('docs/magento.md', { timeout: TIMEOUT }, () => {
  test('its commands set a shop up, mark it and find it marked, in this order', async () => {
    const shop = createShop({ storeViews: ['default', 'fr'] });
    shop.add('TENT-2P', { name: 'Tent', description: '<p>Stands.</p>' }, { fr: { name: 'Tente' } });
    const server = await serve(shop);
    const [block = ''] = blocks('sh');
    const script = block
      .replace('https://shop.example CONTENTMARK', `${server.url} CONTENTMARK`)
      .replace('TOKEN=…', `TOKEN=${TOKEN}`);
    expect(script).not.toBe(block);
    const { code, stdout, stderr } = await run('sh', ['-e', '-c', script], withBin());
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('Attribute contentmark would be created');
    expect(stdout).toMatch(/Nothing was written to [\s\S]*would-mark +2/);
    expect(stdout).toMatch(/Checked http:[\s\S]*verified +2/);
    expect(shop.list()[0]?.views['fr']?.['contentmark']).toMatch(/^0oRY/);
  });

  test('its TypeScript prints what its comments say', async () => {
    const shop = createShop({ storeViews: [] });
    for (const sku of ['TENT-2P', 'STOVE-1']) shop.add(sku, { name: sku });
    const { url } = await serve(shop);
    const env = { ...process.env, CONTENTMARK_MAGENTO_URL: url, CONTENTMARK_MAGENTO_TOKEN: TOKEN };
    const sources = blocks('ts');
    expect(sources).toHaveLength(2);
    for (const source of sources) {
      const promised = [...source.matchAll(/; \/\/ (.+)$/gm)].map((match) => match[1]);
      expect(promised.length).toBeGreaterThan(0);
      const { stdout, stderr } = await runProgram(source, { env });
      expect([stderr, stdout.trim().split('\n')]).toEqual(['', promised]);
    }
  });

  test('its tables say what the code says', () => {
    for (const name of PART_NAMES) {
      const { profile, attribute } = PART_RULES[name];
      expect(page).toContain(`| \`${name}\` | ${profile} | ${attribute} |`);
    }
    const limits = [
      MAX_SKU_LENGTH,
      MAX_VARCHAR_LENGTH,
      MAX_TEXT_BYTES,
      MAX_PAGE_SIZE,
      MAX_BULK_ITEMS,
    ];
    const table = page.slice(page.indexOf('## Limits'), page.indexOf('## What to know'));
    for (const limit of limits) expect(table).toContain(limit.toLocaleString('en-US'));
  });

  test('every file it links to is there', () => {
    const links = [...page.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(
      (match) => match[1] as string,
    );
    expect(links.length).toBeGreaterThan(1);
    for (const link of links) expect(existsSync(join(root, 'docs', link)), link).toBe(true);
  });
});

test.runIf(!hasPhp)(
  'PHP with sodium and intl is not on PATH: the PHP of the page was not run',
  () => {
    expect(hasPhp).toBe(false);
  },
);

describe.runIf(hasPhp)(
  'the PHP of docs/magento.md, against stand-ins of Magento',
  { timeout: TIMEOUT },
  () => {
    const values = {
      name: 'Two-person tent',
      description: '<p>Stands in a gale.</p>',
      meta_title: '',
    };
    const french = { name: 'Tente deux places' };
    let trust: string;

    beforeAll(async () => {
      const lib = join(folder, 'shop/lib/contentmark');
      mkdirSync(lib, { recursive: true });
      writeFileSync(join(lib, 'contentmark.php'), readFileSync(`${PHP_EXAMPLES}contentmark.php`));
      for (const source of blocks('php')) {
        const [, path = ''] = /^<\?php\n\/\/ (app\/code\/\S+)\n/.exec(source) ?? [];
        const file = join(folder, 'shop', path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, source);
        expect(spawnSync('php', ['-l', file]).status, path).toBe(0);
      }
      const out = join(folder, 'keys');
      await contentmark([
        'keygen',
        '--issuer',
        'https://shop.example/ai',
        '--environment',
        'production',
        '--out',
        out,
      ]);
      await contentmark([
        'keygen',
        '--issuer',
        'https://shop.example/ai',
        '--environment',
        'staging',
        '--out',
        `${out}-staging`,
      ]);
      trust = join(out, 'trust.json');
    });

    /** Marks rows as a catalogue of the command's, so that PHP reads what others wrote. */
    async function markOf(
      sku: string,
      view: string,
      texts: Record<string, string>,
      environment = 'production',
    ) {
      const columns = Object.keys(texts);
      const cell = (value: string) => `"${value.replaceAll('"', '""')}"`;
      const csv = [
        ['sku', 'store_view_code', ...columns].join(','),
        [sku, view, ...Object.values(texts)].map(cell).join(','),
        '',
      ].join('\n');
      const input = join(folder, 'in.csv');
      writeFileSync(input, csv);
      const output = join(folder, 'out.csv');
      const keys = join(folder, environment === 'staging' ? 'keys-staging' : 'keys');
      const { code, stdout } = await contentmark([
        ...[
          'catalog',
          'sign',
          input,
          '--map',
          'magento',
          '--out',
          output,
          '--key',
          join(keys, 'signing-key.jwk'),
        ],
        ...['--issuer', 'https://shop.example/ai', '--environment', environment],
      ]);
      if (code !== 0) throw new Error(stdout);
      const [, mark = ''] = /contentmark=([\w-]+)/.exec(readFileSync(output, 'utf8')) ?? [];
      return mark;
    }

    /** Runs PHP with the page's classes loaded; `$given` is the JSON handed in. */
    async function php(code: string, given: object, command = '') {
      const file = join(folder, 'run.php');
      writeFileSync(
        file,
        `<?php
      const BP = '${join(folder, 'shop')}';
      require '${join(root, 'test/fixtures/magento-stand-ins.php')}';
      foreach (['Model/ProductCheck', 'Observer/CheckOnSave', 'Plugin/CheckImport', 'Cron/CheckCatalogue'] as $class) {
        require BP . "/app/code/Example/Contentmark/$class.php";
      }
      $given = json_decode(${JSON.stringify(JSON.stringify(given)).replaceAll('$', '\\$')}, true);
      $check = new Example\\Contentmark\\Model\\ProductCheck('${trust}', 'production', '${command}');
      $logger = new StandIn\\Logger();
      ${code}`,
      );
      const strict = ['-d', 'error_reporting=E_ALL', '-d', 'display_errors=stderr'];
      const { stdout, stderr } = await run('php', [...strict, file], withBin());
      if (stderr !== '') throw new Error(stderr);
      return JSON.parse(stdout);
    }

    test('a save is refused for a mark of staging, logged for an edit, and let pass otherwise', async () => {
      const mark = await markOf('TENT-2P', '', values);
      const staging = await markOf('TENT-2P', '', values, 'staging');
      const product = { sku: 'TENT-2P', store_id: 0, ...values };
      const found = await php(
        `$observer = new Example\\Contentmark\\Observer\\CheckOnSave($check, $logger);
      $answers = [];
      foreach ($given as $data) {
        $event = new Magento\\Framework\\DataObject(['product' => new Magento\\Catalog\\Model\\Product($data)]);
        try { $observer->execute(new Magento\\Framework\\Event\\Observer(['event' => $event])); $answers[] = 'saved'; }
        catch (Magento\\Framework\\Exception\\LocalizedException $e) { $answers[] = $e->getMessage(); }
      }
      echo json_encode([$answers, $logger->lines]);`,
        [
          { ...product, contentmark: mark },
          { ...product, contentmark: mark, name: 'Three-person tent' },
          product,
          { ...product, contentmark: staging },
          { ...product, contentmark: mark, name: 'Tente', store_id: 2 },
        ],
      );
      expect(found).toEqual([
        // The key of staging is not in this trust at all, so that its mark is only logged …
        ['saved', 'saved', 'saved', 'saved', 'saved'],
        [
          { sku: 'TENT-2P', reason: 'digest-mismatch' },
          { sku: 'TENT-2P', reason: 'unknown-key' },
        ],
      ]);
      // … and refused as the leak that it is where both keys are known.
      const both = [trust, join(folder, 'keys-staging/trust.json')].flatMap(
        (file) => JSON.parse(readFileSync(file, 'utf8')).keys,
      );
      const own = trust;
      trust = join(folder, 'both.json');
      writeFileSync(trust, JSON.stringify({ keys: both }));
      const refused = await php(
        `$observer = new Example\\Contentmark\\Observer\\CheckOnSave($check, $logger);
      $event = new Magento\\Framework\\DataObject(['product' => new Magento\\Catalog\\Model\\Product($given)]);
      try { $observer->execute(new Magento\\Framework\\Event\\Observer(['event' => $event])); echo '"saved"'; }
      catch (Magento\\Framework\\Exception\\LocalizedException $e) { echo json_encode($e->getMessage()); }`,
        { ...product, contentmark: staging },
      );
      trust = own;
      expect(refused).toBe(
        'The content mark of this product is not for this shop: environment-mismatch.',
      );
    });

    test('HTML is undecided without the command, and decided with it', async () => {
      const mark = await markOf('TENT-2P', '', values);
      const code = `echo json_encode(array_map(function (array $values) use ($check) {
      $verdict = $check->check('TENT-2P', null, $values);
      return [$verdict->status, $verdict->reason];
    }, $given));`;
      const given = [
        { ...values, contentmark: mark },
        { ...values, contentmark: mark, description: '<P>Stands in a gale.</P>' },
        {
          ...values,
          contentmark: mark,
          description: '<p>Stands in a gale.</p><script>x()</script>',
        },
        { ...values, contentmark: mark, description: '<p>Stands in <b>a gale.' },
        { ...values, contentmark: mark, name: 'Other' },
      ];
      expect(await php(code, given)).toEqual([
        ...Array.from({ length: 4 }, () => ['undecided', 'profile-unsupported']),
        ['rejected', 'digest-mismatch'],
      ]);
      expect(await php(code, given, join(bin, 'contentmark'))).toEqual([
        ['verified', null],
        ['verified', null],
        ['rejected', 'digest-mismatch'],
        ['rejected', 'content-invalid'],
        ['rejected', 'digest-mismatch'],
      ]);
    });

    test('an import has an error for the row whose mark does not hold, in either scope', async () => {
      const mark = await markOf('TENT-2P', '', values);
      const viewMark = await markOf('TENT-2P', 'fr', french);
      const found = await php(
        `$plugin = new Example\\Contentmark\\Plugin\\CheckImport($check);
      $import = new Magento\\CatalogImportExport\\Model\\Import\\Product();
      $results = [];
      foreach ($given as $number => $row) $results[] = $plugin->afterValidateRow($import, true, $row, $number);
      echo json_encode([$results, $import->errors]);`,
        [
          { sku: 'TENT-2P', ...values, contentmark: mark },
          { sku: 'TENT-2P', store_view_code: 'fr', ...french, contentmark: viewMark },
          { sku: 'TENT-2P', store_view_code: 'de', ...french, contentmark: viewMark },
          { sku: 'TENT-2P', store_view_code: 'fr', name: 'Autre', contentmark: viewMark },
          { sku: 'MUG-1', name: 'Mug' },
        ],
      );
      expect(found[0]).toEqual([true, true, false, false, true]);
      expect(found[1]).toEqual([
        [2, expect.stringContaining('contentmark: subject-mismatch')],
        [3, expect.stringContaining('contentmark: digest-mismatch (part name')],
      ]);
    });

    test('every night each product and each view that says something of its own is looked at', async () => {
      const { description: _description, ...plain } = values;
      const mark = await markOf('TENT-2P', '', plain);
      const viewMark = await markOf('TENT-2P', 'fr', french);
      const products = {
        'TENT-2P': {
          0: { ...plain, contentmark: mark },
          2: { ...french, contentmark: viewMark },
          3: { name: 'Zelt' },
        },
        '10': { 0: { name: 'Ten', contentmark: mark } },
      };
      const code = `$collections = new Magento\\Catalog\\Model\\ResourceModel\\Product\\CollectionFactory($given);
      $stores = new StandIn\\Stores([1 => 'default', 2 => 'fr', 3 => 'de']);
      (new Example\\Contentmark\\Cron\\CheckCatalogue($check, $collections, $stores, $logger))->execute();
      echo json_encode($logger->lines);`;
      expect(await php(code, products)).toMatchObject([
        { sku: '10', store: null, reason: 'subject-mismatch' },
      ]);
      products['TENT-2P'][2].name = 'Autre';
      expect(await php(code, products)).toMatchObject([
        { sku: '10', store: null },
        { sku: 'TENT-2P', store: 'fr', reason: 'digest-mismatch' },
      ]);
    });
  },
);
