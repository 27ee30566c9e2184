/** `contentmark inspect`: prints what a mark says, without verifying it. */
import type { Command } from 'commander';
import { type Inspected, inspect } from 'contentmark/inspect';
import { printable, toJson } from '../printable.ts';
import { readMark } from './files/read-input.ts';
import { EXIT } from './terminal/failure.ts';
import { colorsFor } from './terminal/io.ts';
import { printJson, printLines } from './terminal/output.ts';
import { addCommand, type Session } from './terminal/session.ts';

interface Flags {
  readonly json?: true;
}

const TIMES = ['issuedAt', 'notBefore', 'expiresAt'];

const EXAMPLE = `
Anyone can write a mark that says anything. Use verify to find out whether it holds.

Examples:
  $ contentmark inspect 0oRY…
  $ contentmark inspect @mark.txt --json
`;

/** Adds the command. */
export function addInspect(parent: Command, session: Session): void {
  addCommand(parent, 'inspect')
    .summary('show what a mark says, not verified')
    .description('Show readably what a mark says. No signature is checked.')
    .argument('<mark>', 'the text form, @FILE, or - for stdin')
    .addHelpText('after', EXAMPLE)
    .action((mark: string, flags: Flags) => inspectMark(mark, flags, session));
}

async function inspectMark(mark: string, flags: Flags, session: Session): Promise<void> {
  const { io } = session;
  const colors = colorsFor(io.stdout, io.env);
  const found = inspect(await readMark(io, mark, 'MARK', { stdin: true }));
  if (found.reason !== undefined) session.exit = EXIT.findings;
  if (flags.json) return printJson(io, found);
  if (found.reason !== undefined) {
    return printLines(io, [
      colors.yellow('NOT VERIFIED, and not a mark'),
      `  ${found.reason}: ${printable(found.detail)}`,
    ]);
  }
  await printLines(io, [
    colors.yellow('NOT VERIFIED: anyone can write this; only verify says whether it holds'),
    ...describe(found).map(([name, value]) => `  ${name.padEnd(12)} ${printable(value)}`),
  ]);
}

const HOW_SIGNED: Readonly<Record<Inspected['mode'], string>> = {
  single: 'by itself',
  batch: 'as an item of a batch',
  thin: 'as an item of a batch; its signed root travels apart',
};

function describe({
  mode,
  keyId,
  root,
  sizeBytes,
  claims,
  payload,
}: Inspected): (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = [
    ['size', `${sizeBytes} bytes`],
    ['signed', HOW_SIGNED[mode]],
    ['key id', keyId ?? 'in the signed root'],
  ];
  if (root !== undefined) lines.push(['batch root', root]);
  for (const [name, value] of Object.entries(claims) as [string, unknown][]) {
    if (value !== undefined) lines.push([name, describeClaim(name, value)]);
  }
  if (payload.type === 'content') {
    const { profile, digest, mediaType } = payload;
    lines.push(['covers', `one content under ${profile}, SHA-256 ${digest}`]);
    if (mediaType !== undefined) lines.push(['media type', String(mediaType)]);
    return lines;
  }
  lines.push(['covers', `${payload.parts.length} parts`]);
  for (const { name, profile, digest } of payload.parts) {
    lines.push(['  part', `${name} under ${profile}, SHA-256 ${digest}`]);
  }
  return lines;
}

function describeClaim(name: string, value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && TIMES.includes(name)) {
    return `${value} (${new Date(value * 1000).toISOString()})`;
  }
  return toJson(value);
}
