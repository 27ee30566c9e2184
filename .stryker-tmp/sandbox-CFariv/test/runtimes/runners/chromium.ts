/** Chromium without a window, on a page whose content security policy allows its own script only. */
// @ts-nocheck

import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { run } from '../../../scripts/up-to-date.ts';
import { MissingRuntime } from '../install.ts';
import { inTime, type Job, type Reply, type Runner } from './runner.ts';

const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";
const PAGE =
  '<!doctype html><html lang="en"><title>contentmark</title><script type="module" src="/suite.js"></script>';

const FLAGS = [
  ...['--headless', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
  ...['--disable-component-update', '--no-first-run'],
];

const DEBIANS = '/usr/bin/chromium';

export const runChromium: Runner = async (job, bundles) => {
  const executablePath = findChromium();
  const site = await serve(job, bundles.page.text);
  // As root it can set up no sandbox; without a folder given, each start has an empty one.
  const args = process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS;
  let browser: Browser | undefined;
  try {
    browser = await chromium.launch({ executablePath, args });
    const page = await browser.newPage();
    await page.goto(site.url);
    return { version: browser.version(), reply: await inTime('Chromium', site.reply) };
  } finally {
    await browser?.close();
    site.server.close();
    site.server.closeAllConnections();
  }
};

/**
 * The program: `CHROMIUM_PATH`, or Debian's, installed where that can be done.
 * @throws MissingRuntime
 */
export function findChromium(): string {
  const given = process.env['CHROMIUM_PATH'];
  if (given !== undefined && given !== '') return given;
  if (existsSync(DEBIANS)) return DEBIANS;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    if (existsSync(DEBIANS)) return DEBIANS;
  }
  throw new MissingRuntime(
    'there is no Chromium here: install it (on Debian `apt-get install chromium`), or set CHROMIUM_PATH to its program',
  );
}

interface Site {
  readonly url: string;
  readonly server: Server;
  readonly reply: Promise<Reply>;
}

/** The page, its script, its job, and a place for its reply, on the loopback interface. */
async function serve(job: Job, script: string): Promise<Site> {
  let answer: (reply: Reply) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const reply = new Promise<Reply>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  // Whoever stops waiting earlier has an error of its own to report.
  reply.catch(() => undefined);
  const files: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html', PAGE],
    '/suite.js': ['text/javascript', script],
    '/job': ['application/json', JSON.stringify(job)],
  };
  const server = createServer(async (request, response) => {
    const { url = '' } = request;
    const [type, body] = files[url] ?? ['text/plain', ''];
    if (url === '/reply') answer(JSON.parse(await readBody(request)) as Reply);
    if (url === '/failure') fail(new Error(await readBody(request)));
    response.writeHead(files[url] || request.method === 'POST' ? 200 : 404, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, server, reply };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
