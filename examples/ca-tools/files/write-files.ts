import { randomUUID } from 'node:crypto'
import { lstat, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { UsageError } from '../command-line/usage-error.js'

export interface NewFile {
  readonly path: string
  readonly content: string
  /** Whether only its owner may read it. */
  readonly isSecret: boolean
}

/** What is there; a link is itself, and not what it leads to. */
const look = (path: string): Promise<'nothing' | 'file' | 'directory'> =>
  lstat(path).then(
    (found) => (found.isDirectory() ? 'directory' : 'file'),
    () => 'nothing',
  )

const taken = (path: string): UsageError =>
  new UsageError(`${basename(path)} exists, and nothing was changed`, 'choose another name, or say `--force`')

/** @throws {UsageError} where a file is there already and may not be replaced. */
export const requireFree = async (paths: readonly string[], isForced: boolean): Promise<void> => {
  const repeated = paths.find((path, index) => paths.indexOf(path) !== index)
  if (repeated !== undefined) throw new UsageError(`two files would be called ${basename(repeated)}`)
  for (const path of paths) {
    const found = await look(path)
    if (found === 'file' && !isForced) throw taken(path)
    // Found out here, since renaming would fail there only when other files are replaced already.
    if (found === 'directory') throw new UsageError(`${basename(path)} is a directory`, 'choose another name')
  }
}

const isTaken = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST'

/**
 * Writes all of the files or none of them.
 *
 * Each is created exclusively, which follows no link and opens nothing that another has put there; where it may replace one, under
 * another name first, so that the old file stays until the new one is whole, and the rights of the old file do not stay.
 *
 * @throws {UsageError} where a file is there already and may not be replaced.
 */
export const writeFiles = async (files: readonly NewFile[], isForced: boolean): Promise<void> => {
  await requireFree(
    files.map(({ path }) => path),
    isForced,
  )
  const staged = files.map(({ path }) => (isForced ? `${path}.${randomUUID()}.tmp` : path))
  const written: string[] = []
  try {
    for (const [index, { path, content, isSecret }] of files.entries()) {
      const target = staged[index] ?? path
      await mkdir(dirname(target), { recursive: true, mode: 0o700 })
      await writeFile(target, content, { flag: 'wx', mode: isSecret ? 0o600 : 0o644 }).catch((error: unknown) => {
        throw isTaken(error) ? taken(path) : error
      })
      written.push(target)
    }
    if (isForced) for (const [index, { path }] of files.entries()) await rename(staged[index] ?? path, path)
  } catch (error) {
    for (const target of written) await rm(target, { force: true })
    throw error
  }
}
