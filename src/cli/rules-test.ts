/** `contentmark rules test`: tests markers of the shop's own with their samples. */
import type { Command } from 'commander';
import { printable } from '../printable.ts';
import { type OwnRuleSamples, readRulesFile } from './files/rules-file.ts';
import { EXIT } from './terminal/failure.ts';
import { colorsFor } from './terminal/io.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

/** A sample whose result differs from what the file says. */
interface FailedSample {
  readonly id: string;
  /** `/markers/0/found/2`: where it stands in the file. */
  readonly path: string;
  readonly problem: 'not-found' | 'found-in-clean';
}

const EXAMPLE = `
A file of rules, in TOML or JSON:
  [[markers]]
  id = "ours.test-customer"
  class = "identity"
  what = "a customer of our own tests"
  rule = { kind = "whole", values = ["qa-bot@shop.example"] }
  severity = { email = "block" }
  found = [{ email = "qa-bot@shop.example" }]
  clean = [{ email = "bot@shop.example" }]

Each marker needs samples in which it is found and samples in which it is not. scan takes the
file by --rules. docs/markers.md says what kinds, classes and fields there are.

Exit codes: 0 every sample as it should be, 1 some not.
`;

/** Adds the command. */
export function addRulesTest(parent: Command, session: Session): void {
  addCommand(parent, 'test')
    .summary('markers of your own against their samples')
    .description('Test markers of your own against the samples in their file.')
    .argument('<file>', 'TOML or JSON, or - for JSON on stdin')
    .addHelpText('after', EXAMPLE)
    .action(async (file: string, { json }: { readonly json?: true }) => {
      const { io } = session;
      const rules = await readRulesFile(io, file, 'FILE');
      const failed = await testRules(rules);
      const samples = rules.reduce((sum, { found, clean }) => sum + found.length + clean.length, 0);
      if (failed.length > 0) session.exit = EXIT.findings;
      if (json) return printJson(io, { markers: rules.length, samples, failed });
      const colors = colorsFor(io.stdout, io.env);
      const wrong = failed.map(
        ({ id, path, problem }) => `${colors.red(problem.padEnd(14))} ${printable(id)}  ${path}`,
      );
      const count = `${rules.length} ${rules.length === 1 ? 'marker' : 'markers'}, ${samples} samples`;
      const end =
        failed.length === 0 ? colors.green('all as they should be') : `${failed.length} not`;
      return printLines(io, [...wrong, `${count}: ${end}`]);
    });
}

async function testRules(rules: readonly OwnRuleSamples[]): Promise<readonly FailedSample[]> {
  const { createDetector } = await import('contentmark/detect');
  return rules.flatMap(({ marker, found, clean }, index) => {
    const detector = createDetector({ classes: [marker.class], markers: [marker] });
    const isIn = (sample: unknown) => detector(sample).findings.some(({ id }) => id === marker.id);
    const at = (list: string, which: number) => `/markers/${index}/${list}/${which}`;
    return [
      ...found.flatMap((sample, which): FailedSample[] =>
        isIn(sample) ? [] : [{ id: marker.id, path: at('found', which), problem: 'not-found' }],
      ),
      ...clean.flatMap((sample, which): FailedSample[] =>
        isIn(sample)
          ? [{ id: marker.id, path: at('clean', which), problem: 'found-in-clean' }]
          : [],
      ),
    ];
  });
}
