/** The rows of `contentmark/verdict`. */
import { endOfDate, readVerdict, writeVerdict } from '../../src/entries/verdict.ts';
import { descSha256, readOptions, rejected, verified, writeOptions } from '../fixtures/verdicts.ts';
import {
  always,
  either,
  isAbsent,
  isSeconds,
  isText,
  never,
  optionRows,
  type Row,
  row,
} from './rows.ts';

/** A name that is only compared may hold anything. */
const isName = (value: unknown) => typeof value === 'string' && value !== '';

const writeRows: readonly Row[] = [
  row('verdict', (value) => writeVerdict(value, writeOptions)),
  row('verdict', (reason) => writeVerdict({ ...rejected, reason }, writeOptions)),
  row('verdict', (keyId) => writeVerdict({ ...verified, keyId }, writeOptions)),
  row('verdict|options', (claims) => writeVerdict({ ...verified, claims }, writeOptions)),
  row('options', (value) => writeVerdict(verified, value)),
  // Of a refusal: a verified mark admits no other subject and environment than its own.
  ...optionRows(
    {
      subject: isText,
      environment: isText,
      ownerId: either(isAbsent, isText),
      audience: either(isAbsent, isText),
      expiresAt: isSeconds,
      envelopeDigest: isAbsent,
      decision: isAbsent,
      descSha256: isAbsent,
    },
    (given: typeof writeOptions) => writeVerdict(rejected, given),
    writeOptions,
  ),
  ...optionRows(
    { subject: never, environment: never, envelopeDigest: never },
    (given: typeof writeOptions) => writeVerdict(verified, given),
    writeOptions,
  ),
  row('options.decision.action', (action) =>
    writeVerdict(verified, { ...writeOptions, decision: { action } }),
  ),
  row(
    'options.decision.basis',
    (basis) => writeVerdict(verified, { ...writeOptions, decision: { action: 'disclose', basis } }),
    isAbsent,
  ),
  row(
    'options.descSha256',
    (value) => writeVerdict(verified, { ...writeOptions, descSha256: value }),
    isAbsent,
  ),
  row('options.descSha256.en', (en) =>
    writeVerdict(verified, { ...writeOptions, descSha256: { de: descSha256, en } }),
  ),
];

const text = writeVerdict(verified, writeOptions);
const { now: _now, ...timeless } = readOptions;

const readRows: readonly Row[] = [
  row('value', (value) => readVerdict(value, readOptions), always),
  row('options', (value) => readVerdict(text, value)),
  ...optionRows(
    {
      subject: isName,
      ownerId: either(isAbsent, isName),
      environment: isName,
      audience: either(isAbsent, isName),
      fail: never,
    },
    (given: typeof readOptions) => readVerdict(text, given),
    readOptions,
  ),
  row(
    'options.now|options.isExpired',
    (now) => readVerdict(text, { ...readOptions, now }),
    isSeconds,
  ),
  row(
    'options.isExpired',
    (isExpired) => readVerdict(text, { ...timeless, isExpired } as never),
    (value) => typeof value === 'boolean',
  ),
  row('options.now', (isExpired) => readVerdict(text, { ...readOptions, isExpired }), isAbsent),
];

export const VERDICT_ROWS: Readonly<Record<string, readonly Row[]>> = {
  endOfDate: [row('date', endOfDate)],
  readVerdict: readRows,
  writeVerdict: writeRows,
};
