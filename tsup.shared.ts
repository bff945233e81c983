import { defineConfig, type Options } from 'tsup'

/** One build for every package: ES modules for Node 20 and newer bundlers; `tsc` writes the declarations. */
export const library = (entry: readonly string[]): Options | Options[] =>
  defineConfig({
    entry: [...entry],
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    outDir: 'dist',
    clean: true,
    splitting: true,
    sourcemap: true,
    treeshake: true,
    dts: false,
    skipNodeModulesBundle: true,
  }) as Options | Options[]
