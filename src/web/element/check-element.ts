/// <reference lib="dom" />
/** Checks the content of an element by its attributes. The verifier is loaded only then. */

import type { Reason } from '../../reasons.ts';
import { type CompactSingle, text } from '../../verify/compact/content.ts';
import { type CompactVerdict, createCompactVerifier } from '../../verify/compact/verifier.ts';
import { findMark, findOnly, hidesBehindShadow } from './find-mark.ts';

/** The mark was made on another profile than the one read. */
const MISMATCH = 'profile-mismatch';

/** Checks it. Rejects where the page is not set up right. */
export async function checkElement(host: HTMLElement): Promise<CompactVerdict> {
  const attribute = (name: string) => host.getAttribute(name) ?? undefined;
  const id = attribute('for');
  const scope = id === undefined ? host : findOnly('', id);
  // What a shadow root draws is in no mark: what a reader sees is then not what is compared.
  if (hidesBehindShadow(scope)) throw Error();
  const trust = findOnly(
    'script[type="application/json"]',
    attribute('trust') ?? 'contentmark-trust',
  );
  if (scope.contains(trust)) throw Error();
  const keys = JSON.parse(trust.textContent);
  const verifier = createCompactVerifier({
    keys,
    environment: attribute('environment') ?? 'production',
    audience: attribute('audience'),
  });
  const found = findMark(host, scope);
  const part = attribute('content-part');
  const subject = attribute('subject') ?? '';
  let reason: Reason = MISMATCH;
  /**
   * The verdict on the first reading of the content that fits the mark; where none does, `reason`
   * says why.
   */
  const first = async (readings: readonly CompactSingle[]) => {
    for (const single of readings) {
      const content = part === undefined ? single : { parts: new Map([[part, single]]) };
      const verdict = await verifier.verify(content, found.marks, { subject });
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
