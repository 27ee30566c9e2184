/** Runs an example of a page as a module of its own. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { format } from 'node:util';
import { vi } from 'vitest';

/** Inside the project, so that examples find the package under its own name. */
const reports = fileURLToPath(new URL('../../.reports', import.meta.url));

/** Runs TypeScript from a folder two below the project, and gives the lines that it prints. */
export async function runExample(source: string): Promise<readonly string[]> {
  mkdirSync(reports, { recursive: true });
  const folder = mkdtempSync(join(reports, 'example-'));
  const printed: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...values) => {
    printed.push(format(...values));
  });
  try {
    writeFileSync(join(folder, 'example.ts'), source);
    await import(/* @vite-ignore */ pathToFileURL(join(folder, 'example.ts')).href);
  } finally {
    log.mockRestore();
    rmSync(folder, { recursive: true });
  }
  return printed;
}
