/**
 * Opens the catalogue that a command works on, with its map and its progress bar, and words its
 * errors.
 */
import { isContentmarkError } from 'contentmark';
import { type Catalog, FORMATS, type Format, InputError, openCatalog } from 'contentmark/records';
import { EXIT, Failure, unreadable, usage } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { loadMap } from './load-map.ts';
import { createProgress, type Progress } from './progress.ts';

/** What both catalogue commands ask for. */
export interface CatalogFlags {
  readonly map: string;
  readonly format?: Format;
  readonly requireParts?: true;
  readonly json?: true;
}

/** A catalogue, and the bar that shows how far it has been read. */
export interface OpenedCatalog {
  readonly catalog: Catalog;
  readonly progress: Progress;
}

/** Opens INPUT. Whatever the caller has to mend is found before the first record. */
export async function openInput(
  io: Io,
  input: string,
  flags: CatalogFlags,
  title: string,
): Promise<OpenedCatalog> {
  const map = await loadMap(flags.map);
  let advance = (_bytes: number): void => undefined;
  try {
    const catalog = await openCatalog({
      file: input,
      ...(input === '-' && { stream: io.stdin as AsyncIterable<Uint8Array | string> }),
      onRead: (bytes) => advance(bytes),
      map,
      ...(flags.format !== undefined && { format: flags.format }),
      requireParts: flags.requireParts === true,
    });
    const progress = await createProgress(io, title, catalog.document.size, flags.json === true);
    advance = progress.advance;
    return { catalog, progress };
  } catch (error) {
    throw inWords(error, input);
  }
}

/** An error of INPUT, in the command's words. */
export function inWords(error: unknown, input: string): unknown {
  if (error instanceof InputError) {
    return new Failure(EXIT.usage, 'ERR_INPUT', `${error.file}: ${error.problem}`, 'INPUT');
  }
  if (!isContentmarkError(error)) {
    return typeof (error as NodeJS.ErrnoException).syscall === 'string'
      ? unreadable(error, input, 'INPUT')
      : error;
  }
  if (error.argument === 'map.group') return usage(error.message, '--map');
  if (error.argument !== 'format') return error;
  return usage(
    `INPUT "${input}" does not say its format; add --format ${FORMATS.join('|')}`,
    '--format',
  );
}
