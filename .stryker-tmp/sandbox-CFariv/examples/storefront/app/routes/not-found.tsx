/** Whatever has no page. */
// @ts-nocheck

export function loader(): never {
  throw new Response('There is no such page.', { status: 404 });
}

/** Without a component this would be no page, and its refusal no page either. */
export default function NotFound() {
  return null;
}
