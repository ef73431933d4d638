import { defineConfig } from 'vitest/config';

export default defineConfig({
  // vite resolves `graphql` to its ES build while externalised packages load the CommonJS one; two copies of graphql
  // refuse each other's types ("another module or realm"), so everything is pointed at one file.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // A page that waits for a busy machine is not wrong.
    expect: { poll: { timeout: 15_000 } },
  },
});
