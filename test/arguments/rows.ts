/** Every argument and option of every public function: how to pass a value, and what is right there. */
import * as contentmark from 'contentmark';
import { claimsInput, createShopTrust, NOW, SUBJECT } from '../fixtures/claims.ts';
import { shopKey } from '../fixtures/keys.ts';

const { localSigner, text } = contentmark;

/** One argument: how to pass a value there, the name an error must give, and what is right there. */
export interface Row {
  readonly pass: (value: never) => unknown;
  readonly argument: string;
  readonly isRight: (value: unknown) => boolean;
}

export const never = () => false;
export const always = () => true;
export const isAbsent = (value: unknown) => value === undefined;
const isString = (value: unknown) => typeof value === 'string';
export const isText = (value: unknown) =>
  isString(value) && /^.+$/.test(value as string) && value !== '\ud800';
const isBytes = (value: unknown) => value instanceof Uint8Array;
const is32Bytes = (value: unknown) => value instanceof Uint8Array && value.length === 32;
export const isSeconds = (value: unknown) => value === 0 || value === 1;
const isFunction = (value: unknown) => typeof value === 'function';
/** A batch may come from anything that can be iterated, also a Map or bytes; these hold no item. */
const isEmptyIterable = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  Symbol.iterator in value &&
  [...(value as Iterable<unknown>)].length === 0;
export const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;
/** Places without a text are no parts. */
const hasNoTexts = (value: unknown) =>
  Array.isArray(value) && [...value].every((each) => each === undefined);
/** Two of the wrong values are objects that extensions may well be. */
const isExtensions = (value: unknown) => {
  const { length, status } = Object(value) as { length?: unknown; status?: unknown };
  return !Array.isArray(value) && (length === 5 || status === 'verified') && !isBytes(value);
};
export const either =
  (...checks: readonly ((value: unknown) => boolean)[]) =>
  (value: unknown) =>
    checks.some((check) => check(value));
/** Options objects have no prototype rule, so an object without members is one without options. */
const isNoOptions = (value: unknown) =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === 0;

export const row = (
  argument: string,
  pass: (value: never) => unknown,
  isRight: (value: unknown) => boolean = never,
): Row => ({ argument, pass, isRight });

const content = text('Merino crew neck');
const trust = createShopTrust();
const signer = localSigner(shopKey);
const envelope = contentmark.signSync(content, { signer, claims: claimsInput });
const options = { trust, environment: 'production', subject: SUBJECT, now: NOW };
const publicJwk = contentmark.exportPublicJwk(shopKey);
const jwk = contentmark.unsafeExportPrivateJwk(shopKey);
const entry = {
  publicKey: shopKey.publicKey,
  issuers: ['https://brand.example'],
  environments: ['staging'],
};

/** A function taken with one option set to the value. */
export const option =
  <T extends object>(call: (given: T) => unknown, base: T, name: string) =>
  (value: never) =>
    call({ ...base, [name]: value });

const rawRows = (call: typeof contentmark.raw): Row[] => [
  row('bytes', (value) => call(value), isBytes),
  row('options', (value) => call(Uint8Array.of(1), value), either(isAbsent, isNoOptions)),
  row('options.mediaType', (value) => call(Uint8Array.of(1), { mediaType: value }), isAbsent),
];

const jwkRows = (argument: string, call: (given: never) => unknown, base: object): Row[] => {
  const member = (name: string, isRight?: (value: unknown) => boolean) =>
    row(argument, (value) => call({ ...base, [name]: value } as never), isRight);
  return [
    row(argument, (value) => call(value)),
    ...['kty', 'crv', 'x'].map((name) => member(name)),
    ...['alg', 'use', 'key_ops'].map((name) => member(name, isAbsent)),
    member('kid', always),
  ];
};

const CLAIMS: Readonly<Record<string, (value: unknown) => boolean>> = {
  issuer: isText,
  subject: isText,
  environment: isText,
  audience: either(isAbsent, isText),
  issuedAt: either(isAbsent, isSeconds),
  notBefore: either(isAbsent, isSeconds),
  expiresAt: isAbsent,
  id: isAbsent,
  sourceType: isAbsent,
  purpose: isAbsent,
  generator: isAbsent,
  ingredients: isAbsent,
  kind: isAbsent,
  review: isAbsent,
  detectionUrl: either(isAbsent, isText),
  topics: isAbsent,
  privateDigest: either(isAbsent, is32Bytes),
  softBindings: isAbsent,
  extensions: either(isAbsent, isExtensions),
};

