/** docs/audit.md and docs/audit-log.md: the example prints what it says, and the lists are those of the code. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DEFAULT_MINIMUM, EVENTS, LOG_FINDING_KINDS, OBJECT_TYPES } from 'contentmark/audit';
import { expect, it } from 'vitest';
import { EVENT_FIELDS } from '../../src/audit/log/event.ts';
import { namedBlock } from './code-blocks.ts';
import { runExample } from './run-example.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const readPage = (name: string) => readFileSync(join(root, 'docs', name), 'utf8');
const guide = readPage('audit.md');
const wire = readPage('audit-log.md');

it('the example prints what its comment says', async () => {
  const source = namedBlock(guide, 'ts run=audit');
  expect(await runExample(source)).toEqual(['0 not-compared verified']);
});

it('lists the kinds of findings and the minimum', () => {
  const kinds = [...guide.matchAll(/^\| `([a-z]+)` \|/gm)].map(([, kind]) => kind);
  expect(kinds.sort()).toEqual([...LOG_FINDING_KINDS].sort());
  expect(guide).toContain(`${DEFAULT_MINIMUM / 86_400} days`);
});

it('lists events, objects and keys in the order of their codes', () => {
  const listOf = (name: string) =>
    [
      ...(new RegExp(`\\*\\*${name}\\*\\*, from 0: ([^.]+)\\.`).exec(wire)?.[1] ?? '').matchAll(
        /`([^`]+)`/g,
      ),
    ].map(([, word]) => word);
  expect(listOf('Events')).toEqual([...EVENTS]);
  expect(listOf('Objects')).toEqual([...OBJECT_TYPES]);
  const keys = [...wire.matchAll(/^\| (\d+) \| (\w+) \|/gm)].map(
    ([, key, name]) => `${key} ${name}`,
  );
  expect(keys).toEqual(EVENT_FIELDS.map(([key, name]) => `${key} ${name}`));
});
