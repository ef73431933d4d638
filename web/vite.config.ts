import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

/** GraphiQL carries its fonts as data: URIs, which a strict Content-Security-Policy refuses; system fonts serve. */
const withoutEmbeddedFonts: Plugin = {
  name: 'theta:without-embedded-fonts',
  enforce: 'pre',
  transform: {
    filter: { id: /graphiql[\\/]dist[\\/]style\.css$/ },
    handler: (css) => ({ code: css.replace(/@font-face\s*\{[^}]*\}/g, ''), map: null }),
  },
};

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react(), withoutEmbeddedFonts],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Every browser of that target preloads modules by itself.
    modulePreload: { polyfill: false },
    // data: URIs are outside the Content-Security-Policy.
    assetsInlineLimit: 0,
    // GraphiQL is one large page of its own; the limit guards the dashboard.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: ['index.html', 'graphiql.html'],
      // A hint to React's compiler inside a package of GraphiQL; nothing is lost with it.
      onLog: (level, log, handle) => log.code === 'MODULE_LEVEL_DIRECTIVE' || handle(level, log),
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/graphql': { target: 'http://127.0.0.1:4400', ws: true }, '/session': 'http://127.0.0.1:4400' },
  },
});
