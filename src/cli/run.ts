/**
 * Runs the command `contentmark` in any process: it takes arguments and streams, and returns one of
 * the five exit codes of failure.ts, also after an error.
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { printable } from '../printable.ts';
import { addAttestationVerify } from './attestation/verify.ts';
import { addCanaryMake } from './canary.ts';
import { addCatalogSign } from './catalog-sign.ts';
import { addCatalogVerify } from './catalog-verify.ts';
import { addDigest } from './digest.ts';
import { addDisclose } from './disclose.ts';
import { addGuardImport } from './guard/guard-import.ts';
import { addGuardSettings } from './guard/guard-settings.ts';
import { addGuardCheckout, addGuardProvisioning, addGuardRender } from './guard/guard-value.ts';
import { addInspect } from './inspect.ts';
import { addKeygen } from './keygen.ts';
import { addMagento } from './magento.ts';
import { addPolicyShow } from './policy-show.ts';
import { addPolicyTest } from './policy-test.ts';
import { addPromote } from './promote.ts';
import { addRecall } from './recall.ts';
import { addRegistry } from './registry.ts';
import { addReport } from './report/report.ts';
import { addRulesTest } from './rules-test.ts';
import { addScan } from './scan/scan.ts';
import { addServe } from './serve.ts';
import { addShopify } from './shopify.ts';
import { addSign } from './sign.ts';
import { EXIT, type ExitCode, Failure, helpFor, toFailure } from './terminal/failure.ts';
import { colorsFor, type Io, write } from './terminal/io.ts';
import { printJson } from './terminal/output.ts';
import type { Session } from './terminal/session.ts';
import { addTrust } from './trust.ts';
import { addVerify } from './verify.ts';

const EXIT_CODES = `
Exit codes:
  0  verified, or done without findings
  1  rejected, or done with findings
  2  there is no mark
  64 called wrongly: an option, a file, a map, a key
  70 the machine or this program failed
`;

/** Runs one command. Never throws. */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const session: Session = { io, exit: EXIT.clean };
  // Needed before the options are parsed: what cannot be parsed is reported as JSON too.
  const isJson = argv.includes('--json');
  try {
    await createProgram(session, isJson).parseAsync([...argv], { from: 'user' });
    return session.exit;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return EXIT.clean;
    return await report(error, io, isJson);
  }
}

function createProgram(session: Session, isJson: boolean): Command {
  const { stdout, stderr } = session.io;
  const program = new Command('contentmark')
    .description('Signed provenance marks for AI-made shop content.')
    .version(readVersion())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      // In JSON mode the same message goes out once, as JSON.
      // It quotes what was given, which may be a name from a file.
      writeErr: (text) => void (isJson || stderr.write(text.split('\n').map(printable).join('\n'))),
    })
    .showHelpAfterError('Run it with --help to see what it takes.')
    .addHelpText('after', EXIT_CODES);
  addKeygen(program, session);
  addSign(program, session);
  addVerify(program, session);
  addInspect(program, session);
  addDigest(program, session);
  addDisclose(program, session);
  const catalog = program
    .command('catalog')
    .summary('mark or check a whole catalogue: CSV, JSON, JSONL')
    .description('Mark or check every record of a catalogue: CSV, JSON (one array) or JSONL.');
  addCatalogSign(catalog, session);
  addCatalogVerify(catalog, session);
  const canary = program
    .command('canary')
    .summary('plant marks that must never turn up in production')
    .description('Plant canaries: marks that block wherever they turn up.');
  addCanaryMake(canary, session);
  addShopify(program, session);
  addMagento(program, session);
  addPromote(program, session);
  addTrust(program, session);
  addRecall(program, session);
  addRegistry(program, session);
  addServe(program, session, readVersion());
  const guard = program
    .command('guard')
    .summary('decide what may be shown, bought, imported, set and let in')
    .description('Look for test data, and decide by a policy what may go on.');
  addGuardRender(guard, session);
  addGuardCheckout(guard, session);
  addGuardImport(guard, session);
  addGuardSettings(guard, session);
  addGuardProvisioning(guard, session);
  addScan(program, session, readVersion());
  const attestation = program
    .command('attestation')
    .summary('check a signed statement of a scan or a detection')
    .description('Check signed statements of scans and detections.');
  addAttestationVerify(attestation, session);
  addReport(program, session, readVersion());
  const policy = program
    .command('policy')
    .summary('test or print what a shop does with a verdict')
    .description('Test a policy against a table of cases, or print its rows.');
  addPolicyTest(policy, session);
  addPolicyShow(policy, session);
  const rules = program
    .command('rules')
    .summary('test markers of your own')
    .description('Test markers of your own against their samples.');
  addRulesTest(rules, session);
  return program;
}

async function report(error: unknown, io: Io, isJson: boolean): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    // Commander has told a person already.
    if (isJson) await reportJson(io, explainUsage(error));
    return EXIT.usage;
  }
  const failure = toFailure(error);
  if (failure.isReported) return failure.exit;
  if (isJson) await reportJson(io, failure);
  else {
    const colors = colorsFor(io.stderr, io.env);
    const help = helpFor(failure.code);
    const more = help === undefined ? '' : colors.dim(`What to do: ${help}\n`);
    await write(io.stderr, `${colors.red('contentmark:')} ${printable(failure.message)}\n${more}`);
  }
  return failure.exit;
}

async function reportJson(io: Io, { code, message, argument }: Failure): Promise<void> {
  await printJson(io, { error: { code, message, argument, help: helpFor(code) } });
}

function explainUsage(error: CommanderError): Failure {
  const message = error.message.replace(/^error: /, '');
  // "unknown option '--fo'", "required option '--key <file>' not specified"
  const argument = /'(-{0,2}[\w-]+)/.exec(message)?.[1];
  const isHelp = error.code === 'commander.help';
  return new Failure(
    EXIT.usage,
    'ERR_USAGE',
    isHelp ? 'no command was given; run contentmark --help' : message,
    argument,
  );
}

/**
 * The package's version. package.json is above both the sources and the built file, at different
 * depths.
 */
function readVersion(): string {
  for (const path of ['../package.json', '../../package.json']) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
      const { name, version } = manifest as { readonly name?: unknown; readonly version?: unknown };
      if (name === 'contentmark' && typeof version === 'string') return version;
    } catch {
      // Not at this height.
    }
  }
  return 'unknown';
}
