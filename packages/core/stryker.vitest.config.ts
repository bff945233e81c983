import { defineConfig } from 'vitest/config'

const conditions = ['@thingplan/source', 'node', 'default']

/** Only the tests of the room that is mutated, since each mutant runs them again; on its own, since it runs in a copy. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: { include: ['src/policy/**/*.test.ts'] },
})
