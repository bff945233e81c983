/**
 * `npm run docs` writes the codes into docs/operations.md, between two marks, from the packages' closed unions. With `--check` it writes
 * nothing, and complains where the page says something else.
 */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { renderCodes } from './render-codes.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const path = join(root, 'docs/operations.md')
const [begin, end] = ['<!-- codes: written by `npm run docs` -->', '<!-- end of codes -->']

/** As `npm run check:style` wants every page. */
const format = (text: string): string => {
  const biome = spawnSync(join(root, 'node_modules/.bin/biome'), ['format', '--stdin-file-path=docs/operations.md'], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  })
  if (biome.status !== 0) throw new Error(`biome cannot format the page: ${biome.stderr}`)
  return biome.stdout
}

const page = readFileSync(path, 'utf8')
const [before, rest] = page.split(begin)
const after = rest?.split(end)[1]
if (before === undefined || after === undefined) throw new Error('docs/operations.md has no place for the codes')
const text = format(`${before}${begin}\n\n${renderCodes(root)}\n${end}${after}`)

if (!process.argv.includes('--check')) writeFileSync(path, text)
else if (text !== page) {
  process.stdout.write('docs/operations.md is not what the packages say: npm run docs\n')
  process.exitCode = 1
}
