/** What a command over a shop tells: products that are not as they should be, and counts. */
import type { ProductCounts, ProductOutcome, ProductResult } from 'contentmark/shopify-client';
import { printable } from '../../printable.ts';
import { type Failure, toFailure } from '../terminal/failure.ts';
import { colorsFor, type Io, write } from '../terminal/io.ts';
import { createJsonList } from '../terminal/json-list.ts';

/** Takes products as they come, and ends with either `finish` or `fail`. */
export interface ShopReporter {
  readonly add: (result: ProductResult) => Promise<void>;
  readonly finish: (title: string, counts: ProductCounts, more: object) => Promise<void>;
  readonly fail: (error: unknown, counts: ProductCounts | undefined) => Promise<Failure>;
}

/** Whether a product is listed one by one: what is as it should be is only counted. */
export const IS_FINDING: Readonly<Record<ProductOutcome, boolean>> = {
  marked: false,
  kept: false,
  verified: false,
  'would-mark': false,
  rejected: true,
  absent: true,
  unsignable: true,
  refused: true,
  contended: true,
  gone: true,
  broken: true,
};

const SHOWN_FINDINGS = 20;

/** A reporter for people or for machines. */
export function createShopReporter(io: Io, isJson: boolean): ShopReporter {
  return isJson ? createJsonReporter(io) : createTextReporter(io);
}

/** `{ "products": […], "counts": {…} }`, written as the shop is gone through. */
function createJsonReporter(io: Io): ShopReporter {
  const list = createJsonList(io, 'products');
  return {
    async add(result) {
      if (IS_FINDING[result.outcome]) await list.add(describe(result));
    },
    finish: (_title, counts, more) => list.end({ counts, ...more }),
    fail: (error) => list.fail(error),
  };
}

function describe({ outcome, handle, id, detail, verdict }: ProductResult): object {
  const reason = verdict?.status === 'rejected' ? verdict.reason : undefined;
  const parts = verdict?.status === 'rejected' ? verdict.parts : [];
  return { handle, id, outcome, reason, detail: detail === '' ? undefined : detail, parts };
}

function createTextReporter(io: Io): ShopReporter {
  const colors = colorsFor(io.stdout, io.env);
  const shown: string[] = [];
  let total = 0;

  function print(title: string, counts: ProductCounts): Promise<void> {
    const rows = Object.entries(counts).filter(([, count]) => count > 0);
    const width = Math.max(1, ...rows.map(([, count]) => format(count).length));
    const lines = [
      colors.bold(printable(title)),
      ...rows.map(([name, count]) => `  ${name.padEnd(11)} ${format(count).padStart(width)}`),
    ];
    if (total > 0) lines.push('', ...shown);
    if (total > shown.length) {
      lines.push(`  … and ${format(total - shown.length)} more; --json lists all`);
    }
    return write(io.stdout, `${lines.join('\n')}\n`);
  }

  return {
    async add({ outcome, handle, detail }) {
      if (!IS_FINDING[outcome]) return;
      total += 1;
      if (shown.length >= SHOWN_FINDINGS) return;
      const why = detail === '' ? '' : `: ${detail}`;
      const paint = outcome === 'absent' || outcome === 'gone' ? colors.yellow : colors.red;
      shown.push(`  ${paint(outcome)}  ${printable(`${handle ?? 'a line of the result'}${why}`)}`);
    },
    finish: (title, counts) => print(title, counts),
    async fail(error, counts) {
      if (counts !== undefined) await print('Ended early; what was counted is done', counts);
      return toFailure(error);
    },
  };
}

function format(n: number): string {
  return n.toLocaleString('en-US');
}
