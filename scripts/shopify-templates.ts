/**
 * Writes src/platforms/shopify/templates.ts from the files of templates/shopify, so that these are
 * real Liquid, JSX and TOML, and no bundler has to be told of them: `npx tsx scripts/shopify-templates.ts`.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../templates/shopify/', import.meta.url));

/** Where the module is. */
export const MODULE: string = fileURLToPath(
  new URL('../src/platforms/shopify/templates.ts', import.meta.url),
);

/** The module's text. */
export function templatesModule(): string {
  return [
    '/** The files of templates/shopify, as scripts/shopify-templates.ts writes them here. */',
    "import type { ExtensionFiles } from './extension-files.ts';",
    ...['theme', 'checkout'].flatMap((name) => [
      '',
      `export const ${name.toUpperCase()}_FILES: ExtensionFiles = {`,
      ...filesOf(name).map(
        (path) => `  ${quote(path)}:\n    ${quote(readFileSync(join(ROOT, name, path), 'utf8'))},`,
      ),
      '};',
    ]),
    '',
  ].join('\n');
}

function filesOf(name: string): readonly string[] {
  const folder = join(ROOT, name);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
}

/** A literal in single quotes, with nothing in it that a reader of the source could trip over. */
function quote(text: string): string {
  const inner = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inner}'`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(MODULE, templatesModule());
