// @ts-nocheck
import { NavLink, Outlet } from 'react-router';
import { backOffice } from '../middleware.server.ts';
import type { Route } from './+types/admin.ts';

export const middleware: Route.MiddlewareFunction[] = [backOffice];

/** There is a loader, so that the middleware runs for navigations in the browser too. */
export function loader() {
  return null;
}

export default function Admin() {
  return (
    <div className="page admin">
      <header className="admin-head">
        <div>
          <p className="eyebrow">Back office</p>
          <p className="admin-title">Production</p>
        </div>
        <nav aria-label="Back office">
          <ul className="tabs">
            <li>
              <NavLink to="/admin" end>
                Decisions
              </NavLink>
            </li>
            <li>
              <NavLink to="/admin/tenants">Tenants</NavLink>
            </li>
            <li>
              <NavLink to="/admin/settings">Settings</NavLink>
            </li>
          </ul>
        </nav>
      </header>
      <Outlet />
      <p className="quiet note">
        In a real shop this is behind the sign-in of your colleagues. Here it is open, and listens
        on this machine only.
      </p>
    </div>
  );
}
