/**
 * Builds the console into the folder that the server ships, and serves it while one works on it. During development the
 * API is a running Keyward: `KEYWARD_URL`, as the owner of the token in `KEYWARD_TOKEN`, which the proxy adds and which
 * is in nothing that is built.
 */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const { KEYWARD_URL = 'http://127.0.0.1:7420', KEYWARD_TOKEN } = process.env;

const headers = KEYWARD_TOKEN === undefined ? {} : { authorization: `Bearer ${KEYWARD_TOKEN}` };

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  // The page's own policy forbids what is inline: small files stay files. The placeholder is filled in for each answer.
  html: { cspNonce: '{{nonce}}' },
  build: {
    outDir: fileURLToPath(new URL('../server/console/', import.meta.url)),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2024',
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/docs', '/openapi.json'].map((path) => [path, { target: KEYWARD_URL, changeOrigin: true, headers }]),
    ),
  },
});
