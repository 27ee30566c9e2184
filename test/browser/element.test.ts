/** `<content-mark>` in a real Chromium: what a reader sees, with keys only, and what the page allows. */
import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Content } from 'contentmark';
import { exportPublicJwk, localSigner, parts, type SigningKey, signSync, text } from 'contentmark';
import type { ContentMarkElement, ElementVerdict } from 'contentmark/element';
import { attributeCarrier, html, htmlText, scriptCarrier } from 'contentmark/html';
import { type Language, loadWords } from 'contentmark/words';
import { Liquid } from 'liquidjs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { SOURCE_TYPE_TABLE } from '../../src/disclose/rules/made.ts';
import { encodeBase64url } from '../../src/format/bytes/base64url.ts';
import { MARK_TYPE } from '../../src/format/content/html/ignored.ts';
import { shopKey, strangerKey } from '../fixtures/keys.ts';
import { findChromium } from '../runtimes/runners/chromium.ts';
import { openSite, type Site } from './element-site.ts';

const ISSUER = 'https://brand.example';
/** Whatever an issuer calls itself is text. */
const ODD_ISSUER = '<img src=x onerror=alert(1)>';
const SUBJECT = 'merino-crew';
const TITLE = 'Merino crew neck';
const MARKUP = '<p>Fine <em>merino</em>, &amp; warm.</p>\n<ul><li>Made to last</li></ul>';

function mark(content: Content, issuer: string = ISSUER): string {
  const claims = { issuer, subject: SUBJECT, environment: 'production' } as const;
  return encodeBase64url(signSync(content, { signer: localSigner(shopKey), claims }));
}

const element = (attributes: string, body: string) =>
  `<content-mark subject="${SUBJECT}" ${attributes}>${body}</content-mark>`;
const titled = (shown: string) => element(`data-contentmark="${mark(text(TITLE))}"`, shown);

let browser: Browser;
let site: Site;
beforeAll(async () => {
  const publicKey = exportPublicJwk(shopKey);
  site = await openSite([
    { publicKey, issuers: [ISSUER, ODD_ISSUER], environments: ['production'] },
  ]);
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  browser = await chromium.launch({ executablePath: findChromium(), args });
});
afterAll(async () => {
  await browser?.close();
  site?.close();
});

afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
});

interface Opened {
  readonly page: Page;
  /** Whatever the console and the content security policy complained of. */
  readonly complaints: readonly string[];
}

async function open(
  body: string,
  { lang = 'en', ...options }: BrowserContextOptions & { readonly lang?: string } = {},
  prepare?: string,
): Promise<Opened> {
  site.show(lang, body);
  const page = await (await browser.newContext(options)).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', () => complaints.push('a dialog'));
  if (prepare !== undefined) await page.addInitScript(prepare);
  await page.goto(site.url);
  return { page, complaints };
}

/** Opens the check with the keyboard alone; gives what it says. */
async function ask(page: Page): Promise<string> {
  const summary = page.locator('content-mark summary').first();
  await summary.waitFor();
  await page.keyboard.press('Tab');
  expect(await summary.evaluate((one) => one.matches(':focus-visible'))).toBe(true);
  // Listening before the key is pressed, or a quick answer would be missed.
  await page.evaluate(() => {
    document.addEventListener('contentmark-verdict', (event) => {
      const { status } = (event as CustomEvent<{ readonly status: string }>).detail;
      document.documentElement.dataset['told'] = status;
    });
  });
  await page.keyboard.press('Enter');
  const told = page.locator('html[data-told]');
  await told.waitFor();
  const status = await told.getAttribute('data-told');
  const said = await page.locator('content-mark [role=status]').first().textContent();
  return `${status}\n${said}`;
}

/** What the element with a subject finds. */
async function verdictOf(page: Page): Promise<ElementVerdict> {
  const asked = page.locator('content-mark[subject]');
  await asked.locator('summary').first().waitFor();
  return asked.evaluate((one) => (one as ContentMarkElement).check());
}

async function violations(page: Page): Promise<unknown> {
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
}

const { check, long } = await loadWords('en');

