/** The command line of the bench. */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DEFAULT_CATALOGUE } from './catalogue.ts';
import type { Settings } from './suite.ts';

/** EX_USAGE of sysexits.h: the command line is at fault. */
export const EXIT_USAGE = 64;

/** Odd, so that the median of the rounds is one of them. */
const DEFAULT_ROUNDS = 21;

/** What to measure, and how. */
export interface Command extends Settings {
  /** Suites or curves, in order. */
  readonly names: readonly string[];
  readonly kind: 'suite' | 'all' | 'curves';
  readonly json: boolean;
  readonly rounds: number;
}

/** Reads the command line, or says what is wrong with it. */
export function readCommand(
  args: readonly string[],
  suites: readonly string[],
  curves: readonly string[],
): Command | string {
  const usage =
    `usage: npm run bench -- <${suites.join('|')}|all|curves> ` +
    '[--json] [--rounds N] [--short] [--catalogue PATH]\n' +
    `curves takes names too: ${curves.join(' ')}`;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        short: { type: 'boolean', default: false },
        rounds: { type: 'string' },
        catalogue: { type: 'string', default: DEFAULT_CATALOGUE },
      },
    });
    const [name, ...rest] = positionals;
    const rounds = Number(values.rounds ?? (values.short ? 1 : DEFAULT_ROUNDS));
    if (!Number.isInteger(rounds) || rounds < 1) return `"--rounds" expects 1 or more\n${usage}`;
    const { json, short, catalogue } = values;
    if (!existsSync(catalogue)) return `no catalogue at ${catalogue}\n${usage}`;
    const settings = { json, short, catalogue, rounds };
    if (name === 'curves') {
      const unknown = rest.find((curve) => !curves.includes(curve));
      if (unknown !== undefined) return `unknown curve "${unknown}"\n${usage}`;
      return { ...settings, kind: 'curves', names: rest.length > 0 ? rest : curves };
    }
    if (name === undefined || rest.length > 0) return usage;
    if (name === 'all') return { ...settings, kind: 'all', names: suites };
    if (!suites.includes(name)) return `unknown suite "${name}"\n${usage}`;
    return { ...settings, kind: 'suite', names: [name] };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${usage}`;
  }
}
