// @ts-nocheck
/// <reference lib="dom" />
/** Checks what an element holds by its attributes, with the verifier, which is loaded only then. */
import {
  type CompactSingle,
  type CompactVerdict,
  createCompactVerifier,
  text,
} from 'contentmark/compact';
import type { Reason } from 'contentmark/verify';
import { findMark } from './find-mark.ts';

/** The mark was made on another profile than the one read. */
const MISMATCH = 'profile-mismatch';

/** Checks it. Rejects where the page is not set up right. */
export async function checkElement(host: HTMLElement): Promise<CompactVerdict> {
  const attribute = (name: string) => host.getAttribute(name) ?? undefined;
  const byId = (id: string) => document.getElementById(id);
  const id = attribute('for');
  const scope = id === undefined ? host : byId(id);
  if (!scope) throw Error();
  const keys = JSON.parse(byId(attribute('trust') ?? 'contentmark-trust')?.textContent ?? '');
  const verifier = createCompactVerifier({
    keys,
    environment: attribute('environment') ?? 'production',
    audience: attribute('audience'),
  });
  const found = findMark(host, scope);
  const part = attribute('content-part');
  const subject = attribute('subject') ?? '';
  let reason: Reason = MISMATCH;
  /** The verdict on the reading that decides, if one does; `reason` is then why none fits. */
  const first = async (readings: readonly CompactSingle[]) => {
    for (const single of readings) {
      const content = part === undefined ? single : { parts: new Map([[part, single]]) };
      const verdict = await verifier.verify(content, found.evidence, { subject });
      if (verdict.status !== 'rejected') return verdict;
      if (verdict.reason !== MISMATCH && verdict.reason !== 'digest-mismatch') return verdict;
      // An edited content stays one, whatever it does not read as besides.
      if (reason === MISMATCH) reason = verdict.reason;
    }
    return;
  };
  // Templates put white space around a value, which nobody sees.
  let verdict = await first([found.text, found.text.trim()].map(text));
  if (!verdict && reason === MISMATCH) {
    const { htmlReadings } = await import('./html-content.ts');
    verdict = await first([found.html, found.html.trim()].flatMap(htmlReadings));
  }
  return verdict ?? { status: 'rejected', reason };
}
