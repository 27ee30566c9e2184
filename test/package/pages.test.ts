/** The pages that npm installs: they lead nowhere that is not installed with them. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What npm packs besides dist, which a fresh clone does not have. */
function listShipped(): string[] {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const shell = process.platform === 'win32';
  const [packed] = JSON.parse(
    execFileSync('npm', args, {
      cwd: ROOT,
      encoding: 'utf8',
      shell,
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as readonly {
    readonly files: readonly { readonly path: string }[];
  }[];
  return (packed?.files ?? []).map(({ path }) => path).filter((path) => !path.startsWith('dist/'));
}

const shipped = listShipped();
const pages = shipped.filter((path) => path.endsWith('.md'));
const read = (path: string) => readFileSync(`${ROOT}${path}`, 'utf8');

/** The name that a heading is linked by. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(' ', '-');

function hasAnchor(path: string, anchor: string): boolean {
  const headings = [...read(path).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  return headings.some((heading) => anchorOf(heading) === anchor);
}

/** Relative links of a page that lead to no shipped file, or to no heading of one. */
function findDead(path: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\(([^()\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const [file = '', anchor] = target.split('#');
    const at = file === '' ? path : posix.join(posix.dirname(path), file);
    if (!shipped.includes(at)) return true;
    return anchor !== undefined && !hasAnchor(at, anchor);
  });
}

/** Commands that only a clone has, in sections that do not say so; comments are for who writes the page. */
function findCloneOnly(text: string): string[] {
  const sections = text.replace(/<!--.*?-->/gs, '').split(/^(?=##+ )/m);
  return sections
    .filter((section) => !/\bclone\b/.test(section))
    .flatMap((section) => section.match(/\b(?:npm (?:run|ci|test)\b|npx tsx\b).*/g) ?? []);
}

test('npm packs the pages', () => {
  expect(pages).toContain('README.md');
  expect(pages).toContain('docs/format.md');
});

test.each(pages)('%s links to shipped files and their headings only', (path) => {
  expect(findDead(path, read(path))).toEqual([]);
});

test.each(pages.filter((path) => path !== 'CHANGELOG.md'))(
  '%s tells nobody to run what only a clone has, unless it says so',
  (path) => {
    expect(findCloneOnly(read(path))).toEqual([]);
  },
);

test('a dead link, a dead heading and a command of a clone are found', () => {
  const text = '[a](docs/nowhere.md) [b](#nothing) [c](docs/format.md#nothing) [d](https://x.test)';
  expect(findDead('README.md', text)).toEqual([
    'docs/nowhere.md',
    '#nothing',
    'docs/format.md#nothing',
  ]);
  expect(findCloneOnly('Run `npm run bench`.\n## In a clone\nnpm ci\n## More\nnpm test')).toEqual([
    'npm run bench`.',
    'npm test',
  ]);
});
