import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { UsageError } from '../command-line/usage-error.js'

const isAbsent = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** @throws {UsageError} where there is no such file. */
export const readText = async (path: string, remedy: string): Promise<string> =>
  readFile(path, 'utf8').catch((error: unknown) => {
    throw isAbsent(error) ? new UsageError(`there is no ${basename(path)}`, remedy) : error
  })

/** Whether a file is there and says just that. */
export const isSameText = (path: string, text: string): Promise<boolean> =>
  readFile(path, 'utf8').then(
    (found) => found === text,
    () => false,
  )
