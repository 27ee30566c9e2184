/** `contentmark disclose`: decides what a verified mark requires to be disclosed, and writes it. */

import { type Command, Option } from 'commander';
import {
  ANSWERS,
  type Answer,
  type Disclosure,
  type DisclosureOptions,
  disclosure,
  LANGUAGES,
  type Language,
  MARKETS,
  type Market,
  ROLES,
  type Role,
} from 'contentmark/disclosure';
import type { ForeignMarks } from 'contentmark/foreign-marks';
import type { Kind } from 'contentmark/sign';
import type { Verdict } from 'contentmark/verify';
import { printable } from '../printable.ts';
import {
  DISCLOSE_FORMATS,
  type DiscloseFormat,
  describeDisclosure,
  readMarks,
  writeForm,
} from './disclose-form.ts';
import { addCheckOptions, type CheckFileFlags, checkFile, EXIT_OF } from './files/check-file.ts';
import { EXIT, usage } from './terminal/failure.ts';
import { colorsFor, type Io, write } from './terminal/io.ts';
import { addKindOption, readTime } from './terminal/options.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags extends CheckFileFlags {
  readonly market: Market;
  readonly asOf?: string;
  readonly role?: Role;
  readonly kind?: Kind;
  readonly deepFake?: Answer;
  readonly publicInterest?: Answer;
  readonly coveredProvider?: Answer;
  readonly placedOnMarket?: string;
  readonly voluntary?: true;
  readonly format?: DiscloseFormat;
  readonly lang: Language;
  readonly about?: string;
  readonly provider?: string;
  readonly item?: string;
  readonly json?: true;
}

const EXAMPLE = `
Without --format it says what is called for and why; nothing it says is legal advice.

Exit codes: 0 disclosed, 1 the mark is rejected or the content must be removed, 2 no mark.

Examples:
  $ contentmark disclose description.txt --mark @mark.txt --trust keys/trust.json \\
      --subject boots-01 --environment production --market eu
  $ contentmark disclose description.txt … --market eu --lang de --format html
  $ contentmark disclose title.txt … --market google --item product.json --format tsv
`;

/** Adds the command. */
export function addDisclose(parent: Command, session: Session): void {
  const answer = (flag: string, what: string): Option => new Option(flag, what).choices(ANSWERS);
  const command = addCommand(parent, 'disclose')
    .summary('say what a mark calls for, and write its label')
    .description('Check a file against its mark, then say what has to be told about it, and how.')
    .addOption(
      new Option('--market <market>', 'whose rules').choices(MARKETS).makeOptionMandatory(),
    )
    .option('--as-of <time>', 'the day whose rules hold (default: --now)')
    .addOption(new Option('--role <role>', 'what you are to the AI system').choices(ROLES))
    .addOption(answer('--deep-fake <answer>', "a person's assessment of an image"))
    .addOption(answer('--public-interest <answer>', 'whether a text informs on public matters'))
    .addOption(answer('--covered-provider <answer>', 'whether you are one in California'))
    .option('--placed-on-market <time>', 'when the AI system was placed on the market')
    .option('--voluntary', 'label also where nothing asks for it')
    .addOption(new Option('--format <format>', 'write this form of it').choices(DISCLOSE_FORMATS))
    .addOption(
      new Option('--lang <language>', 'language of the label').choices(LANGUAGES).default('en'),
    )
    .option('--about <name>', "the product's name, told to screen readers")
    .option('--provider <name>', 'who provides the AI system: for us-ca and cn')
    .option('--item <file>', 'the feed item as JSON: for --format tsv and xml');
  addKindOption(addCheckOptions(command))
    .addHelpText('after', EXAMPLE)
    .action((file: string, flags: Flags) => discloseFile(file, flags, session));
}

