import { defineConfig } from 'vite';

/** The dashboard: everything it needs is bundled, nothing is fetched from elsewhere, nothing is inlined. */
export default defineConfig(({ command }) => ({
  root: import.meta.dirname,
  publicDir: 'public',
  // Whatever the environment says (tests say "test"), what is built is what people get.
  ...(command === 'build' ? { define: { 'process.env.NODE_ENV': JSON.stringify('production') } } : {}),
  build: {
    outDir: '../build/web',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    target: 'es2023',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
  server: { proxy: { '^/(v1|get_|health|metrics|openapi|docs)': 'http://localhost:8080' } },
}));
