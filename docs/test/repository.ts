import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root: string = fileURLToPath(new URL('../..', import.meta.url))

const generated = new Set(['node_modules', 'dist', 'coverage'])

const walk = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (!entry.isDirectory()) return [path]
    return entry.name.startsWith('.') || generated.has(entry.name) ? [] : walk(path)
  })

/** Every file of the repository that somebody wrote, as a path from its root. */
export const files: readonly string[] = walk('').sort()

export const read = (file: string): string => readFileSync(join(root, file), 'utf8')
