import { defineConfig, type Options } from 'tsup'

/**
 * One build for every package: ES modules for Node 20 and newer bundlers; `tsc` writes the declarations. An inlined package
 * becomes part of the build; `scripts/copy-licenses.mjs` puts its licence beside it.
 */
export const library = (entry: readonly string[], inlined: readonly string[] = []): Options | Options[] =>
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
    noExternal: inlined.map((name) => new RegExp(`^${name}(/|$)`)),
  }) as Options | Options[]
