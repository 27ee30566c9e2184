/** The package as it is published: built and packed, for what installs it as users do. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildPackage, run } from './up-to-date.ts';

const REPORTS = new URL('../.reports/', import.meta.url);

/** Builds what is out of date and packs it. Returns the file. */
export function packPackage(version: string): string {
  buildPackage();
  mkdirSync(REPORTS, { recursive: true });
  run('npm', [
    'pack',
    '--silent',
    '--ignore-scripts',
    '--pack-destination',
    fileURLToPath(REPORTS),
  ]);
  return fileURLToPath(new URL(`contentmark-${version}.tgz`, REPORTS));
}
