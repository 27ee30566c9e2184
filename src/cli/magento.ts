/** `contentmark magento`: the commands that speak to a shop. */
import type { Command } from 'commander';
import { addMagentoCheck } from './magento-check.ts';
import { addMagentoMark } from './magento-mark.ts';
import { addMagentoSetup } from './magento-setup.ts';
import type { Session } from './terminal/session.ts';

/** Adds the commands. */
export function addMagento(program: Command, session: Session): void {
  const magento = program
    .command('magento')
    .summary('mark and check the products of a Magento shop')
    .description(
      'Set up, mark and check the products of a Magento or Adobe Commerce shop over REST.',
    );
  addMagentoSetup(magento, session);
  addMagentoMark(magento, session);
  addMagentoCheck(magento, session);
}
