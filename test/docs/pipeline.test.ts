/** docs/pipeline.md: its adapters run under the real SDKs, without a network, and its tables say what the code does. */

import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { simulateReadableStream } from 'ai';
import { MockLanguageModelV3 } from 'ai/test';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TextGenerator } from '../../examples/pipeline/generator.ts';
import { runProgram } from '../fixtures/built-package.ts';

const _run = promisify(execFile);
const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/pipeline.md'), 'utf8');
const blocks = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, source = '']) => source);

let folder: string;
beforeAll(() => {
  mkdirSync(join(root, '.reports'), { recursive: true });
  folder = mkdtempSync(join(root, '.reports', 'pipeline-page-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A block as the file beside generator.ts that the page says it should be. */
async function load(exported: string): Promise<unknown> {
  const source =
    blocks.find((block) => new RegExp(`function\\*? ${exported}\\b`).test(block)) ?? '';
  const example = pathToFileURL(join(root, 'examples/pipeline/')).href;
  const file = join(folder, `${exported}.ts`);
  writeFileSync(file, source.replaceAll("'./", `'${example}`));
  // A module of this name is what was written just now.
  const module = (await import(file)) as Readonly<Record<string, unknown>>;
  expect(module[exported]).toBeTypeOf('function');
  return module[exported];
}

async function collect(pieces: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const piece of pieces) found.push(piece);
  return found;
}

describe('the adapter for the AI SDK', () => {
  type Part =
    Awaited<ReturnType<MockLanguageModelV3['doStream']>>['stream'] extends ReadableStream<
      infer Each
    >
      ? Each
      : never;
  const begin: Part = { type: 'text-start', id: '1' };
  const text = (delta: string): Part => ({ type: 'text-delta', id: '1', delta });
  const finish = (unified: 'stop' | 'length' | 'content-filter' | 'error'): Part => ({
    type: 'finish',
    finishReason: { unified, raw: unified },
    usage: {
      inputTokens: { total: 1, noCache: 1, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: 1, text: 1, reasoning: 0 },
    },
  });
  const broken: Part = { type: 'error', error: new Error('overloaded') };
  async function generate(chunks: Part[], signal?: AbortSignal): Promise<string[]> {
    // The page's own signature.
    const create = (await load('createAiSdkGenerator')) as (
      model: MockLanguageModelV3,
      claim: object,
    ) => TextGenerator;
    const model = new MockLanguageModelV3({
      doStream: async () => ({ stream: simulateReadableStream({ chunks }) }),
    });
    const generator = create(model, { name: 'ai-sdk', model: 'mock' });
    expect(generator.sourceType).toMatch(/trainedAlgorithmicMedia$/);
    return collect(generator.generate('prompt', signal));
  }

  it('streams a whole text', async () => {
    const pieces = await generate([
      begin,
      text('Title'),
      text('\n\nText'),
      { type: 'text-end', id: '1' },
      finish('stop'),
    ]);
    expect(pieces).toEqual(['Title', '\n\nText']);
  });

  it.each([
    ['ends at its limit', [begin, text('Half'), finish('length')], 'finish reason: length'],
    [
      'is filtered',
      [begin, text('Half'), finish('content-filter')],
      'finish reason: content-filter',
    ],
    ['breaks', [begin, text('Half'), broken, finish('error')], 'overloaded'],
    ['breaks and says it has stopped', [begin, text('Half'), broken, finish('stop')], 'overloaded'],
    ['just ends', [begin, text('Half')], 'finish reason: other'],
    ['is empty', [], /No output generated/],
  ] as const)('throws where the stream %s', async (_, chunks, message) => {
    await expect(generate([...chunks])).rejects.toThrow(message);
  });

  it('throws where it is told to stop', async () => {
    await expect(generate([begin, text('A'), finish('stop')], AbortSignal.abort())).rejects.toThrow(
      /abort/i,
    );
  });
});

describe('the adapter for OpenAI', () => {
  let server: Server;
  let lines: readonly string[] = [];
  let sent: unknown;
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += String(chunk);
      sent = JSON.parse(body);
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const line of lines) response.write(`data: ${line}\n\n`);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const chunk = (delta: object, finish_reason: string | null = null): string =>
    JSON.stringify({
      id: 'c',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'm',
      choices: [{ index: 0, delta, finish_reason }],
    });
  const usage = JSON.stringify({
    id: 'c',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'm',
    choices: [],
  });
  async function generate(given: readonly string[], signal?: AbortSignal): Promise<string[]> {
    lines = given;
    // The page's own signature.
    const create = (await load('createOpenAiGenerator')) as (
      client: OpenAI,
      model: string,
    ) => TextGenerator;
    const { port } = server.address() as AddressInfo;
    const client = new OpenAI({
      baseURL: `http://127.0.0.1:${port}/v1`,
      apiKey: 'none',
      maxRetries: 0,
    });
    return collect(create(client, 'model-2026').generate('Write.', signal));
  }

  it('streams a whole text, and sends the prompt', async () => {
    const pieces = await generate([
      chunk({ role: 'assistant', content: '' }),
      chunk({ content: 'Title' }),
      chunk({ content: '\n\nText' }),
      chunk({}, 'stop'),
      usage,
      '[DONE]',
    ]);
    expect(pieces).toEqual(['Title', '\n\nText']);
    expect(sent).toMatchObject({
      model: 'model-2026',
      stream: true,
      messages: [{ role: 'user', content: 'Write.' }],
    });
  });

  it.each([
    [
      'ends at its limit',
      [chunk({ content: 'Half' }), chunk({}, 'length'), '[DONE]'],
      'finish reason: length',
    ],
    [
      'is filtered',
      [chunk({ content: 'Half' }, 'content_filter'), '[DONE]'],
      'finish reason: content_filter',
    ],
    ['breaks off', [chunk({ content: 'Half' })], 'finish reason: null'],
    [
      'is a refusal',
      [chunk({ refusal: 'I cannot' }), chunk({}, 'stop'), '[DONE]'],
      'the model refused',
    ],
  ] as const)('throws where the stream %s', async (_, given, message) => {
    await expect(generate(given)).rejects.toThrow(message);
  });

  it('throws where it is told to stop', async () => {
    await expect(generate([chunk({}, 'stop')], AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});

describe('the reader of a messages stream', () => {
  const events = async function* (...given: readonly object[]): AsyncGenerator<object> {
    yield { type: 'message_start', message: { stop_reason: null } };
    yield { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } };
    for (const event of given) yield event;
  };
  const text = (words: string) => ({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text: words },
  });
  const thought = {
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'thinking_delta', thinking: 'Hm' },
  };
  const end = (stop_reason: string) => ({ type: 'message_delta', delta: { stop_reason } });
  async function read(...given: readonly object[]): Promise<string[]> {
    // The page's own signature.
    const readMessage = (await load('readMessage')) as (
      given: AsyncIterable<object>,
    ) => AsyncIterable<string>;
    return collect(readMessage(events(...given)));
  }

  it('streams the words of a whole message and no thoughts', async () => {
    const whole = [
      thought,
      text('Title'),
      text('\n\nText'),
      end('end_turn'),
      { type: 'message_stop' },
    ];
    expect(await read(...whole)).toEqual(['Title', '\n\nText']);
  });

  it.each([
    [[text('Half'), end('max_tokens')], 'stop reason: max_tokens'],
    [[text('Half'), end('refusal')], 'stop reason: refusal'],
    [[text('Half')], 'stop reason: undefined'],
  ])('throws where it is not whole', async (given, message) => {
    await expect(read(...given)).rejects.toThrow(message);
  });
});

describe('the page', () => {
  it('has a key service whose example prints what it says', async () => {
    const source = blocks.find((block) => block.includes('const signer: Signer')) ?? '';
    const promised = [...source.matchAll(/^console\.log\(.*\); \/\/ (.+)$/gm)].map(
      ([, each]) => each,
    );
    expect(promised).toHaveLength(1);
    const { stdout } = await runProgram(source);
    expect(stdout.trim().split('\n')).toEqual(promised);
  });

  it('names every option of the command and every outcome', () => {
    const main = readFileSync(join(root, 'examples/pipeline/main.ts'), 'utf8');
    const options = [...main.matchAll(/^ {4}(\w+): \{ type: 'string'/gm)].map(([, name]) => name);
    expect(options).toEqual(['folder', 'key', 'pause']);
    for (const name of options) expect(page).toContain(`| \`--${name} `);
    const types = ['pipeline', 'push'].map((name) => {
      const source = readFileSync(join(root, `examples/pipeline/${name}.ts`), 'utf8');
      return source.slice(source.indexOf('readonly outcome:'), source.indexOf('readonly detail:'));
    });
    const found = [...types.join('').matchAll(/\| '(\w+)'/g)].map(([, name]) => name);
    expect(found).toHaveLength(9);
    for (const name of found) expect(page).toMatch(new RegExp(`^\\| .*\`${name}\``, 'm'));
  });

  it('links to what is there', () => {
    for (const [, link = ''] of page.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
      expect(existsSync(join(root, 'docs', link)), link).toBe(true);
    }
  });
});
