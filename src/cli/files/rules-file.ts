/**
 * Reads a file with markers of the shop's own, each with samples in which it must and must not be
 * found. JSON or TOML: `{ "markers": [ … ] }`, or `[[markers]]`.
 */

import { isContentmarkError } from 'contentmark';
import { parseJson } from 'contentmark/content';
import type { OwnMarker } from 'contentmark/detect';
import { decodeUtf8 } from 'contentmark/records';
import { renameArgument } from '../../errors.ts';
import { ownMember, ownMembers } from '../../members.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { readInput } from './read-input.ts';

/** One marker with its samples: values, or records whose names say what each value is. */
export interface OwnRuleSamples {
  readonly marker: OwnMarker;
  readonly found: readonly unknown[];
  readonly clean: readonly unknown[];
}

const MAX_DEPTH = 64;

/** Reads `--rules` and the file of `rules test`. */
export async function readRulesFile(
  io: Io,
  file: string,
  argument: string,
): Promise<readonly OwnRuleSamples[]> {
  const refuse = (why: string) => new Failure(EXIT.usage, 'ERR_RULES', `${file}: ${why}`, argument);
  const source = decodeUtf8(await readInput(io, file, argument));
  if (source === undefined) throw refuse('not UTF-8');
  const markers = ownMember(await parse(source.replace(/^\ufeff/, ''), file, refuse), 'markers');
  if (!Array.isArray(markers) || markers.length === 0) {
    throw refuse('expected a list "markers" with at least one marker');
  }
  const rules = markers.map((given: unknown, index) => {
    const { found, clean, ...marker } = ownMembers(
      Object(given) as Readonly<Record<string, unknown>>,
    );
    const samples = { found: listOf(found), clean: listOf(clean) };
    if (samples.found.length > 0 && samples.clean.length > 0) {
      // Its shape is checked below, by the detector that takes it.
      return { marker: marker as unknown as OwnMarker, ...samples };
    }
    throw refuse(`markers[${index}] needs "found" and "clean": lists of samples`);
  });
  const { createDetector } = await import('contentmark/detect');
  try {
    createDetector({ markers: rules.map(({ marker }) => marker) });
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw refuse(renameArgument(error, 'options', '').message);
  }
  return rules;
}

async function parse(
  source: string,
  file: string,
  refuse: (why: string) => Failure,
): Promise<unknown> {
  if (!/\.toml$/i.test(file)) {
    const parsed = parseJson(source, MAX_DEPTH);
    if (parsed.problem !== undefined) throw refuse(parsed.problem);
    return parsed.value;
  }
  const { parse: parseToml, TomlError } = await import('smol-toml');
  try {
    return parseToml(source);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // Its first line says what is wrong; the others draw the place.
    throw refuse(`line ${error.line}: ${error.message.split('\n')[0]}`);
  }
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
