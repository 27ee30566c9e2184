/// <reference lib="dom" />
/** Checks what an element holds by its attributes, with the verifier, which is loaded only then. */
import {
  type CompactSingle,
  type CompactVerdict,
  createCompactVerifier,
  text,
} from 'contentmark/compact';
import { findMark } from './find-mark.ts';

/** Reasons that another reading of the same content may not have. */
const READINGS: readonly string[] = ['profile-mismatch', 'digest-mismatch'];

/** Checks it. Rejects where the page is not set up right. */
export async function checkElement(host: HTMLElement): Promise<CompactVerdict> {
  const attribute = (name: string) => host.getAttribute(name) ?? undefined;
  const byId = (id: string) => document.getElementById(id);
  const scope = byId(attribute('for') ?? '') ?? host;
  const keys = JSON.parse(byId(attribute('trust') ?? 'contentmark-trust')?.textContent ?? '');
  const verifier = createCompactVerifier({
    keys,
    environment: attribute('environment') ?? 'production',
    audience: attribute('audience'),
  });
  const found = findMark(host, scope);
  const part = attribute('content-part');
  const subject = attribute('subject') ?? '';
  /** The verdict on the first reading that fits, or on the last. */
  const first = async (readings: readonly CompactSingle[]): Promise<CompactVerdict> => {
    let verdict: CompactVerdict = { status: 'absent' };
    for (const single of readings) {
      const content = part === undefined ? single : { parts: new Map([[part, single]]) };
      verdict = await verifier.verify(content, found.evidence, { subject });
      if (verdict.status !== 'rejected' || !READINGS.includes(verdict.reason)) break;
    }
    return verdict;
  };
  // Templates put white space around a value, which nobody sees.
  let verdict = await first([found.text, found.text.trim()].map(text));
  if (verdict.status === 'rejected' && verdict.reason === 'profile-mismatch') {
    const { htmlReadings } = await import('./html-content.ts');
    verdict = await first([found.html, found.html.trim()].flatMap(htmlReadings));
  }
  return verdict;
}