async function discloseFile(file: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const { bytes, mark, now, verdict } = await checkFile(io, file, flags);
  if (verdict.status !== 'verified') {
    session.exit = EXIT_OF[verdict.status];
    return flags.json ? printJson(io, verdict) : printUndisclosed(io, verdict);
  }
  const found = disclosure(verdict, { ...readDisclosureOptions(flags, now), mark });
  if (found.visible.decision === 'remove') session.exit = EXIT.findings;
  const marks = found.subject === 'image' ? await readMarks(bytes) : undefined;
  const { format } = flags;
  const inputs = { ...flags, bytes, file, ...(marks !== undefined && { marks }) };
  const form = format === undefined ? undefined : await writeForm(found, format, inputs);
  if (flags.json) {
    return printJson(io, {
      status: verdict.status,
      ...describeDisclosure(found),
      ...(marks !== undefined && { foreignMarks: marks }),
      ...(form !== undefined && { format, output: form }),
    });
  }
  if (form === undefined) return printDisclosure(io, found, marks);
  await write(io.stdout, form === '' || form.endsWith('\n') ? form : `${form}\n`);
}

function readDisclosureOptions(flags: Flags, now: number | undefined): DisclosureOptions {
  const asOf = flags.asOf === undefined ? now : readTime(flags.asOf, '--as-of');
  const { role, kind, deepFake, publicInterest, coveredProvider, placedOnMarket } = flags;
  if (flags.item === undefined && (flags.format === 'tsv' || flags.format === 'xml')) {
    throw usage(`--format ${flags.format} needs the feed item: --item product.json`, '--item');
  }
  return {
    market: flags.market,
    ...(asOf !== undefined && { asOf }),
    ...(role !== undefined && { role }),
    ...(kind !== undefined && { kind }),
    ...(deepFake !== undefined && { deepFake }),
    ...(publicInterest !== undefined && { publicInterest }),
    ...(coveredProvider !== undefined && { coveredProvider }),
    ...(placedOnMarket !== undefined && {
      placedOnMarketAt: readTime(placedOnMarket, '--placed-on-market'),
    }),
    ...(flags.voluntary !== undefined && { voluntary: true }),
  };
}

async function printUndisclosed(
  io: Io,
  verdict: Exclude<Verdict, { readonly status: 'verified' }>,
): Promise<void> {
  const colors = colorsFor(io.stdout, io.env);
  const why = verdict.status === 'rejected' ? `${verdict.reason}: ${verdict.detail}` : 'no mark';
  await printLines(io, [
    colors.yellow(colors.bold('NOTHING TO DISCLOSE')),
    `  ${printable(why)}`,
    '  Only a mark that holds says how content was made; without one this says nothing, and',
    '  that there is none proves nothing.',
  ]);
}

async function printDisclosure(
  io: Io,
  found: Disclosure,
  marks: ForeignMarks | undefined,
): Promise<void> {
  const colors = colorsFor(io.stdout, io.env);
  const lines = (['visible', 'machineReadable'] as const).flatMap((axis) => {
    const { decision, basis, source, missing } = found[axis];
    const name = axis === 'visible' ? 'To people' : 'To machines';
    return [
      `  ${name.padEnd(12)} ${colors.bold(decision)} (${basis})`,
      `  ${''.padEnd(12)} ${source.clause}, since ${source.since}`,
      ...(missing.length === 0 ? [] : [`  ${''.padEnd(12)} missing: ${missing.join(', ')}`]),
    ];
  });
  await printLines(io, [
    colors.bold(`${found.made} for ${found.market}`),
    `  ${'Declared by'.padEnd(12)} ${printable(found.claims.issuer)}`,
    ...lines,
    ...(found.subject === 'image'
      ? [`  ${'On the file'.padEnd(12)} ${printable(describeMarks(marks))}`]
      : []),
    colors.dim(
      '  By the facts given and the mark’s own word, which may be wrong. Not legal advice.',
    ),
  ]);
}

/** The marks of others on an image, in one line. Nothing of it is verified. */
function describeMarks(marks: ForeignMarks | undefined): string {
  if (marks === undefined) return 'not read: npm install exifreader @xmldom/xmldom';
  const { c2pa, digitalSourceTypes, aigc, problems } = marks;
  const found = [
    ...(c2pa.state === 'none-found' ? [] : [`C2PA ${c2pa.state}`]),
    ...c2pa.remoteManifests.map((url) => `C2PA elsewhere: ${url}`),
    ...digitalSourceTypes.map((type) => `IPTC ${type}`),
    ...aigc.map(({ where, fields }) => `AIGC label ${fields['Label'] ?? 'unreadable'} in ${where}`),
    ...problems,
  ];
  return found.length === 0 ? 'no mark of others' : found.join('; ');
}
