/** The API without HTTP: it takes requests that have passed their schema and gives answers. */

import { lookUp } from '../detect/registry/recognize.ts';
import { isContentmarkError } from '../errors.ts';
import { canonicalized } from '../format/content/canonicalized.ts';
import type { Canonical, SingleContent } from '../format/content/content.ts';
import { raw } from '../format/content/raw.ts';
import { check as checkMark } from '../verify/check.ts';
import { explain } from '../verify/explain.ts';
import type { PageItem } from '../verify/item.ts';
import { signedSoon } from '../verify/signature.ts';
import type { Verdict } from '../verify/verdict.ts';
import type { Verifier } from '../verify/verifier.ts';
import type { MarkCheck } from './check-marks.ts';
import { countHtml, PROFILE_OF, type TextRequest, textsOf, toContent } from './content.ts';
import type { Account } from './cost-budget.ts';
import { type AskRegistry, detect, type Found, toDetectResponse } from './detect.ts';
import type { Outcome } from './events.ts';
import type { ApiSettings } from './options.ts';
import { RequestProblem } from './problem.ts';
import type { BatchRequest, DetectRequest, VerifyRequest } from './requests.ts';
import type { DetectInput } from './submitted.ts';
import { createTextReading, measureAll } from './text-reading.ts';

/** An answer, and what may be told of it. */
export interface Answer {
  readonly body: object;
  readonly outcomes: readonly Outcome[];
}

/** The API without HTTP. */
export interface Service {
  verify(request: VerifyRequest, account: Account): Promise<Answer>;
  verifyBatch(request: BatchRequest, account: Account): Promise<Answer>;
  detect(request: DetectRequest, account: Account): Promise<Answer>;
  /** What `detect` found, before it is a response. */
  look(request: DetectInput, account: Account): Promise<Found>;
}

/** Makes the service. */
export function createService(settings: ApiSettings): Service {
  const { createVerifier, verification, limits, textReader, registry, clock } = settings;
  const read = createTextReading(textReader);
  const verifier = createVerifier();

  function requireFewHtml(requests: readonly VerifyRequest[]): void {
    let count = 0;
    for (const { content } of requests) count += countHtml(content);
    if (count > limits.htmlCharacters) throw new RequestProblem('content-too-large');
  }

  /** Canonicalizes the texts that came with a mark; the others are not checked. */
  async function readItems(
    requests: readonly VerifyRequest[],
    account: Account,
    pointerOf: (index: number) => string,
  ): Promise<readonly PageItem[]> {
    const texts = requests.flatMap(({ content, mark }) => (hasMark(mark) ? textsOf(content) : []));
    const job = {
      find: [],
      hasOthers: false,
      canonicalize: texts.map(({ profile, text }) => ({ profile: PROFILE_OF[profile], text })),
    };
    const { canonical } = texts.length > 0 ? await read(job, account) : { canonical: [] };
    const made = new Map(
      texts.map((one, index) => [
        one,
        canonicalized(PROFILE_OF[one.profile], canonical[index] as Canonical),
      ]),
    );
    const toSingle = (one: TextRequest) => made.get(one) ?? raw(new Uint8Array(0));
    return requests.map((request, index) => toItem(request, pointerOf(index), toSingle));
  }

  async function verify(request: VerifyRequest, account: Account): Promise<Answer> {
    requireFewHtml([request]);
    const [one] = await readItems([request], account, () => '');
    const { content, mark, ...item } = one as PageItem;
    const verdict = await verifier.verify(content, mark, item);
    return { body: toBody(verdict), outcomes: [toOutcome(verdict)] };
  }

  async function verifyBatch(
    { items, roots = [] }: BatchRequest,
    account: Account,
  ): Promise<Answer> {
    requireFewHtml(items);
    const page = await readItems(items, account, (index) => `/items/${index}`);
    // Roots are for this request only, so they go into a verifier that ends with it.
    const one = roots.length > 0 ? createVerifier() : verifier;
    const taken: object[] = [];
    for (const root of roots) taken.push(toRoot(await one.addRoot(root)));
    const verdicts = await one.verifyAll(page);
    return {
      body: { results: verdicts.map(toBody), roots: taken },
      outcomes: verdicts.map(toOutcome),
    };
  }

  let { backend } = verification;
  const check: MarkCheck = {
    settings: verification,
    async verifyRead(item) {
      backend ??= await verification.loadBackend();
      return checkMark(item, verification, backend, signedSoon);
    },
  };
  const look = (request: DetectInput, account: Account) => {
    const ask: AskRegistry | undefined =
      registry && ((asked) => measureAll(account, () => lookUp(asked, registry, clock())));
    return blameClient(() => detect(request, (job) => read(job, account), check, ask, settings));
  };

  return {
    verify: (request, account) => blameClient(() => verify(request, account)),
    verifyBatch: (request, account) => blameClient(() => verifyBatch(request, account)),
    async detect(request, account) {
      const found = await look(request, account);
      return { body: await toDetectResponse(found), outcomes: [toDetection(found)] };
    },
    look,
  };
}

function hasMark(mark: VerifyRequest['mark']): boolean {
  return typeof mark === 'string' ? mark !== '' : (mark ?? []).some((one) => one !== '');
}

function toItem(
  { content, mark, subject }: VerifyRequest,
  pointer: string,
  toSingle: (text: TextRequest) => SingleContent,
): PageItem {
  const required = 'parts' in content ? content.required : undefined;
  return {
    content: toContent(content, `${pointer}/content`, toSingle),
    mark,
    subject,
    ...(required !== undefined && { requiredParts: required }),
  };
}

/**
 * Turns an error that the library throws for a caller's mistake, such as a part's name of 600
 * bytes, which the schema allows, into a problem of the client. Its message may quote, so it ends
 * here.
 */
async function blameClient<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const isClients = isContentmarkError(error) && error.code === 'ERR_ARGUMENT';
    throw isClients ? new RequestProblem('invalid-request') : error;
  }
}

function toRoot(added: Awaited<ReturnType<Verifier['addRoot']>>): object {
  if (added.status === 'accepted') return { status: 'accepted' };
  const { status, reason, detail } = added;
  return { status, reason, detail };
}

/** A verdict as the response holds it: claims on the verified branch only, and in plain words. */
function toBody(verdict: Verdict): object {
  return { ...verdict, explanation: explain(verdict) };
}

/** What may be told of a detection. */
export function toDetection({ result, attestation }: Found): Outcome {
  return { kind: 'detection', result, isSigned: attestation !== undefined };
}

function toOutcome(verdict: Verdict): Outcome {
  const { status } = verdict;
  return status === 'rejected'
    ? { kind: 'verdict', status, reason: verdict.reason }
    : { kind: 'verdict', status };
}
