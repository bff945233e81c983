import { isAbsolute, join, relative, resolve } from 'node:path'
import { UsageError } from '../command-line/usage-error.js'

/** Where the person stands who called npm, which itself goes to this folder. */
const standingIn = (): string => process.env['INIT_CWD'] ?? process.cwd()

/** A path as the person means it. */
export const locate = (path: string): string => resolve(standingIn(), path)

/** A path as the person would write it: from where they stand, unless it lies elsewhere. */
export const spell = (path: string): string => {
  const fromHere = relative(standingIn(), path)
  return fromHere.startsWith('..') || isAbsolute(fromHere) ? path : fromHere
}

/** Git ignores it, so that a key does not end in a commit. */
const defaultDirectory = join(import.meta.dirname, '..', '.local')

export const directoryFlags = {
  directory: {
    value: 'DIR',
    about: 'where the files are and go; default: examples/ca-tools/.local, which git ignores',
  },
} as const

export const directoryOf = (said: { readonly directory?: string | undefined }): string =>
  said.directory === undefined ? defaultDirectory : locate(said.directory)

/** A name that several files are called by, with different endings. */
export const baseName = (flag: string, name: string): string => {
  if (/^\w[\w.-]{0,99}$/.test(name)) return name
  throw new UsageError(`\`--${flag}\` names files and cannot be \`${name}\``, 'use letters, digits, `.`, `_` and `-`')
}