const NESTED: readonly [string, (value: never) => object, (value: unknown) => boolean][] = [
  ['generator.name', (name) => ({ generator: { name } }), isText],
  [
    'generator.version',
    (version) => ({ generator: { name: 'x', version } }),
    either(isAbsent, isText),
  ],
  ['generator.model', (model) => ({ generator: { name: 'x', model } }), either(isAbsent, isText)],
  ['review', (kind) => ({ review: { kind, party: 'x', reviewedAt: 1, digest: jwk } }), never],
  [
    'review',
    (party) => ({ review: { kind: 'legal', party, reviewedAt: 1, digest: party } }),
    never,
  ],
  ['review', (at) => ({ review: { kind: 'legal', party: 'x', reviewedAt: at, digest: 1 } }), never],
  ['ingredients', (digest) => ({ ingredients: [digest] }), is32Bytes],
  ['topics', (topic) => ({ topics: [topic] }), never],
  ['softBindings', (binding) => ({ softBindings: [binding] }), never],
  [
    'softBindings',
    (value) => ({ softBindings: [{ algorithm: 1, value }] }),
    (value) => isBytes(value) && (value as Uint8Array).length > 0,
  ],
  [
    'softBindings',
    (algorithm) => ({ softBindings: [{ algorithm, value: shopKey.publicKey }] }),
    isSeconds,
  ],
  [
    'extensions',
    (x) => ({ extensions: { x } }),
    either(isText, isBytes, isSeconds, (value) => typeof value === 'boolean'),
  ],
];

const signRows = (call: typeof contentmark.signSync | typeof contentmark.sign): Row[] => [
  row('content', (value) => call(value, { signer, claims: claimsInput })),
  row('options', (value) => call(content, value)),
  row('options.signer', (value) => call(content, { signer: value, claims: claimsInput })),
  row('options.signer.publicKey', (publicKey) =>
    call(content, { signer: { ...signer, publicKey }, claims: claimsInput }),
  ),
  row('claims', (claims) => call(content, { signer, claims })),
  ...Object.entries(CLAIMS).map(([name, isRight]) =>
    row(
      `claims.${name}`,
      (value) => call(content, { signer, claims: { ...claimsInput, [name]: value } }),
      isRight,
    ),
  ),
  ...NESTED.map(([name, build, isRight]) =>
    row(
      `claims.${name}`,
      (value) => call(content, { signer, claims: { ...claimsInput, ...build(value) } }),
      isRight,
    ),
  ),
];

const VERIFIER_OPTIONS: Readonly<Record<string, (value: unknown) => boolean>> = {
  trust: never,
  // Its name must be one that the trust has a key for.
  environment: never,
  audience: either(isAbsent, isText),
  recall: isAbsent,
  clockTolerance: either(isAbsent, isSeconds),
  clock: either(isAbsent, isFunction),
  backend: isAbsent,
};
const ITEM_OPTIONS: Readonly<Record<string, (value: unknown) => boolean>> = {
  subject: isText,
  now: either(isAbsent, isSeconds),
  requiredParts: either(isAbsent, isEmptyList),
};
export const optionRows = <T extends object>(
  table: Readonly<Record<string, (value: unknown) => boolean>>,
  call: (given: T) => unknown,
  base: T,
) =>
  Object.entries(table).map(([name, isRight]) =>
    row(`options.${name}`, option(call, base, name), isRight),
  );

const isMark = either(isString, isBytes, isAbsent, (value) => value === null, isEmptyList);
const verifyRows = (call: typeof contentmark.verifySync | typeof contentmark.verify): Row[] => [
  row('content', (value) => call(value, envelope, options)),
  row('mark', (value) => call(content, value, options), isMark),
  row('mark', (value) => call(content, [value], options), either(isString, isBytes)),
  row('options', (value) => call(content, envelope, value)),
  ...optionRows(
    { ...VERIFIER_OPTIONS, ...ITEM_OPTIONS },
    (given) => call(content, envelope, given),
    options,
  ),
];
const verifier = contentmark.createVerifier({ trust, environment: 'production' });
const item = { subject: SUBJECT, now: NOW };
const verifierRows = (['verify', 'verifySync'] as const).flatMap((name): Row[] => [
  row('content', (value) => verifier[name](value, envelope, item)),
  row('mark', (value) => verifier[name](content, value, item), isMark),
  row('options', (value) => verifier[name](content, envelope, value)),
  ...optionRows(ITEM_OPTIONS, (given) => verifier[name](content, envelope, given), item),
]);

