/** A theme's page with `<content-mark>` on it, under a policy that allows no inline script or style. */
// @ts-nocheck

import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildPackage } from '../../scripts/up-to-date.ts';

/** Everything is refused but files of the site itself. Trusted types forbid writing markup. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; " +
  "require-trusted-types-for 'script'";

/** A site on the loopback interface, and what a browser asked it for. */
export interface Site {
  readonly url: string;
  /** Paths since the last page. */
  readonly asked: string[];
  /** Sets the page's language and body. */
  show(lang: string, body: string): void;
  close(): void;
}

const DIST = new URL('../../dist/', import.meta.url);

/** Serves one page, whose script is the element as the package has it: no bundler has seen it. */
export async function openSite(trust: readonly object[]): Promise<Site> {
  buildPackage();
  const files = new Map(
    readdirSync(DIST)
      .filter((name) => /^element.*\.js$/.test(name))
      .map((name) => [`/${name}`, readFileSync(new URL(name, DIST))]),
  );
  const start = "import { defineContentMark } from './element.js'; defineContentMark();";
  files.set('/theme.js', Buffer.from(start));
  const asked: string[] = [];
  let page = '';
  const server: Server = createServer(({ url = '/' }, response) => {
    const file = url === '/' ? page : files.get(url);
    if (url === '/') asked.length = 0;
    if (url !== '/favicon.ico') asked.push(url);
    response.writeHead(file === undefined ? 204 : 200, {
      'content-type': url === '/' ? 'text/html; charset=utf-8' : 'text/javascript',
      'content-security-policy': POLICY,
    });
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const data = JSON.stringify(trust).replaceAll('<', '\\u003c');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    show: (lang, body) => {
      page =
        `<!doctype html><html lang="${lang}"><head><meta name="color-scheme" content="light dark">` +
        '<meta name="viewport" content="width=device-width"><title>Shop</title>' +
        `<script type="application/json" id="contentmark-trust">${data}</script>` +
        `<script type="module" src="/theme.js"></script></head><body><main><h1>Shop</h1>${body}</main></body></html>`;
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
