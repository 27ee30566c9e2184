/** What the API does, without HTTP: requests that the schemas have let through in, answers out. */
// @ts-nocheck

import { explain } from 'contentmark/explain';
import { isContentmarkError, type PageItem, type Verdict, type Verifier } from 'contentmark/verify';
import { countHtml, toContent } from './content.ts';
import { detect, type Found, toDetectResponse } from './detect.ts';
import type { Outcome } from './events.ts';
import type { ApiSettings } from './options.ts';
import { RequestProblem } from './problem.ts';
import type { BatchRequest, DetectRequest, VerifyRequest } from './request-schemas.ts';
import type { DetectInput } from './submitted.ts';

/** An answer, and what may be told of it. */
export interface Answer {
  readonly body: object;
  readonly outcomes: readonly Outcome[];
}

/** The API without HTTP. */
export interface Service {
  verify(request: VerifyRequest): Promise<Answer>;
  verifyBatch(request: BatchRequest): Promise<Answer>;
  detect(request: DetectRequest): Promise<Answer>;
  /** What `detect` found, before it is a response. */
  look(request: DetectInput): Promise<Found>;
}

/** Makes the service. */
export function createService(settings: ApiSettings): Service {
  const { createVerifier, limits } = settings;
  const verifier = createVerifier();

  function requireFewHtml(requests: readonly VerifyRequest[]): void {
    let count = 0;
    for (const { content } of requests) count += countHtml(content);
    if (count > limits.htmlCharacters) throw new RequestProblem('content-too-large');
  }

  async function verify(request: VerifyRequest): Promise<Answer> {
    requireFewHtml([request]);
    const { content, evidence, ...item } = toItem(request, '');
    const verdict = await verifier.verify(content, evidence, item);
    return { body: toBody(verdict), outcomes: [toOutcome(verdict)] };
  }

  async function verifyBatch({ items, roots = [] }: BatchRequest): Promise<Answer> {
    requireFewHtml(items);
    const page = items.map((item, index) => toItem(item, `/items/${index}`));
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

  const look = (request: DetectInput) => blameClient(() => detect(request, verifier, settings));

  return {
    verify: (request) => blameClient(() => verify(request)),
    verifyBatch: (request) => blameClient(() => verifyBatch(request)),
    async detect(request) {
      const found = await look(request);
      return { body: await toDetectResponse(found), outcomes: [toDetection(found)] };
    },
    look,
  };
}

function toItem({ content, evidence, subject }: VerifyRequest, pointer: string): PageItem {
  const required = 'parts' in content ? content.required : undefined;
  return {
    content: toContent(content, `${pointer}/content`),
    evidence,
    subject,
    ...(required !== undefined && { requiredParts: required }),
  };
}

/**
 * What the library refuses as a caller's mistake although the schema let it through, such as a
 * part's name of 600 bytes, is the client's mistake. Its message may quote, so it ends here.
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
export function toDetection({ result, receipt }: Found): Outcome {
  return { kind: 'detection', result, isSigned: receipt !== undefined };
}

function toOutcome(verdict: Verdict): Outcome {
  const { status } = verdict;
  return status === 'rejected'
    ? { kind: 'verdict', status, reason: verdict.reason }
    : { kind: 'verdict', status };
}
