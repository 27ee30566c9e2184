/** `contentmark magento setup`: creates the attribute and puts it into every attribute set. */
import { type SetUpReport, type SetUpStep, setUpShop } from 'contentmark/magento-client';
import { printable } from '../../printable.ts';
import { explaining, toShopFailure } from '../shop/failure.ts';
import { EXIT } from '../terminal/failure.ts';
import { printJson, printLines } from '../terminal/output.ts';
import type { Session } from '../terminal/session.ts';
import { connect, MAGENTO } from './shop.ts';

/** The options of the command. */
export interface SetUpFlags {
  readonly attribute: string;
  readonly dryRun?: true;
  readonly json?: true;
}

/** Sets the shop up. */
export async function setUp(flags: SetUpFlags, session: Session): Promise<void> {
  const { io } = session;
  const { attribute } = flags;
  const dryRun = flags.dryRun === true;
  const report = await explaining(MAGENTO, async () =>
    setUpShop(connect(io), { attribute, dryRun }),
  );
  if (report.status === 'failed') throw toShopFailure(MAGENTO, report);
  const { steps, problems } = report;
  session.exit = problems.length > 0 ? EXIT.findings : EXIT.clean;
  if (flags.json) return printJson(io, { attribute, dryRun, steps, problems });
  await printLines(io, describe(report, dryRun));
}

const WORDS: Readonly<Record<SetUpStep['step'], readonly [done: string, wouldBe: string]>> = {
  'create-attribute': ['created', 'would be created'],
  'assign-attribute': ['put into', 'would be put into'],
};

function describe(
  { attribute, steps, problems }: Extract<SetUpReport, { status: 'done' }>,
  dryRun: boolean,
): readonly string[] {
  if (problems.length > 0) {
    return [`Attribute ${attribute} will not do:`, ...problems.map((one) => `  ${printable(one)}`)];
  }
  if (steps.length === 0) return [`Attribute ${attribute} is there, in every attribute set.`];
  return steps.map(({ step, attributeSet }) => {
    const words = WORDS[step][dryRun ? 1 : 0];
    const where = attributeSet === undefined ? '' : ` attribute set ${printable(attributeSet)}`;
    return `Attribute ${attribute} ${words}${where}`;
  });
}
