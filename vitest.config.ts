import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    pool: 'forks',
    testTimeout: 30_000,
    env: { TZ: 'UTC', NODE_ENV: 'test' },
  },
});