describe('what a reader is told', () => {
  test('a mark that fits: who signed it, what it states, and what such a check is worth', async () => {
    const { page, complaints } = await open(titled(TITLE));
    expect(await ask(page)).toBe(
      ['verified', check.verified, ISSUER, long['ai-generated'].content, check.note].join('\n'),
    );
    expect(check.note).toMatch(/information only/);
    expect(complaints).toEqual([]);
    expect(site.asked.filter((path) => /noble|element-html/.test(path))).toEqual([]);
  });

  test.each([
    ['another content', titled('Another title'), 'rejected'],
    ['a mark that is damaged', element('data-contentmark="AAAA"', TITLE), 'rejected'],
    ['a mark of another product', titled(TITLE).replace(SUBJECT, 'other-product'), 'rejected'],
    ['no mark', element('', TITLE), 'absent'],
    [
      'a page that is not set up',
      titled(TITLE).replace('subject', 'trust="none" subject'),
      'failed',
    ],
  ] as const)('%s', async (_, body, status) => {
    const { page } = await open(body);
    expect(await ask(page)).toBe([status, check[status], check.note].join('\n'));
  });

  test('a description in HTML, whose parser is loaded only for it', async () => {
    for (const carrier of [attributeCarrier(), scriptCarrier()]) {
      const body = element('', `\n  ${carrier.write(MARKUP, mark(html(MARKUP)))}\n`);
      const { page, complaints } = await open(body);
      expect(site.asked.join()).not.toContain('element-html');
      expect(await ask(page)).toContain(`verified\n${check.verified}`);
      expect(site.asked.join()).toContain('element-html');
      expect(complaints).toEqual([]);
    }
  });

  test('a part of a record, beside the label that the server wrote', async () => {
    const record = mark(parts({ title: text(TITLE), description: html(MARKUP) }));
    const label = '<div role="note" data-contentmark-label="ai-generated">AI-generated</div>';
    const body = element(`content-part="title" data-contentmark="${record}"`, TITLE);
    const { page } = await open(label + body);
    expect(await ask(page)).toContain(`verified\n${check.verified}`);
  });

  test("a theme's block as docs/element.md has it, with a mark as the Shopify adapter makes it", async () => {
    const guide = readFileSync(new URL('../../docs/element.md', import.meta.url), 'utf8');
    const template = /```liquid example=liquid\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
    const record = mark(parts({ title: text(TITLE), descriptionHtml: html(MARKUP) }));
    const contentmark = { value: record };
    const product = { handle: SUBJECT, title: TITLE, metafields: { app: { contentmark } } };
    const { page } = await open(await new Liquid().parseAndRender(template, { product }));
    expect(await ask(page)).toContain(`verified\n${check.verified}`);
  });

  test('an element elsewhere in the page, named by its id', async () => {
    const body = `<p id="title" data-contentmark="${mark(text(TITLE))}">${TITLE}</p>`;
    const { page } = await open(`${body}${element('for="title"', '')}`);
    expect(await ask(page)).toContain('verified');
  });

  test.each([
    ['a label', '<div data-contentmark-label>Clinically proven.</div>'],
    ['a label word for word as ours', '<b data-contentmark-label="ai-modified">AI-modified</b>'],
    ['an element of this kind', '<content-mark>Clinically proven.</content-mark>'],
    ['a mark that is a word', `<script type="${MARK_TYPE}" style="display:block">Proven</script>`],
    [
      'a picture in what looks like a mark',
      `<svg><script type="${MARK_TYPE}"><text>Clinically proven</text></script></svg>`,
    ],
  ])('%s put into the content is content: it does not fit', async (_, added) => {
    for (const [content, shown] of [
      [text(TITLE), TITLE],
      [html(MARKUP), MARKUP],
      [htmlText(MARKUP), MARKUP],
    ] as const) {
      const attribute = `data-contentmark="${mark(content)}"`;
      const { page } = await open(element(attribute, shown + added));
      expect((await verdictOf(page)).status).toBe('rejected');
      const outside = await open(added + element(attribute, shown));
      expect((await verdictOf(outside.page)).status).toBe('verified');
    }
  });

  test('an edited description is another content, however it was signed', async () => {
    for (const content of [text(TITLE), html(TITLE), htmlText(TITLE)]) {
      const { page } = await open(element(`data-contentmark="${mark(content)}"`, `${TITLE}!`));
      expect(await verdictOf(page)).toEqual({ status: 'rejected', reason: 'digest-mismatch' });
    }
  });

  test.each(['typo', ''])('for="%s", which names nothing, could not be checked', async (id) => {
    for (const body of ['', TITLE]) {
      const { page } = await open(titled(body).replace('subject', `for="${id}" subject`));
      expect(await ask(page)).toBe(['failed', check.failed, check.note].join('\n'));
    }
  });

  test('a verifier that does not arrive could not check', async () => {
    const { page } = await open(titled(TITLE));
    await page.route('**/element-check-*', (route) => route.abort());
    expect(await ask(page)).toBe(['failed', check.failed, check.note].join('\n'));
  });

  test('an issuer with markup in its name, as text', async () => {
    const body = element(`data-contentmark="${mark(text(TITLE), ODD_ISSUER)}"`, TITLE);
    const { page, complaints } = await open(body);
    expect(await ask(page)).toContain(ODD_ISSUER);
    expect(complaints).toEqual([]);
  });

  test.each<[string, Language]>([
    ['de-AT', 'de'],
    ['zh-CN', 'zh-Hans'],
    ['zh-TW', 'en'],
    ['sv', 'en'],
  ])('in a page in %s, in %s', async (lang, language) => {
    const words = await loadWords(language);
    const { page } = await open(titled(TITLE), { lang });
    expect(await ask(page)).toContain(words.check.note);
    expect(await page.locator('content-mark summary').textContent()).toBe(words.name);
    expect(await page.locator('content-mark details').getAttribute('lang')).toBe(language);
    expect(site.asked.slice(0, 3)).toEqual(['/', '/theme.js', '/element.js']);
    // The language, and once it is asked the verifier.
    expect(site.asked.slice(3)).toHaveLength(2);
    expect(site.asked[4]).toContain('check-element');
  });
});

describe('whoever writes a description does not choose', () => {
  const entry = (key: SigningKey) =>
    JSON.stringify([
      { publicKey: exportPublicJwk(key), issuers: [ISSUER], environments: ['production'] },
    ]);
  const data = (key: SigningKey) =>
    `<script type="application/json" id="keys">${entry(key)}</script>`;
  const claims = { issuer: ISSUER, subject: SUBJECT, environment: 'production' } as const;
  const theirs = encodeBase64url(
    signSync(text(TITLE), { signer: localSigner(strangerKey), claims }),
  );
  const shown = (envelope: string) => element(`trust="keys" data-contentmark="${envelope}"`, TITLE);
  const planted = `<i id="keys" hidden>${entry(strangerKey).replaceAll('"', '&quot;')}</i>`;

  test.each([
    ['an element with the id of the keys', planted],
    ['data in marked content', `<p data-contentmark="AA">${data(strangerKey)}</p>`],
    ['data in another element of this kind', `<content-mark>${data(strangerKey)}</content-mark>`],
  ])('the keys: %s counts for nothing', async (_, added) => {
    for (const body of [added + data(shopKey), data(shopKey) + added]) {
      const own = await open(body + shown(mark(text(TITLE))));
      expect((await verdictOf(own.page)).status).toBe('verified');
      const { page } = await open(body + shown(theirs));
      expect(await verdictOf(page)).toEqual({ status: 'rejected', reason: 'unknown-key' });
    }
    expect((await verdictOf((await open(added + shown(theirs))).page)).status).toBe('failed');
  });

  test('the keys: of two scripts with the id neither counts', async () => {
    const { page } = await open(data(strangerKey) + data(shopKey) + shown(theirs));
    expect((await verdictOf(page)).status).toBe('failed');
  });

  test('the keys: none in what is checked', async () => {
    const body = `<div id="all">${TITLE}${data(strangerKey)}</div>`;
    const { page } = await open(body + shown(theirs).replace('trust', 'for="all" trust'));
    expect((await verdictOf(page)).status).toBe('failed');
  });

  test('what is compared: an id in marked content is not it, and one that stands twice is none', async () => {
    const decoy = `<p id="title">${TITLE}</p>`;
    const other = '<h1 id="title">Another title</h1>';
    const asked = element(`for="title" data-contentmark="${mark(text(TITLE))}"`, '');
    for (const marked of [
      `<div data-contentmark="AA">${decoy}</div>`,
      `<content-mark>${decoy}</content-mark>`,
    ]) {
      const { page } = await open(marked + other + asked);
      expect(await verdictOf(page)).toMatchObject({ reason: 'digest-mismatch' });
    }
    expect((await verdictOf((await open(decoy + other + asked)).page)).status).toBe('failed');
  });

  test('what is drawn: content behind a shadow root is not checked', async () => {
    const attribute = `data-contentmark="${mark(html(MARKUP))}"`;
    const root = '<template shadowrootmode="open"><p>Clinically proven.</p></template>';
    for (const drawn of [MARKUP.replace('<p>', `<p>${root}`), `${MARKUP}<div>${root}</div>`]) {
      const { page } = await open(element(attribute, drawn));
      expect((await verdictOf(page)).status).toBe('failed');
    }
    // On the element itself it is emptied before anything is asked.
    const { page } = await open(element(attribute, root + MARKUP));
    expect((await verdictOf(page)).status).toBe('verified');
    expect(await page.locator('content-mark').ariaSnapshot()).not.toContain('proven');
  });

  test('what is drawn: an element that cannot take its own place from a closed shadow root fails', async () => {
    const root = '<template shadowrootmode="closed"><p>Clinically proven.</p></template>';
    const { page } = await open(element(`data-contentmark="${mark(html(MARKUP))}"`, root + MARKUP));
    const asked = page.locator('content-mark');
    await page.waitForFunction(() => customElements.get('content-mark'));
    const verdict = await asked.evaluate((one) => (one as ContentMarkElement).check());
    expect(verdict.status).toBe('failed');
  });
});

test('a source type that is called like a member of every object has no label, and is checked', async () => {
  for (const name of ['constructor', '__proto__', 'toString']) {
    const claims = { issuer: ISSUER, subject: SUBJECT, environment: 'production' } as const;
    const bytes = signSync(text(TITLE), {
      signer: localSigner(shopKey),
      claims: { ...claims, sourceType: `urn:x/${name}` },
    });
    const { page } = await open(element(`data-contentmark="${encodeBase64url(bytes)}"`, TITLE));
    expect(await ask(page)).toBe(['verified', check.verified, ISSUER, check.note].join('\n'));
  }
});

test.each([
  ['without WebCrypto', 'Object.defineProperty(Crypto.prototype, "subtle", { value: undefined })'],
  ['where WebCrypto says yes to everything', 'SubtleCrypto.prototype.verify = async () => true'],
])('%s the fallback is loaded and answers the same', async (_, prepare) => {
  const good = await open(titled(TITLE), {}, prepare);
  expect(await ask(good.page)).toContain('verified');
  expect(site.asked.join()).toContain('noble');
  const bytes = Buffer.from(mark(text(TITLE)), 'base64url');
  bytes[bytes.length - 40] = (bytes[bytes.length - 40] as number) ^ 1;
  const forged = element(`data-contentmark="${bytes.toString('base64url')}"`, TITLE);
  expect(await ask((await open(forged, {}, prepare)).page)).toContain('rejected');
});

describe('for everybody', () => {
  test.each(['light', 'dark'] as const)(
    'axe finds nothing in %s, closed and open',
    async (colorScheme) => {
      const { page } = await open(titled(TITLE), {
        colorScheme,
        viewport: { width: 320, height: 600 },
      });
      await page.locator('content-mark summary').waitFor();
      expect(await violations(page)).toEqual([]);
      await ask(page);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.body.scrollWidth <= innerWidth)).toBe(true);
    },
  );

  test('a screen reader is told that it opens and closes, and what it found', async () => {
    const { page } = await open(titled(TITLE));
    await ask(page);
    const tree = await page.locator('content-mark').ariaSnapshot();
    expect(tree).toContain('status');
    expect(tree).toContain('AI notice');
    await page.keyboard.press('Enter');
    expect(await page.locator('content-mark details').getAttribute('open')).toBeNull();
  });

  test('the content stays where no script runs', async () => {
    const { page } = await open(titled(`<p>${TITLE}</p>`), { javaScriptEnabled: false });
    expect(await page.locator('content-mark p').isVisible()).toBe(true);
    expect(site.asked).toEqual(['/']);
  });

  test('it moves nothing', async () => {
    const { page } = await open(titled(TITLE));
    await page.locator('content-mark summary').waitFor();
    const moving = await page.evaluate(
      () =>
        [...(document.querySelector('content-mark')?.shadowRoot?.querySelectorAll('*') ?? [])]
          .map((one) => getComputedStyle(one))
          .filter(
            ({ animationName, transitionDuration }) =>
              animationName !== 'none' || Number.parseFloat(transitionDuration) > 0,
          ).length,
    );
    expect(moving).toBe(0);
  });
});

test('what is said of each source type is what its label says', async () => {
  const types = [...SOURCE_TYPE_TABLE];
  const marked = types.map(([sourceType]) => {
    const claims = { issuer: ISSUER, subject: SUBJECT, environment: 'production', sourceType };
    const bytes = signSync(text(TITLE), { signer: localSigner(shopKey), claims });
    return element(`data-contentmark="${encodeBase64url(bytes)}"`, TITLE);
  });
  const { page } = await open(marked.join(''));
  await page.locator('content-mark summary').last().waitFor();
  const said = await page.evaluate(async () => {
    const texts: string[] = [];
    for (const one of document.querySelectorAll<ContentMarkElement>('content-mark')) {
      await one.check();
      texts.push(one.shadowRoot?.querySelector('[role=status]')?.textContent ?? '');
    }
    return texts;
  });
  expect(said).toHaveLength(types.length);
  types.forEach(([, { label }], index) => {
    expect(said[index]).toContain(check.verified);
    const stated = Object.values(long).map(({ content }) => content);
    const expected = label === 'none' ? [] : [long[label].content];
    expect(stated.filter((one) => said[index]?.includes(one))).toEqual(expected);
  });
});
