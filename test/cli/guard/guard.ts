/** The guard command on files of platforms, and the markers that it blocks. */
import { fileURLToPath } from 'node:url';
import { contentmarkJson } from '../harness.ts';

/** A file of a platform, under test/fixtures/platform-data. */
export const platform = (path: string) =>
  fileURLToPath(new URL(`../../fixtures/platform-data/${path}`, import.meta.url));

export const PRODUCTION = ['--environment', 'production'] as const;
export const guard = (...args: readonly string[]) => contentmarkJson(['guard', ...args]);
/** The markers that block, each once. */
export const markersIn = (json: { findings: { id: string; severity: string }[] }) => [
  ...new Set(json.findings.filter((one) => one.severity === 'block').map((one) => one.id)),
];
