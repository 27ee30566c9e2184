// @ts-nocheck
import type { Config } from '@react-router/dev/config';

export default {
  ssr: true,
  // All routes are known from the start: a shop of ten pages has nothing to discover.
  routeDiscovery: { mode: 'initial' },
  future: { v8_middleware: true, v8_viteEnvironmentApi: true },
} satisfies Config;
