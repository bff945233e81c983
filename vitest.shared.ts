import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** Tests read the packages' sources, so that a change is tested without a build in between. */
const conditions = ['@thingplan/source', 'node', 'import', 'module', 'default']

export const suite = (test: ViteUserConfig['test'] = {}): ViteUserConfig =>
  defineConfig({
    resolve: { conditions },
    ssr: { resolve: { conditions } },
    test: {
      include: ['src/**/*.test.ts', '*.test.ts', 'test/**/*.test.ts'],
      reporters: ['default', 'json'],
      outputFile: { json: '.reports/vitest.json' },
      ...test,
    },
  })
