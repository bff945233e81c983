// Importing a package costs about half a millisecond a file. Code splitting leaves what the main entry shares with the other
// entries in a dozen chunks; here those that the main entry needs become one file, and the chunks only point into it, so
// that every entry still runs the same code.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const directory = join(process.cwd(), 'dist')
const merged = 'main.js'

/**
 * The files of this folder that a file imports, itself included, and theirs.
 *
 * @type {(file: string, found?: Set<string>) => Promise<Set<string>>}
 */
const closureOf = async (file, found = new Set()) => {
  if (found.has(file)) return found
  found.add(file)
  const source = await readFile(join(directory, file), 'utf8')
  for (const [, imported = ''] of source.matchAll(/^(?:import|export)[^'"]*['"]\.\/([\w-]+\.js)['"]/gm)) {
    await closureOf(imported, found)
  }
  return found
}

/** @type {(file: string) => Promise<string[]>} */
const exportsOf = async (file) => {
  const entry = join(directory, file)
  const { metafile } = await build({
    entryPoints: [entry],
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'error',
  })
  return Object.values(metafile.outputs).flatMap((output) => output.exports)
}

const files = [...(await closureOf('index.js'))]
/** @type {Map<string, string[]>} */
const exported = new Map()
for (const file of files) exported.set(file, await exportsOf(file))

/**
 * Chunks may export the same name for different things.
 *
 * @type {(file: string, name: string) => string}
 */
const aliasOf = (file, name) => (file === 'index.js' ? name : `${file.replace(/\W/g, '_')}_${name}`)
/** @type {(file: string, write: (name: string) => string) => string} */
const list = (file, write) => (exported.get(file) ?? []).map(write).join(', ')

await build({
  stdin: {
    contents: files
      .map((file) => `export { ${list(file, (name) => `${name} as ${aliasOf(file, name)}`)} } from './${file}'`)
      .join('\n'),
    resolveDir: directory,
  },
  outfile: join(directory, merged),
  bundle: true,
  packages: 'external',
  // A comment that bundlers keep.
  banner: {
    js: '/*! @thingplan/core, Apache-2.0. What it takes in of others has its licence beside it: LICENSE.<package>. */',
  },
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  sourcemap: true,
  logLevel: 'error',
})

for (const file of files) {
  const pointers = list(file, (name) => `${aliasOf(file, name)} as ${name}`)
  await writeFile(join(directory, file), `export { ${pointers} } from './${merged}'\n`)
  await rm(join(directory, `${file}.map`), { force: true })
}
