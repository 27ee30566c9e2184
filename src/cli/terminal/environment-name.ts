/**
 * Warns of the name of an environment that is nearly a usual one, because names are compared letter
 * for letter.
 */
import { printable } from '../../printable.ts';
import type { Io } from './io.ts';
import { warn } from './output.ts';

/** What people also call the environments that the presets name. */
const NEAR: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['production', 'production'],
  ['prod', 'production'],
  ['prd', 'production'],
  ['live', 'production'],
  ['staging', 'staging'],
  ['stage', 'staging'],
  ['stg', 'staging'],
  ['test', 'test'],
  ['testing', 'test'],
  ['tst', 'test'],
  ['development', 'development'],
  ['develop', 'development'],
  ['dev', 'development'],
]);

/** Warns of a name that is nearly one of the usual ones. It may be meant, so it is no failure. */
export async function questionEnvironment(io: Io, name: string): Promise<void> {
  const usual = NEAR.get(name.trim().toLowerCase());
  if (usual === undefined || usual === name) return;
  await warn(
    io,
    `--environment ${printable(name)} is another environment than ${usual}, and a mark for one is refused in the other; say ${usual} if that is meant`,
  );
}
