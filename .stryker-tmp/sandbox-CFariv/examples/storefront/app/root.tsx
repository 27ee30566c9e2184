// @ts-nocheck
import '@fontsource-variable/fraunces/wght.css';
import '@fontsource-variable/hanken-grotesk/wght.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/listing.css';
import './styles/product.css';
import './styles/forms.css';
import './styles/checkout.css';
import './styles/words.css';
import './styles/admin.css';
import { type ReactNode, use } from 'react';
import {
  isRouteErrorResponse,
  Link,
  Links,
  Meta,
  NavLink,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteError,
  useRouteLoaderData,
} from 'react-router';
import type { Route } from './+types/root.ts';
import { BagIcon, Mark } from './components/icons.tsx';
import { Nonce } from './nonce.ts';
import { readCart } from './shop/cart.server.ts';
import { shopContext } from './shop/shop.server.ts';

export async function loader({ request, context }: Route.LoaderArgs) {
  const shop = context.get(shopContext);
  const cart = await readCart(shop, request);
  const count = [...cart.values()].reduce((sum, quantity) => sum + quantity, 0);
  const store = shop.settings.production['store'] as { readonly announcement: string };
  return { types: shop.catalogue.types, count, announcement: store.announcement };
}

export function Layout({ children }: { readonly children: ReactNode }) {
  const nonce = use(Nonce);
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <Meta />
        <Links />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the content
        </a>
        <Header />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Footer />
        <ScrollRestoration {...(nonce !== undefined && { nonce })} />
        <Scripts {...(nonce !== undefined && { nonce })} />
      </body>
    </html>
  );
}

function Header() {
  const data = useRouteLoaderData<typeof loader>('root');
  const count = data?.count ?? 0;
  return (
    <header className="site">
      {data?.announcement !== undefined && <p className="announcement">{data.announcement}</p>}
      <div className="bar">
        <Link to="/" className="brand">
          <Mark />
          <span>Tarn &amp; Ridge</span>
        </Link>
        <nav aria-label="Departments" className="departments">
          <ul>
            {(data?.types ?? []).map((type) => (
              <li key={type}>
                <Link to={`/?type=${encodeURIComponent(type)}`}>{type}</Link>
              </li>
            ))}
          </ul>
        </nav>
        <NavLink to="/cart" className="bag">
          <BagIcon />
          <span>Cart</span>
          <span className="count">
            {count}
            <span className="visually-hidden"> {count === 1 ? 'item' : 'items'}</span>
          </span>
        </NavLink>
      </div>
    </header>
  );
}

function Footer() {
  return (
    <footer className="site-footer">
      <div>
        <div>
          <p className="brand">
            <Mark />
            <span>Tarn &amp; Ridge</span>
          </p>
          <p>
            An example shop of contentmark. Nothing here is for sale; its reviews and accounts were
            written for it.
          </p>
        </div>
        <nav aria-label="About this shop">
          <ul>
            <li>
              <Link to="/labels">How we label AI-made content</Link>
            </li>
            <li>
              <Link to="/admin">Back office</Link>
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary() {
  const error = useRouteError();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <section className="page message">
      <title>{isMissing ? 'Not here · Tarn & Ridge' : 'Something went wrong · Tarn & Ridge'}</title>
      <p className="eyebrow">{isRouteErrorResponse(error) ? error.status : 500}</p>
      <h1>{isMissing ? 'This trail ends here' : 'Something went wrong'}</h1>
      <p>
        {isMissing
          ? 'The page does not exist, or what it showed is not on sale at the moment.'
          : 'It is our fault, not yours. Please try again in a moment.'}
      </p>
      <p>
        <Link to="/" className="button">
          To the shop
        </Link>
      </p>
    </section>
  );
}
