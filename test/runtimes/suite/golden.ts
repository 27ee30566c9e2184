/** Golden envelopes: the whole verdict on each, by each backend, however it is asked for. */
import type { PageItem, Verdict } from 'contentmark';
import { createGoldenReader, type GoldenVector } from '../../fixtures/golden-vector.ts';
import { type Choice, listChoices } from './backends.ts';
import { equal, type Harness, throwsCode } from './harness.ts';
import type { Capabilities } from './job.ts';
import type { Package } from './package.ts';

/** `verified`, `absent`, or the reason of a refusal. */
export const outcomeOf = (verdict: Verdict): string =>
  verdict.status === 'rejected' ? verdict.reason : verdict.status;

export async function checkGolden(
  harness: Harness,
  subject: Package,
  golden: readonly GoldenVector[],
  capabilities: Capabilities,
): Promise<void> {
  const choices = listChoices(capabilities, subject);
  for (const vector of golden) {
    for (const choice of choices) {
      await harness.check(`golden: ${vector.name} (${choice.name})`, () =>
        checkVector(harness, subject, vector, choice),
      );
    }
  }
}

async function checkVector(
  harness: Harness,
  { contentmark, html, carrier }: Package,
  vector: GoldenVector,
  { options, isSynchronous }: Choice,
): Promise<void> {
  const reader = createGoldenReader({ ...contentmark, ...html });
  const content = reader.readContent(vector.content);
  const { mark } = vector;
  const { verifier, item } = await reader.openVerifier(vector, options);
  const verdict = await verifier.verify(content, mark, item);
  equal('verdict', outcomeOf(verdict), vector.expect);
  harness.recordVerdict(`golden: ${vector.name}`, verdict);

  // An empty text is no mark, where no bytes are a damaged one.
  const bytes = mark.map((form) => (form && carrier.decodeTextForm(form)) || form);
  equal('from bytes', outcomeOf(await verifier.verify(content, bytes, item)), vector.expect);
  const { now = 0, ...rest } = item;
  const onPage: PageItem = { content, mark, ...rest };
  equal('on a page', await verifier.verifyAll([onPage, onPage], { now }), [verdict, verdict]);
  if (isSynchronous) {
    equal('at once', verifier.verifySync(content, mark, item), verdict);
  } else {
    await throwsCode(
      'at once',
      'ERR_RUNTIME',
      () => verifier.verifySync(content, mark, item),
      'options.backend',
    );
  }
}
