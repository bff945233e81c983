import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

/**
 * Tests read the packages' sources, so that a change is tested without a build in between.
 *
 * Without the condition `import`, which Vite adds where it applies: vitest hands all conditions to Node, and there it would send
 * a `require` of a dependency through a door for `import`.
 */
const conditions = ['@thingplan/source', 'node', 'default']

/** In front of every test file: what the packages make and say holds no private key. */
const watchForPrivateKeys = fileURLToPath(new URL('scripts/private-keys/watch-tests.mjs', import.meta.url))

export const suite = (test: ViteUserConfig['test'] = {}): ViteUserConfig =>
  defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      include: ['src/**/*.test.ts', '*.test.ts', 'test/**/*.test.ts'],
      setupFiles: [watchForPrivateKeys],
      reporters: ['default', 'json'],
      outputFile: { json: '.reports/vitest.json' },
      ...test,
    },
  })