const page = { content, mark: envelope, subject: SUBJECT };
const pageRows: Row[] = [
  row('items', (value) => verifier.verifyAll(value, { now: NOW }), isEmptyList),
  row('items[0]', (value) => verifier.verifyAll([value], { now: NOW })),
  ...['content', 'subject', 'requiredParts'].map((name) =>
    row(
      `items[0].${name}`,
      (value) => verifier.verifyAll([{ ...page, [name]: value }], { now: NOW }),
      // A record's own fault refuses the record.
      name === 'subject'
        ? isString
        : name === 'requiredParts'
          ? either(isAbsent, isEmptyList)
          : never,
    ),
  ),
  row(
    'mark',
    (mark) => verifier.verifyAll([{ ...page, mark }]),
    () => true,
  ),
  row('options', (value) => verifier.verifyAll([page], value), either(isAbsent, isNoOptions)),
  row('options.now', (now) => verifier.verifyAll([page], { now }), either(isAbsent, isSeconds)),
  row('signedRoot', verifier.addRoot, either(isString, isBytes)),
  row('signedRoot', verifier.addRootSync, either(isString, isBytes)),
];

const {
  subject: _subject,
  id: _id,
  ...shared
} = claimsInput as typeof claimsInput & {
  id?: string;
};
async function signAll(items: never, given: object = {}): Promise<void> {
  const batch = contentmark.signBatch(items, { signer, claims: shared, ...given } as never);
  for await (const _item of batch);
}
const two = [
  { content, subject: 'a' },
  { content, subject: 'b' },
] as never;
const batchRows: Row[] = [
  row('items', (value) => signAll(value), isEmptyIterable),
  row('items[1]', (value) => signAll([two[0], value] as never)),
  row('items[1].content', (value) => signAll([two[0], { content: value, subject: 'b' }] as never)),
  row(
    'items[1].subject|claims.subject',
    (subject) => signAll([two[0], { content, subject }] as never),
    isText,
  ),
  row('items[1].id', (id) => signAll([two[0], { content, subject: 'b', id }] as never), isAbsent),
  row('options.signer', (value) => signAll(two, { signer: value })),
  row('claims', (claims) => signAll(two, { claims })),
  row(
    'options.chunkSize',
    (chunkSize) => signAll(two, { chunkSize }),
    either(isAbsent, (v) => v === 1),
  ),
  row('options.name', (name) => signAll(two, { name }), either(isAbsent, isText)),
  row(
    'options.thin',
    (thin) => signAll(two, { thin }),
    either(isAbsent, (v) => typeof v === 'boolean'),
  ),
  row(
    'options.onUnsignable',
    (onUnsignable) => signAll(two, { onUnsignable }),
    either(isAbsent, isFunction),
  ),
];

