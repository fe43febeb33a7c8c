import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'web/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/setup.ts'],
    pool: 'forks',
    // A test waits for what is to happen, not for a time: the limits are for what never comes, on a machine that does much else.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    env: { TZ: 'UTC', NODE_ENV: 'test' },
  },
});
