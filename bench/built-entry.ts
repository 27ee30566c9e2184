/** An entry point of the built package beyond those that every suite needs. */
import { importBuilt } from './install.ts';

/**
 * Loads `contentmark/<name>` from dist, building it where it is missing or old. The caller
 * names the type, which is that of the sources.
 */
export async function importEntry<T>(name: string): Promise<T> {
  await importBuilt();
  const url = new URL(`../dist/${name}.js`, import.meta.url);
  // A build holds exactly what its sources export.
  return (await import(url.href)) as T;
}
