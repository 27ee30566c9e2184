// @ts-nocheck
import { fileURLToPath } from 'node:url';
import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

export default defineConfig({
  plugins: [reactRouter()],
  resolve: {
    // A shop has contentmark in its node_modules; this one takes the build two folders up.
    alias: [
      { find: /^contentmark$/, replacement: `${DIST}index.js` },
      { find: /^contentmark\/(.*)$/, replacement: `${DIST}$1.js` },
    ],
    // The components of contentmark/react and the shop's own: one React.
    dedupe: ['react', 'react-dom'],
  },
  // The shop's policy allows fonts and pictures of its own address, and none that are data in a URL.
  build: { assetsInlineLimit: 0 },
  environments: {
    ssr: { build: { rollupOptions: { input: './server/app.ts' } } },
  },
});
