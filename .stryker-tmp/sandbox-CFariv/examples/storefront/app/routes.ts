// @ts-nocheck
import { index, type RouteConfig, route } from '@react-router/dev/routes';

export default [
  index('routes/listing.tsx'),
  route('products/:handle', 'routes/product.tsx'),
  route('cart', 'routes/cart.tsx'),
  route('checkout', 'routes/checkout.tsx'),
  route('orders/:id', 'routes/order.tsx'),
  route('labels', 'routes/labels.tsx'),
  route('admin', 'routes/admin.tsx', [
    index('routes/admin-decisions.tsx'),
    route('tenants', 'routes/admin-tenants.tsx'),
    route('settings', 'routes/admin-settings.tsx'),
  ]),
  route('*', 'routes/not-found.tsx'),
] satisfies RouteConfig;
