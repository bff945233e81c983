import { fileURLToPath } from 'node:url'
import { build, type Metafile } from 'esbuild'

export interface Bundle {
  readonly code: string
  readonly bytes: Uint8Array
  /** Files that ended up in it, as paths from the repository's root. */
  readonly files: readonly string[]
}

const repository = fileURLToPath(new URL('../../..', import.meta.url))

const filesOf = ({ outputs }: Metafile): string[] =>
  Object.values(outputs).flatMap(({ inputs }) =>
    Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file),
  )

/**
 * Bundles a piece of code with everything that it imports, for no runtime in particular.
 *
 * @param contents - the code; what it exports is the global `entry` of the bundle.
 */
export const bundle = async (contents: string, options: { readonly minify?: boolean } = {}): Promise<Bundle> => {
  const { outputFiles, metafile } = await build({
    absWorkingDir: repository,
    stdin: { contents, resolveDir: import.meta.dirname },
    conditions: ['@thingplan/source'],
    bundle: true,
    minify: options.minify ?? false,
    format: 'iife',
    globalName: 'entry',
    platform: 'neutral',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error('esbuild wrote nothing')
  return { code: output.text, bytes: output.contents, files: filesOf(metafile) }
}
