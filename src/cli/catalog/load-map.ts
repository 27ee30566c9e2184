/** Loads the map that `--map` names: a built-in one, or a file. */
import { isContentmarkError } from 'contentmark';
import { parseJson } from 'contentmark/content';
import { type CatalogMap, decodeUtf8, readMap } from 'contentmark/records';
import { renameArgument } from '../../errors.ts';
import { readNamedFile } from '../files/read-input.ts';
import { EXIT, Failure } from '../terminal/failure.ts';
import { BUILT_IN_MAPS } from './built-in-maps.ts';

const MAX_DEPTH = 8;

/** Reads a map, and refuses unknown members, because a misspelt part would be left unsigned. */
export async function loadMap(nameOrFile: string): Promise<CatalogMap> {
  const builtIn = BUILT_IN_MAPS.get(nameOrFile);
  if (builtIn !== undefined) return check(await builtIn(), `built-in map ${nameOrFile}`);
  const source = decodeUtf8(await readMapFile(nameOrFile));
  if (source === undefined) throw wrongMap(nameOrFile, 'is not UTF-8');
  const parsed = parseJson(source.replace(/^\ufeff/, ''), MAX_DEPTH);
  if (parsed.problem !== undefined) throw wrongMap(nameOrFile, parsed.problem);
  return check(parsed.value, nameOrFile);
}

/** Checks a map, and names `--map` in its errors, whichever member is wrong. */
function check(value: unknown, name: string): CatalogMap {
  try {
    return readMap(value);
  } catch (error) {
    if (!isContentmarkError(error)) throw error;
    throw wrongMap(name, renameArgument(error, 'map', '').message);
  }
}

async function readMapFile(file: string): Promise<Uint8Array> {
  try {
    return await readNamedFile(file, '--map');
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'ENOENT') throw error;
    const names = [...BUILT_IN_MAPS.keys()].join(', ');
    throw wrongMap(file, `no such file, and no built-in map of that name (${names})`);
  }
}

function wrongMap(name: string, why: string): Failure {
  return new Failure(EXIT.usage, 'ERR_MAP', `${name}: ${why}`, '--map');
}
