/** The report of a command over a shop: products with a finding, and counts. */
import type { ProductOutcome, ProductResult } from 'contentmark/shopify-client';
import type { Io } from '../terminal/io.ts';
import { createReport, type Report } from '../terminal/report.ts';

/** Whether a product with this outcome is listed; others are only counted. */
const IS_FINDING: Readonly<Record<ProductOutcome, boolean>> = {
  marked: false,
  kept: false,
  verified: false,
  'would-mark': false,
  skipped: false,
  rejected: true,
  absent: true,
  unsignable: true,
  refused: true,
  contended: true,
  gone: true,
  broken: true,
};

/** A reporter for people or for machines: `{ "products": […], "counts": {…} }`. */
export function createShopReport(io: Io, isJson: boolean): Report<ProductResult> {
  const report = createReport<ProductResult>(io, isJson, {
    list: 'products',
    toJson: describe,
    what: ({ outcome }) => outcome,
    where: ({ subject = 'a line of the result', detail }) =>
      detail === '' ? subject : `${subject}: ${detail}`,
    isMild: ({ outcome }) => outcome === 'absent' || outcome === 'gone',
    hidesZeros: true,
  });
  return {
    ...report,
    async add(result) {
      if (IS_FINDING[result.outcome]) await report.add(result);
    },
  };
}

function describe({ outcome, subject, id, detail, verdict }: ProductResult): object {
  const reason = verdict?.status === 'rejected' ? verdict.reason : undefined;
  const parts = verdict?.status === 'rejected' ? verdict.parts : [];
  return { subject, id, outcome, reason, detail: detail === '' ? undefined : detail, parts };
}
