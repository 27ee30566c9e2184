// @ts-nocheck
import type { ReactNode } from 'react';

export default function Layout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        <title>Shop</title>
        <link rel="stylesheet" href="/label.css" />
      </head>
      <body>
        <main>{children}</main>
      </body>
    </html>
  );
}
