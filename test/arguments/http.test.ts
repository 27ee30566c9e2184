/**
 * Every option of the verification API, its server, remote trust and attestations, given every kind
 * of wrong value: what is not listed as right is refused by an error that names the option.
 */

import { isContentmarkError } from 'contentmark';
import { signAttestation, verifyAttestation } from 'contentmark/attestation';
import { createInspector, createVerificationApi } from 'contentmark/http';
import {
  clientAddress,
  createMetrics,
  createNodeListener,
  createTextThreads,
  startServer,
} from 'contentmark/http-node';
import { thumbprint } from 'contentmark/keys';
import { createRemoteTrust } from 'contentmark/remote-trust';
import { describe, expect, test } from 'vitest';
import { attestationInput, attestationKeys, signOptions } from '../fixtures/attestations.ts';
import { shopKey } from '../fixtures/keys.ts';
import { apiOptions } from '../fixtures/verification-api.ts';
import { WRONG_VALUES } from '../fixtures/wrong-values.ts';

/** A function under test, with right options, and for each option the wrong values that are right there. */
interface Case {
  readonly call: (options: never) => unknown;
  readonly base: object;
  /** What errors call the options object. */
  readonly argument?: string;
  readonly options: Readonly<Record<string, readonly string[]>>;
}

const ABSENT = ['undefined'];
const FUNCTIONS = ['an arrow function', 'an async function', 'a class'];
const TEXTS = ['a space', 'a digit in a string', 'a word'];

/** Options objects have no prototype rule, so an object without members is one without options. */
const WITHOUT_MEMBERS = WRONG_VALUES.flatMap(([label, value]) => {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && Object.keys(value).length === 0 ? [label] : [];
});

const api = createVerificationApi(apiOptions);
const remote = {
  bindings: [
    {
      thumbprints: [Buffer.from(thumbprint(shopKey.publicKey)).toString('hex')],
      issuers: ['https://shop.example/provenance'],
      environments: ['production'],
      purposes: ['content'],
    },
  ],
};

const apiCase = (call: (options: never) => unknown): Case => ({
  call,
  base: apiOptions,
  options: {
    trust: [],
    // Its name must be one that the trust has a key for.
    environment: [],
    audience: [...ABSENT, ...TEXTS],
    clockTolerance: [...ABSENT, '0', '-0', '1'],
    clock: [...ABSENT, ...FUNCTIONS],
    backend: ABSENT,
    publishedKeys: [...ABSENT, 'an empty array'],
    attestations: ABSENT,
    limits: [...ABSENT, ...WITHOUT_MEMBERS],
    rateLimit: ABSENT,
    textReader: ABSENT,
    corsOrigins: [...ABSENT, 'an empty array'],
    metrics: ABSENT,
    onRequest: [...ABSENT, ...FUNCTIONS],
    onError: [...ABSENT, ...FUNCTIONS],
  },
});

const CASES: Readonly<Record<string, Case>> = {
  createVerificationApi: apiCase(createVerificationApi),
  createInspector: apiCase(createInspector),
  clientAddress: {
    call: clientAddress,
    base: {},
    options: { trustedProxies: [...ABSENT, '0', '-0', '1'] },
  },
  createMetrics: {
    call: createMetrics,
    base: { process: false },
    options: { process: [...ABSENT, 'true', 'false'] },
  },
  createTextThreads: {
    call: async (options) => await createTextThreads(options).close(),
    base: {},
    options: { threads: [...ABSENT, '1'], deadline: [...ABSENT, '1', '1.5'] },
  },
  startServer: {
    call: async (options) => await (await startServer(api, options)).close(0),
    base: { port: 0 },
    options: {
      // Not port and host: what is right there is for the system to say.
      headersTimeout: [...ABSENT, '1', '1.5'],
      requestTimeout: [...ABSENT, '1', '1.5'],
      keepAliveTimeout: [...ABSENT, '1', '1.5'],
      idleTimeout: [...ABSENT, '1', '1.5'],
      maxConnections: [...ABSENT, '1'],
    },
  },
  createRemoteTrust: {
    call: (options) => createRemoteTrust('https://shop.example/keys.json', options),
    base: remote,
    options: {
      bindings: [],
      maxAge: [...ABSENT, '1', '1.5'],
      cooldown: [...ABSENT, '1', '1.5'],
      interval: ABSENT,
      timeout: [...ABSENT, '1', '1.5'],
      saved: ABSENT,
      onRefresh: [...ABSENT, ...FUNCTIONS],
      clock: [...ABSENT, ...FUNCTIONS],
      fetch: [...ABSENT, ...FUNCTIONS],
    },
  },
  signAttestation: {
    call: (options) => signAttestation(attestationInput, options),
    base: signOptions,
    options: { signer: [], solution: [], software: ABSENT },
  },
  'signAttestation, what was found': {
    call: (input) => signAttestation(input, signOptions),
    base: attestationInput,
    argument: 'input',
    options: {
      content: [],
      result: [],
      findings: [],
      subject: [...ABSENT, ...TEXTS],
      environment: [...ABSENT, ...TEXTS],
      detectedAt: [...ABSENT, '0', '-0', '1'],
      id: ABSENT,
    },
  },
  verifyAttestation: {
    call: (options) => verifyAttestation('', options),
    base: { keys: attestationKeys },
    options: {
      keys: [],
      content: ABSENT,
      subject: [...ABSENT, ...TEXTS],
      now: [...ABSENT, '0', '-0', '1'],
    },
  },
};

async function tryValue(
  { call, argument = 'options' }: Case,
  options: unknown,
  name: string,
): Promise<'answered' | 'refused' | string> {
  try {
    await call(options as never);
    return 'answered';
  } catch (error) {
    if (!isContentmarkError(error)) return `threw ${String(error)}`;
    // What is written into a record is named as the record's own member.
    const names = [`${argument}${name}`, ...(name === '' ? [] : [name.slice(1)])];
    const isNamed = names.some((one) => error.argument?.startsWith(one));
    return isNamed ? 'refused' : `blamed "${error.argument}": ${error.message}`;
  }
}

describe.each(Object.entries(CASES))('%s', (_name, one) => {
  test.each(Object.entries(one.options))('refuses wrong values of "%s"', async (name, right) => {
    const surprises: string[] = [];
    for (const [label, value] of WRONG_VALUES) {
      const found = await tryValue(one, { ...one.base, [name]: value }, `.${name}`);
      const wanted = right.includes(label) ? 'answered' : 'refused';
      if (found !== wanted) surprises.push(`${label}: ${found}, expected it ${wanted}`);
    }
    expect(surprises).toEqual([]);
  });

  test('refuses options that are none, and names that it does not know', async () => {
    for (const value of [null, 7, 'text', [], () => 1])
      expect(await tryValue(one, value, '')).toBe('refused');
    expect(await tryValue(one, { ...one.base, nonsense: 1 }, '.nonsense')).toBe('refused');
  });
});

test('what answers no request is no app', async () => {
  for (const [, value] of WRONG_VALUES) {
    expect(() => createNodeListener(value as never)).toThrow(/"api" expected/);
    await expect(startServer(value as never)).rejects.toMatchObject({ argument: 'api' });
  }
});
