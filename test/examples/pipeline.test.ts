/** examples/pipeline: what it does to a shop, and that nothing is lost or doubled when it is killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createTrust,
  createVerifier,
  exportPublicJwk,
  generateKey,
  inspect,
  localSigner,
  signSync,
} from 'contentmark';
import { createShopifyClient, type ShopifyClient } from 'contentmark/shopify-client';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readDraft } from '../../examples/pipeline/draft.ts';
import { ALGORITHMIC_MEDIA, type TextGenerator } from '../../examples/pipeline/generator.ts';
import { type PipelineOptions, runPipeline } from '../../examples/pipeline/pipeline.ts';
import { contentOf } from '../../examples/pipeline/push.ts';
import { readTasks, type Task } from '../../examples/pipeline/tasks.ts';
import { createTemplateGenerator } from '../../examples/pipeline/template-generator.ts';
import { openWorkspace, type Workspace } from '../../examples/pipeline/workspace.ts';
import { type ShopifyServer, startShopifyServer } from '../../examples/shopify-shop/server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const key = generateKey();
const claims = { issuer: 'https://shop.example/ai', environment: 'staging' };
const trust = createTrust([
  { publicKey: exportPublicJwk(key), issuers: [claims.issuer], environments: ['staging'] },
]);
const verifier = createVerifier({ trust, environment: 'staging' });
const GOOD = ['created', 'replaced', 'kept'];

let folder: string;
let server: ShopifyServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contentmark-pipeline-test-'));
  server = await startShop();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const startShop = () =>
  startShopifyServer({
    products: [],
    isDevelopment: true,
    maximumAvailable: 20_000,
    restoreRate: 10_000,
  });
const connect = (retries = 2): ShopifyClient =>
  createShopifyClient({
    url: server.url,
    token: server.token,
    retries,
    minDelay: 0.001,
    maxDelay: 0.002,
  });

const tasksOf = (...handles: readonly string[]): Task[] =>
  handles.map((handle) => ({ handle, prompt: `Write about ${handle}.` }));

/** Writes what it is told, in four pieces, and counts. */
function scripted(textFor: (prompt: string) => string = (prompt) => `Title\n\n${prompt}`) {
  const begun: string[] = [];
  const ended: string[] = [];
  const generator: TextGenerator = {
    claim: { name: 'scripted', version: '1' },
    sourceType: ALGORITHMIC_MEDIA,
    async *generate(prompt) {
      begun.push(prompt);
      const text = textFor(prompt);
      const size = Math.ceil(text.length / 4);
      for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
      ended.push(prompt);
    },
  };
  return { generator, begun, ended };
}

async function run(options: Partial<PipelineOptions> = {}) {
  const results = await runPipeline({
    tasks: tasksOf('boots', 'hat'),
    generator: scripted().generator,
    signer: localSigner(key),
    claims,
    shop: { client: connect(), verifier },
    workspace: await openWorkspace(folder),
    ...options,
  });
  return Object.fromEntries(results.map((result) => [result.handle, result]));
}

const outcomes = (results: Awaited<ReturnType<typeof run>>) =>
  Object.fromEntries(Object.entries(results).map(([handle, { outcome }]) => [handle, outcome]));
const markOf = (handle: string) => {
  const product = server.store.byHandle(handle);
  return product && server.store.find(product, '$app', 'contentmark')?.value;
};
const kept = (handle: string) => join(folder, `${handle}.json`);

/** `npm run example:pipeline` as a process of its own. */
function start(options: readonly string[], env: NodeJS.ProcessEnv = {}) {
  // Node itself, and not tsx's launcher: a signal must reach the process that works.
  const child: ChildProcess = spawn(
    process.execPath,
    ['--import', 'tsx', 'examples/pipeline/main.ts', ...options],
    { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let printed = '';
  child.stdout?.on('data', (chunk) => {
    printed += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    printed += String(chunk);
  });
  const ended = new Promise<{ code: number | null; printed: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, printed })),
  );
  return { child, ended };
}