export const ROWS: Readonly<Record<string, readonly Row[]>> = {
  imageDigest: rawRows(contentmark.imageDigest),
  raw: rawRows(contentmark.raw),
  json: [row('value', contentmark.json, always)],
  jsonText: [row('source', contentmark.jsonText, isString)],
  text: [row('source', contentmark.text, isString)],
  parseJson: [
    row('text', (value) => contentmark.parseJson(value, 8), isString),
    row('maxDepth', (value) => contentmark.parseJson('[]', value), isSeconds),
  ],
  canonicalized: [
    row('profile', (profile) => contentmark.canonicalized(profile, { form: 'a' })),
    row('canonical', (canonical) => contentmark.canonicalized('text-1', canonical)),
  ],
  numberedParts: [
    row('name', (name) => contentmark.numberedParts(name, []), isText),
    row('contents', (contents) => contentmark.numberedParts('alt', contents), hasNoTexts),
  ],
  parts: [
    row('named', contentmark.parts),
    row('named.title', (title) => contentmark.parts({ title })),
    row('named', (name) => contentmark.parts(new Map([[name, content]])), isText),
  ],
  SigningKey: [
    row('seed', (value) => new contentmark.SigningKey(value), is32Bytes),
    row('message', (value) => shopKey.signMessage(value), isBytes),
  ],
  exportPublicJwk: jwkRows('key', contentmark.exportPublicJwk, publicJwk),
  importPublicKey: jwkRows('key', contentmark.importPublicKey, publicJwk),
  importPrivateJwk: [
    ...jwkRows('jwk', contentmark.importPrivateJwk, jwk),
    row('jwk', (d) => contentmark.importPrivateJwk({ ...jwk, d })),
  ],
  importPkcs8: [row('pkcs8', contentmark.importPkcs8)],
  importSeed: [row('seed', contentmark.importSeed, is32Bytes)],
  isContentmarkError: [row('value', contentmark.isContentmarkError, always)],
  keyIdOf: [row('publicKey', contentmark.keyIdOf, is32Bytes)],
  localSigner: [row('key', contentmark.localSigner)],
  thumbprint: [row('publicKey', (value) => contentmark.thumbprint(value), is32Bytes)],
  unsafeExportPkcs8: [row('key', contentmark.unsafeExportPkcs8)],
  unsafeExportPrivateJwk: [row('key', contentmark.unsafeExportPrivateJwk)],
  unsafeExportSeed: [row('key', contentmark.unsafeExportSeed)],
  sign: signRows(contentmark.sign),
  signBatch: batchRows,
  signSync: [
    ...signRows(contentmark.signSync),
    row('signer', (signSync) =>
      contentmark.signSync(content, {
        signer: {
          ...signer,
          signSync: (isFunction(signSync) ? () => signSync : signSync) as never,
        },
        claims: claimsInput,
      }),
    ),
  ],
  createTrust: [
    row('entries', contentmark.createTrust),
    row('entries[0]', (value) => contentmark.createTrust([value])),
    ...(['publicKey', 'issuers', 'environments'] as const).map((name) =>
      row(`entries[0].${name}`, (value) => contentmark.createTrust([{ ...entry, [name]: value }])),
    ),
    ...(['notBefore', 'notAfter', 'revokedAt'] as const).map((name) =>
      row(
        `entries[0].${name}`,
        (value) => contentmark.createTrust([{ ...entry, [name]: value }]),
        either(isAbsent, isSeconds),
      ),
    ),
    row(
      'entries[0].purposes',
      (value) => contentmark.createTrust([{ ...entry, purposes: value }]),
      isAbsent,
    ),
    ...(['issuers', 'environments', 'purposes'] as const).map((name) =>
      row(
        `entries[0].${name}`,
        (value) => contentmark.createTrust([{ ...entry, [name]: [value] }]),
        name === 'purposes' ? never : isText,
      ),
    ),
    row('keyId', (value) => createShopTrust().revoke(value)),
    row(
      'revokedAt',
      (value) => createShopTrust().revoke(shopKey.keyId, value),
      either(isAbsent, isSeconds),
    ),
  ],
  createRecall: [
    row('options', contentmark.createRecall, either(isAbsent, isNoOptions)),
    row(
      'options.ids',
      (ids) => contentmark.createRecall({ ids }),
      either(isAbsent, isEmptyIterable),
    ),
    row('options.ids[0]', (id) => contentmark.createRecall({ ids: [id] })),
    row(
      'options.validUntil',
      (validUntil) => contentmark.createRecall({ validUntil }),
      either(isAbsent, isSeconds),
    ),
    row('ids', (ids) => contentmark.createRecall().add(ids), isEmptyIterable),
    row(
      'validUntil',
      (time) => contentmark.createRecall().renew(time),
      either(isAbsent, isSeconds),
    ),
  ],
  createVerifier: [
    row('options', contentmark.createVerifier),
    ...optionRows(VERIFIER_OPTIONS, contentmark.createVerifier, { trust, environment: 'staging' }),
    ...verifierRows,
    ...pageRows,
  ],
  verify: verifyRows(contentmark.verify),
  verifySync: verifyRows(contentmark.verifySync),
  explain: [row('verdict', contentmark.explain)],
  inspect: [row('envelope', contentmark.inspect, either(isString, isBytes))],
};
