/** Runs the magento commands against a shop on the loopback interface. */

import { createShop, type Shop, type ShopOptions } from '../../platforms/magento/shop.ts';
import {
  type Server,
  type ServerOptions,
  serve,
  TOKEN,
} from '../../platforms/magento/shop-server.ts';
import { contentmark, contentmarkJson } from '../harness.ts';

export type Keys = Awaited<ReturnType<typeof import('../harness.ts').createKeys>>;

export interface OpenShop {
  readonly shop: Shop;
  readonly server: Server;
  readonly env: Readonly<Record<string, string>>;
  /** Runs `contentmark magento …` with `--json`. */
  run(args: readonly string[]): ReturnType<typeof contentmarkJson>;
  /** Likewise, as a person sees it. */
  runText(args: readonly string[]): ReturnType<typeof contentmark>;
}

/** Starts a shop. */
export async function openShop(
  options: ShopOptions = {},
  serverOptions: ServerOptions = {},
): Promise<OpenShop> {
  const shop = createShop(options);
  const server = await serve(shop, serverOptions);
  const env = { CONTENTMARK_MAGENTO_URL: server.url, CONTENTMARK_MAGENTO_TOKEN: TOKEN };
  return {
    shop,
    server,
    env,
    run: (args) => contentmarkJson(['magento', ...args], { env }),
    runText: (args) => contentmark(['magento', ...args], { env }),
  };
}

/** The counts of a run, without what did not occur. */
export function counted({ counts }: { readonly counts: object }): object {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** Three products, one of them with French texts, in a shop with the attribute set up. */
export function fill({ shop }: OpenShop): void {
  shop.setUp();
  shop.add(
    'TENT-2P',
    {
      name: 'Two-person tent',
      description: '<p>Stands in a gale; packs into <em>a loaf of bread</em>.</p>',
      short_description: '<p>Light tent.</p>',
      meta_description: 'A light tent for two',
    },
    { fr: { name: 'Tente deux places', description: '<p>Tient dans la tempête.</p>' } },
  );
  shop.add('STOVE-1', {
    name: 'Gas stove 3"',
    description: '<p>Boils a litre.</p>\r\n<p>Folds flat.</p>',
  });
  shop.add('MUG/1', { name: 'Enamel mug' }, { fr: { price: '8.00' } });
}

/** The products of a shop as Magento's export writes them: a view's row has what differs. */
export function exportCsv(shop: Shop): string {
  const columns = ['name', 'description', 'short_description', 'meta_title', 'meta_description'];
  const cell = (value: unknown) => `"${String(value ?? '').replaceAll('"', '""')}"`;
  const lines = shop.list().flatMap((product) =>
    ['', ...shop.storeViews].flatMap((view) => {
      const own = view === '' ? product.values : product.views[view];
      if (own === undefined) return [];
      const value = (code: string) =>
        view !== '' && own[code] === product.values[code] ? '' : own[code];
      const mark = value('contentmark');
      const cells = [product.sku, view, ...columns.map(value), mark && `contentmark=${mark}`];
      return [cells.map(cell).join(',')];
    }),
  );
  const header = ['sku', 'store_view_code', ...columns, 'additional_attributes'];
  return `${[header.join(','), ...lines].join('\n')}\n`;
}
