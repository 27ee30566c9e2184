/**
 * Reads a file with markers of the shop's own, each with samples in which it must and must not be
 * found. JSON or TOML: `{ "markers": [ … ] }`, or `[[markers]]`.
 */

import { isContentmarkError } from 'contentmark';
import type { OwnMarker } from 'contentmark/detect';
import { renameArgument } from '../../errors.ts';
import { ownMember, ownMembers } from '../../members.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import type { Io } from '../terminal/io.ts';
import { readTomlOrJson } from './toml-or-json.ts';

/** One marker with its samples: values, or records whose names say what each value is. */
export interface OwnRuleSamples {
  readonly marker: OwnMarker;
  readonly found: readonly unknown[];
  readonly clean: readonly unknown[];
}

/** Reads `--rules` and the file of `rules test`. */
export async function readRulesFile(
  io: Io,
  file: string,
  argument: string,
): Promise<readonly OwnRuleSamples[]> {
  const refuse = (why: string) => new Failure(EXIT.usage, 'ERR_RULES', `${file}: ${why}`, argument);
  const markers = ownMember(await readTomlOrJson(io, file, argument, refuse), 'markers');
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

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
