import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

/** Bytes of a minified and gzipped bundle of some exports (default: all), dependencies included, as an application would ship it. */
export const bundleSize = async (specifier: string, names: readonly string[] = []): Promise<number> => {
  const contents =
    names.length === 0 ? `export * from '${specifier}'` : `export { ${names.join(', ')} } from '${specifier}'`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles.reduce((bytes, { contents }) => bytes + gzipSync(contents, { level: 9 }).length, 0)
}
