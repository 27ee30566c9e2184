import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly bin: Readonly<Record<string, string>>;
}

/**
 * The entries are what package.json exports, so the two cannot drift: `.` is
 * src/index.ts, `./name` is src/entries/name.ts, and the command is src/surfaces/cli/bin.ts.
 */
function readEntries(): Record<string, string> {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
  const entries: Record<string, string> = { cli: 'src/surfaces/cli/bin.ts' };
  for (const [subpath, target] of Object.entries(manifest.exports)) {
    if (typeof target === 'string') continue;
    const name = subpath === '.' ? 'index' : subpath.slice(2);
    if (target.default !== `./dist/${name}.js`)
      throw new Error(`exports["${subpath}"] must be ./dist/${name}.js`);
    entries[name] = subpath === '.' ? 'src/index.ts' : `src/entries/${name}.ts`;
  }
  return entries;
}

export default defineConfig({
  entry: readEntries(),
  format: 'esm',
  target: 'es2022',
  platform: 'neutral',
  splitting: true,
  sourcemap: false,
  // cbor-x brings an optional native addon with an install script; bundling its
  // script-free build means that users install neither (ARCHITECTURE.md, "Dependencies").
  noExternal: ['cbor-x'],
  external: [/^node:/],
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
