/** `--since`: of a repository of git only what has changed, by the record. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { builtCommand } from '../fixtures/built-package.ts';
import { createFolders } from './workspace.ts';

const folderOf = createFolders();
let folder: string;

const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=Shop', '-c', 'user.email=shop@shop-of-jo.eu', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });

const write = (name: string, content: string | Uint8Array) =>
  writeFileSync(join(folder, name), content);

/** Findings as `file:line`, of the command in a folder of the repository. */
function scan(args: readonly string[], below = '.') {
  const { status, stdout } = spawnSync(
    process.execPath,
    [builtCommand(), 'scan', ...args, '--json'],
    { cwd: join(folder, below), encoding: 'utf8' },
  );
  const { findings, scanned, error } = JSON.parse(stdout);
  const places = findings?.map(
    ({ place }: { place: { file: string; line: number } }) => `${place.file}:${place.line}`,
  );
  return { status, places, scanned, error };
}

const row = (id: number, email: string) => `row-${id},${email},"two\nlines"\n`;
const rows = (count: number) =>
  Array.from({ length: count }, (_, id) => row(id, `jo${id}@example.com`));

beforeAll(() => {
  folder = folderOf({});
  mkdirSync(join(folder, 'exports'));
  git('init', '--quiet');
  write('exports/a.csv', `Handle,Email,Body\n${rows(5).join('')}`);
  write('exports/same.csv', `Handle,Email,Body\n${rows(3).join('')}`);
  write('exports/packed.csv.gz', gzipSync(`Handle,Email\na,jo@example.com\n`));
  git('add', '.');
  git('commit', '--quiet', '-m', 'Add exports');
});

describe('scan --since', () => {
  it('reads nothing where nothing has changed', () => {
    expect(scan(['exports', '--since', 'HEAD'])).toMatchObject({ status: 0, places: [] });
    expect(scan(['exports']).places).toHaveLength(9);
  });

  it('reads the records of which a line has changed, new files, and packed ones whole', () => {
    const changed = rows(5);
    // The second line of a record is part of it.
    changed[1] = row(1, 'jo1@example.com').replace('lines', 'changed');
    changed[3] = row(3, 'new@example.com');
    write('exports/a.csv', `Handle,Email,Body\n${changed.join('')}`);
    write('exports/new "one" é.csv', 'Handle,Email\nx,jo@example.org\n');
    write('exports/packed.csv.gz', gzipSync(`Handle,Email\na,jo@example.com\nb,bo@example.com\n`));
    const expected = [
      'exports/a.csv:4',
      'exports/a.csv:8',
      'exports/new "one" é.csv:2',
      'exports/packed.csv.gz:2',
      'exports/packed.csv.gz:3',
    ];
    expect(scan(['exports', '--since', 'HEAD'])).toMatchObject({ status: 1, places: expected });
    const below = scan(['.', '--since', 'HEAD'], 'exports');
    expect(below.places).toEqual(expected.map((place) => place.replace('exports/', '')));
    expect(below.scanned).toEqual({ files: 3, records: 5 });
  });

  it('reads every record of a table whose header has changed', () => {
    write('exports/same.csv', `Id,Email,Body\n${rows(3).join('')}`);
    expect(scan(['exports/same.csv', '--since', 'HEAD']).places).toHaveLength(3);
  });

  it('refuses what is no revision, and no repository', () => {
    for (const revision of ['no-such-branch', '--output=x', '']) {
      const { status, error } = scan(['exports', '--since', revision]);
      expect([status, error.argument]).toEqual([64, '--since']);
    }
  });
});
