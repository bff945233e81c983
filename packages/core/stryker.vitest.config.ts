import { defineConfig } from 'vitest/config'

const conditions = ['@thingplan/source', 'node', 'default']

/** Only the tests of the room that is mutated, since each mutant runs them again; on its own, since it runs in a copy. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/policy/**/*.test.ts'],
    setupFiles: ['mutation/few-cases.ts'],
    // The tests change nothing that another file could see, and loading the modules once is half of the time.
    isolate: false,
    // Stryker measures time itself: on a busy machine a slow test is not a killed mutant.
    testTimeout: 120_000,
  },
})
