/** The rows of `contentmark/verdict`. */
import { createVerdictReader, endOfDate, readVerdict, writeVerdict } from 'contentmark/verdict';
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
const { subject, ...place } = readOptions as typeof readOptions & { now: number; subject: string };
const { now: _now, ...timeless } = place;

/** Of whatever takes the options of a reader. */
const placeRows = (call: (given: never) => unknown, rest: object): readonly Row[] => {
  const pass = (given: object) => call({ ...rest, ...given } as never);
  return [
    row('options', call),
    ...optionRows(
      { environment: isName, audience: either(isAbsent, isName), fail: never },
      pass,
      place,
    ),
    row('options.now|options.isExpired', (now) => pass({ ...place, now }), isSeconds),
    row(
      'options.isExpired',
      (isExpired) => pass({ ...timeless, isExpired }),
      (value) => typeof value === 'boolean',
    ),
    row('options.now', (isExpired) => pass({ ...place, isExpired }), isAbsent),
  ];
};

/** Of whatever takes the record that is shown. */
const shownRows = (call: (given: never) => unknown, rest: object): readonly Row[] => {
  const pass = (given: object) => call({ ...rest, ...given } as never);
  return [
    row('options', call),
    row('options.subject', (value) => pass({ subject: value }), isName),
    row(
      'options.subject',
      (value) => pass({ subject: value, ownerId: 'a' }),
      either(isAbsent, isName),
    ),
    row('options.ownerId', (ownerId) => pass({ subject, ownerId }), either(isAbsent, isName)),
    row('options.ownerId|options.subject', (ownerId) => pass({ ownerId }), isName),
  ];
};

const reader = createVerdictReader(place);
const readOne = (given: never) => readVerdict(text, given);

export const VERDICT_ROWS: Readonly<Record<string, readonly Row[]>> = {
  endOfDate: [row('date', endOfDate)],
  createVerdictReader: [
    ...placeRows(createVerdictReader, {}),
    row('value', (value) => reader.read(value, { subject }), always),
    ...shownRows((given) => reader.read(text, given), {}),
  ],
  readVerdict: [
    row('value', (value) => readVerdict(value, readOptions), always),
    ...placeRows(readOne, { subject }),
    ...shownRows(readOne, place),
  ],
  writeVerdict: writeRows,
};
