/**
 * Lists the files below a path, in the same order on every machine, without what `.gitignore` and
 * `.contentmarkignore` leave out. A directory that leads back to itself is not entered again.
 */
import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { FILE_PROBLEMS } from '../file-problems.ts';
import { formatOfName } from '../records/format.ts';
import type { NotScanned, NotScannedReason } from './finding.ts';

/** A file to be read, or what will not be. */
export type Listed = { readonly file: string } | { readonly notScanned: NotScanned };

/** Files with the rules by which paths are left out; the nearest directory decides last. */
const IGNORE_FILES = ['.gitignore', '.contentmarkignore'];

/** The rules of one directory. */
interface Rules {
  readonly directory: string;
  readonly ignore: Ignore;
}

/** A file that was named is listed whatever it is called; in a directory only formats that are read. */
export async function* listFiles(path: string): AsyncGenerator<Listed> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) yield* listDirectory(path, [], []);
    else if (isKnown(path)) yield { file: path };
    else yield skip(path, 'unknown-format', 'its name says no format that is read', true);
  } catch (error) {
    yield unreadable(path, error);
  }
}

async function* listDirectory(
  directory: string,
  above: readonly Rules[],
  ancestors: readonly string[],
): AsyncGenerator<Listed> {
  const real = await realpath(directory);
  if (ancestors.includes(real)) {
    yield skip(directory, 'loop', 'leads back to a directory that it is in', true);
    return;
  }
  const rules = await readRules(directory, above);
  for (const entry of (await readdir(directory, { withFileTypes: true })).sort(byName)) {
    if (entry.name === '.git') continue;
    const path = directory === '.' ? entry.name : join(directory, entry.name);
    try {
      const found = entry.isSymbolicLink() ? await stat(path) : entry;
      const isDirectory = found.isDirectory();
      if (isIgnored(path, isDirectory, rules)) continue;
      if (isDirectory) yield* listDirectory(path, rules, [...ancestors, real]);
      else if (isKnown(entry.name)) {
        // To open a pipe may wait for ever, and a device may never end.
        if (found.isFile()) yield { file: path };
        else yield skip(path, 'unreadable', 'no regular file', true);
      } else yield skip(path, 'unknown-format', 'its name says no format that is read', false);
    } catch (error) {
      yield unreadable(path, error);
    }
  }
}

/** By code units, so that the order is the same in every language. */
function byName(a: Dirent, b: Dirent): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

async function readRules(directory: string, above: readonly Rules[]): Promise<readonly Rules[]> {
  const rules = ignore();
  let isAny = false;
  for (const name of IGNORE_FILES) {
    const text = await readFile(join(directory, name), 'utf8').catch(() => '');
    if (text === '') continue;
    rules.add(text);
    isAny = true;
  }
  return isAny ? [...above, { directory, ignore: rules }] : above;
}

function isIgnored(path: string, isDirectory: boolean, rules: readonly Rules[]): boolean {
  let ignored = false;
  for (const { directory, ignore: own } of rules) {
    const below = directory === '.' ? path : path.slice(join(directory, '/').length);
    const { ignored: isOut, unignored: isIn } = own.test(isDirectory ? `${below}/` : below);
    if (isOut) ignored = true;
    else if (isIn) ignored = false;
  }
  return ignored;
}

/** Whether records can be read from a file of this name; inside of gzip and zip as well. */
export function isKnown(name: string): boolean {
  return formatOfName(name.replace(/\.gz$/i, '')) !== undefined || /\.zip$/i.test(name);
}

function skip(
  file: string,
  reason: NotScannedReason,
  detail: string,
  isFault: boolean,
): { readonly notScanned: NotScanned } {
  return { notScanned: { file, reason, detail, isFault } };
}

/** A file or directory that the system does not give. */
export function unreadable(file: string, error: unknown): { readonly notScanned: NotScanned } {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = (code !== undefined && FILE_PROBLEMS.get(code)) || message;
  return skip(file, 'unreadable', why, true);
}
