import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { root } from '../workspaces.mjs'

/** @typedef {import('./pack.mjs').PackedPackage} PackedPackage */

/**
 * @param {PackedPackage} packed
 * @returns {Promise<string[]>}
 */
export const checkWithPublint = async ({ tarball, manifest }) => {
  const bytes = readFileSync(tarball)
  const { messages } = await publint({
    strict: true,
    level: 'suggestion',
    pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) },
  })
  return messages.map((message) => formatMessage(message, manifest, { color: false }) ?? message.code)
}

/**
 * Are the types wrong? The profile leaves out the resolutions that ES-module-only packages do not promise; there are no
 * other exceptions.
 *
 * @param {PackedPackage} packed
 */
export const checkTypesResolve = ({ tarball, manifest }) => {
  // Data has no types to be wrong about.
  const data = Object.keys(manifest.exports).filter((entry) => entry.endsWith('.json'))
  const attw = spawnSync(
    'attw',
    [
      tarball,
      '--profile',
      'esm-only',
      '--format',
      'json',
      '--exclude-entrypoints',
      ...data.map((entry) => entry.slice(2)),
    ],
    { cwd: root, encoding: 'utf8' },
  )
  if (attw.error) throw attw.error
  if (attw.status === 0) return []
  return [attw.stdout.trim() || attw.stderr.trim() || `attw ended with ${attw.status} and said nothing`]
}
