/** What the command loads before it knows what to do: nothing that only some commands need. */
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

test('the command starts without the HTML parser, the adapters and what talks to shops', async () => {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: { bin: 'src/cli/bin.ts' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: 'out',
    write: false,
    metafile: true,
  });
  const chunks = new Set(['out/bin.js']);
  const packages = new Set<string>();
  const files = new Set<string>();
  for (const chunk of chunks) {
    const { imports = [], inputs = {} } = metafile.outputs[chunk] ?? {};
    for (const file of Object.keys(inputs)) files.add(file);
    for (const { kind, external, path } of imports) {
      if (kind === 'import-statement') (external ? packages : chunks).add(path);
    }
  }
  expect(files).toContain('src/cli/magento.ts');
  expect([...files].filter((file) => /^src\/(?:adapters|content\/html)\//.test(file))).toEqual([]);
  expect(packages).toContain('commander');
  expect([...packages].filter((name) => /^(?:parse5|entities|csv|p-retry)/.test(name))).toEqual([]);
});