describe('npm run example:pipeline', () => {
  it('writes, signs, pushes and reads back twelve products, and says so line by line', async () => {
    const { code, printed } = await start([]).ended;
    expect(code, printed).toBe(0);
    const lines = printed.trim().split('\n');
    expect(lines).toHaveLength(15);
    expect(lines.filter((line) => line.endsWith(', created, read back, verified'))).toHaveLength(
      12,
    );
    expect(printed).toContain('12 of 12 in the shop with a mark that holds: 12 created');
    expect(printed).toContain('then somebody edits trail-boot: digest-mismatch');
  });

  it('killed in the middle of its work goes on from there: no mark twice, no text lost', async () => {
    const env = {
      CONTENTMARK_SHOPIFY_URL: server.url,
      CONTENTMARK_SHOPIFY_TOKEN: server.token,
    };
    const first = start(['--folder', folder], env);
    // The sixth product reaches the shop, which makes it; whoever sent it never hears of that.
    for (let number = 1; number < 6; number++) {
      server.faults.beforeNext('CreateMarkedProduct', () => undefined);
    }
    server.faults.beforeNext('CreateMarkedProduct', () => first.child.kill('SIGKILL'));
    expect((await first.ended).code).toBeNull();
    const texts = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(texts.length).toBeGreaterThanOrEqual(6);
    const before = new Map(texts.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    const there = new Map(
      [...server.store.products.values()].map(({ handle }) => [handle, markOf(handle)]),
    );
    expect(there.size).toBeGreaterThanOrEqual(5);
    expect(there.size).toBeLessThan(12);

    const { code, printed } = await start(['--folder', folder], env).ended;
    expect(code, printed).toBe(0);
    expect(printed).toContain('12 of 12 in the shop with a mark that holds');
    expect(printed.match(/text found, kept/g)).toHaveLength(there.size);
    expect(server.store.products.size).toBe(12);
    for (const [handle, mark] of there) expect(markOf(handle), handle).toBe(mark);
    for (const [name, text] of before) {
      const { mark, ...work } = JSON.parse(text);
      const now = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      expect(now).toMatchObject(mark === undefined ? work : { ...work, mark });
    }
    const marks = server.store.writes.filter(({ key }) => key === 'contentmark');
    expect(new Set(marks.map(({ ownerId }) => ownerId)).size).toBe(marks.length);
  });
});

describe('a run that ends at any moment', () => {
  /** Everything that a run does to the world comes past here, and from the nth on nothing does. */
  function mortal(lifetime: number) {
    let effects = 0;
    const step = (): void => {
      effects += 1;
      if (effects > lifetime) throw new Error('killed');
    };
    return {
      get effects() {
        return effects;
      },
      generator: ({ generate, ...rest }: TextGenerator): TextGenerator => ({
        ...rest,
        async *generate(prompt, signal) {
          for await (const piece of generate(prompt, signal)) {
            step();
            yield piece;
          }
        },
      }),
      workspace: ({ load, save }: Workspace): Workspace => ({
        load,
        async save(handle, work) {
          step();
          await save(handle, work);
          step();
        },
      }),
      client: (client: ShopifyClient): ShopifyClient => ({
        ...client,
        async request(request, options) {
          step();
          const reply = await client.request(request, options);
          step();
          return reply;
        },
      }),
    };
  }

  const tasks = tasksOf('boots', 'hat', 'socks');
  async function runMortal(lifetime: number, parallel: number, told: TextGenerator) {
    const life = mortal(lifetime);
    await run({
      tasks,
      parallel,
      generator: life.generator(told),
      shop: { client: life.client(connect()), verifier },
      workspace: life.workspace(await openWorkspace(folder)),
    }).catch((error: Error) => expect(error.message).toBe('killed'));
    return life.effects;
  }

  it.each([1, 3])(
    'is mended by the next one: every moment tried, %i at a time',
    async (parallel) => {
      const whole = await runMortal(Number.POSITIVE_INFINITY, parallel, scripted().generator);
      expect(whole).toBeGreaterThan(30);
      for (let lifetime = 0; lifetime < whole; lifetime++) {
        await server.close();
        server = await startShop();
        rmSync(folder, { recursive: true });
        await runMortal(lifetime, parallel, scripted().generator);
        const workspace = await openWorkspace(folder);
        const before = new Map(
          await Promise.all(
            tasks.map(async ({ handle }) => [handle, await workspace.load(handle)] as const),
          ),
        );
        const inShop = new Map(tasks.map(({ handle }) => [handle, markOf(handle)]));

        const second = scripted();
        const results = await run({ tasks, generator: second.generator });
        const at = `after ${lifetime} of ${whole}`;
        expect(Object.keys(results), at).toEqual(['boots', 'hat', 'socks']);
        for (const { handle, prompt } of tasks) {
          expect(GOOD, at).toContain(results[handle]?.outcome);
          // What was kept is what stands there; it was neither written nor signed again.
          const work = before.get(handle);
          expect(second.begun.includes(prompt), at).toBe(work === undefined);
          if (work?.mark !== undefined) expect(markOf(handle), at).toBe(work.mark);
          if (inShop.get(handle) !== undefined) expect(markOf(handle), at).toBe(inShop.get(handle));
          expect(server.store.byHandle(handle), at).toMatchObject({
            title: 'Title',
            descriptionHtml: `<p>${prompt}</p>`,
          });
        }
        expect(server.store.products.size, at).toBe(3);
        expect(server.store.writes.length, at).toBe(3);
        expect(readdirSync(folder), at).toHaveLength(3);
      }
    },
  );
});

describe('what is not as it should be', () => {
  it('half a text is not signed, and generated anew in the next run', async () => {
    const broken: TextGenerator = {
      ...scripted().generator,
      async *generate() {
        yield 'Title\n\nHalf of';
        throw new Error('cut off: length');
      },
    };
    const results = await run({ generator: broken });
    expect(results['boots']).toMatchObject({ outcome: 'unfinished', detail: 'cut off: length' });
    expect(server.store.products.size).toBe(0);
    expect(readdirSync(folder)).toEqual([]);
    expect(outcomes(await run())).toEqual({ boots: 'created', hat: 'created' });
  });

  it('a text that does not end is stopped', async () => {
    let pieces = 0;
    const endless: TextGenerator = {
      ...scripted().generator,
      async *generate() {
        for (;;) {
          pieces += 1;
          yield 'on and on ';
        }
      },
    };
    const { boots } = await run({ tasks: tasksOf('boots'), generator: endless });
    expect(boots).toMatchObject({ outcome: 'unfinished', detail: 'more than 20000 characters' });
    expect(pieces).toBeLessThan(3_000);
  });

  it('a text in another form than was asked for goes nowhere', async () => {
    const { generator } = scripted(() => 'Certainly! Here is your title.');
    const { boots } = await run({ tasks: tasksOf('boots'), generator });
    expect(boots).toMatchObject({ outcome: 'unreadable', detail: 'it has no description' });
    expect(server.store.products.size).toBe(0);
  });

  it('a person’s product and an edited one are left alone', async () => {
    server.store.add({ handle: 'boots', title: 'By hand', descriptionHtml: '<p>By hand</p>' });
    expect(outcomes(await run())).toEqual({ boots: 'conflict', hat: 'created' });
    const hat = server.store.byHandle('hat');
    if (hat) hat.descriptionHtml = '<p>Edited</p>';
    const results = await run({
      tasks: tasksOf('hat'),
      generator: scripted(() => 'New\n\ntext').generator,
    });
    expect(results['hat']?.outcome).toBe('conflict');
    expect(results['hat']?.detail).toContain('digest-mismatch');
    expect(server.store.byHandle('boots')?.title).toBe('By hand');
    expect(server.store.byHandle('hat')?.descriptionHtml).toBe('<p>Edited</p>');
  });

  it('another prompt replaces what has a mark of ours, and the same one changes nothing', async () => {
    await run();
    const mark = markOf('boots');
    expect(outcomes(await run())).toEqual({ boots: 'kept', hat: 'kept' });
    expect(server.store.writes).toHaveLength(2);
    const changed = [{ handle: 'boots', prompt: 'They are blue now.' }];
    const { boots } = await run({ tasks: changed });
    expect(boots).toMatchObject({ outcome: 'replaced', isNew: true });
    expect(server.store.byHandle('boots')?.descriptionHtml).toBe('<p>They are blue now.</p>');
    expect(markOf('boots')).not.toBe(mark);
  });

  it('a text that was changed in the workspace is not pushed under its old mark', async () => {
    await run();
    const work = JSON.parse(readFileSync(kept('boots'), 'utf8'));
    writeFileSync(kept('boots'), JSON.stringify({ ...work, text: 'Title\n\nA lie' }));
    const { boots } = await run({ tasks: tasksOf('boots') });
    expect(boots?.outcome).toBe('stale');
    expect(boots?.detail).toContain('digest-mismatch');
    expect(server.store.byHandle('boots')?.descriptionHtml).toBe('<p>Write about boots.</p>');
  });

  it('what a key signs that nobody trusts here is not pushed', async () => {
    const results = await run({ signer: localSigner(generateKey()) });
    expect(outcomes(results)).toEqual({ boots: 'stale', hat: 'stale' });
    expect(server.store.products.size).toBe(0);
  });

  it('a signer that is away costs no text: the next run signs what was written', async () => {
    const { publicKey } = localSigner(key);
    const away = { publicKey, sign: () => Promise.reject(new Error('no key service')) };
    const results = await run({ signer: away, parallel: 1 });
    expect(outcomes(results)).toEqual({ boots: 'failed' });
    expect(results['boots']?.detail).toContain('no key service');
    const { generator, begun } = scripted();
    expect(outcomes(await run({ generator }))).toEqual({ boots: 'created', hat: 'created' });
    expect(begun).toEqual(['Write about hat.']);
  });

  it('a shop that is away ends the run after what was under way', async () => {
    for (let number = 0; number < 3; number++) server.faults.next({ type: 'status', status: 503 });
    const { generator, begun } = scripted();
    const results = await run({ generator, parallel: 1 });
    expect(outcomes(results)).toEqual({ boots: 'failed' });
    expect(begun).toHaveLength(1);
    expect(outcomes(await run({ generator }))).toEqual({ boots: 'created', hat: 'created' });
    expect(begun).toHaveLength(2);
  });

  it('a reply that is lost is no second product', async () => {
    server.faults.dropReplies('CreateMarkedProduct', 2);
    expect(outcomes(await run())).toEqual({ boots: 'created', hat: 'created' });
    expect(server.store.products.size).toBe(2);
    expect(server.store.writes).toHaveLength(2);
  });

  it('what Shopify refuses, and what it makes something else of, is said', async () => {
    server.faults.beforeNext('CreateMarkedProduct', (store) => {
      store.add({ handle: 'boots', title: 'Faster', descriptionHtml: '' });
    });
    const { boots } = await run({ tasks: tasksOf('boots') });
    expect(boots?.outcome).toBe('refused');
    expect(boots?.detail).toContain("Handle 'boots' already in use");
    server.faults.beforeNext('ContentmarkProduct', () => undefined);
    server.faults.beforeNext('ContentmarkProduct', (store) => {
      const product = store.byHandle('hat');
      if (product) product.descriptionHtml = '<p>Sanitized</p>';
    });
    const { hat } = await run({ tasks: tasksOf('hat') });
    expect(hat?.outcome).toBe('refused');
    expect(hat?.detail).toContain('read back: digest-mismatch');
  });

  it('markup in a text is text in the shop, and a signal ends the run', async () => {
    const { generator } = scripted(() => 'A <b>title</b>\n\n<script>alert(1)</script> & more');
    const { boots } = await run({ tasks: tasksOf('boots'), generator });
    expect(boots?.outcome).toBe('created');
    expect(server.store.byHandle('boots')?.descriptionHtml).toBe(
      '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>',
    );
    expect(await run({ signal: AbortSignal.abort() })).toEqual({});
  });
});

describe('the parts', () => {
  it('a mark says who wrote the text, and never the prompt', async () => {
    const { generator } = scripted(() => 'Title\n\nText');
    await run({ tasks: [{ handle: 'boots', prompt: 'SECRET-PROMPT' }], generator });
    const said = JSON.stringify(inspect(markOf('boots') ?? ''));
    expect(said).toContain('"scripted"');
    expect(said).toContain(ALGORITHMIC_MEDIA);
    const { title, descriptionHtml } = server.store.byHandle('boots') ?? {};
    const mark = Buffer.from(markOf('boots') ?? '', 'base64url').toString('latin1');
    expect([title, descriptionHtml, said, mark].join()).not.toContain('SECRET-PROMPT');
    expect(readFileSync(kept('boots'), 'utf8')).toContain('SECRET-PROMPT');
  });

  it('any text is a draft or none, and every draft can be signed and has no markup of its own', () => {
    const block = fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme' }) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
      fc.constantFrom('- a\n- b', '<p onclick=x>', '&lt;', '\r\n', '\uD800', '\u0000', '--'),
    );
    let drafts = 0;
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), (blocks) => {
        const { draft, problem } = readDraft(blocks.join('\n\n'));
        if (draft === undefined) {
          expect(problem).toMatch(/^its? /);
          return;
        }
        drafts += 1;
        expect(draft.descriptionHtml.replace(/<\/?(?:p|ul|li)>|<br>/g, '')).not.toMatch(/[<>]/);
        signSync(contentOf(draft), {
          signer: localSigner(key),
          claims: { ...claims, subject: 'x' },
        });
      }),
      { numRuns: 300 },
    );
    expect(drafts).toBeGreaterThan(30);
  });

  it('the templates write the same text twice, and from each prompt one that can be read', async () => {
    const write = async (prompt: string): Promise<string> => {
      let text = '';
      for await (const piece of createTemplateGenerator().generate(prompt)) text += piece;
      return text;
    };
    const tasks = await readTasks();
    expect(tasks).toHaveLength(12);
    const texts = await Promise.all(tasks.map(({ prompt }) => write(prompt)));
    expect(await Promise.all(tasks.map(({ prompt }) => write(prompt)))).toEqual(texts);
    expect(new Set(texts).size).toBe(12);
    for (const text of texts) {
      expect(readDraft(text).problem).toBeUndefined();
      expect(text).not.toContain('(no ');
    }
  });

  it('a workspace takes handles and nothing that leads elsewhere', async () => {
    const workspace = await openWorkspace(folder);
    for (const handle of ['../out', 'a/b', '', '.hidden', 'UP', 'a\0']) {
      await expect(workspace.load(handle)).rejects.toThrow('not a handle');
    }
  });
});
