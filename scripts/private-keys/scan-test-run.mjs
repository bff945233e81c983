/** Looks for private keys in what a test run leaves behind: everything it printed, and its reports. */
import { existsSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { readWorkspaces, root } from '../workspaces.mjs'
import { findPrivateKeys } from './find-private-keys.mjs'

/** `@thingplan/core:test: ✓ …`: turbo mixes the lines of workspaces and says whose each is. */
const speaker = /^(\S+:\w+): /

/**
 * What was printed, by who printed it.
 *
 * @param {string} output
 */
const bySpeaker = (output) => {
  /** @type {Map<string, string[]>} */
  const said = new Map()
  for (const line of stripVTControlCharacters(output).split('\n')) {
    const [prefix = '', name = 'turbo'] = speaker.exec(line) ?? []
    const lines = said.get(name) ?? []
    lines.push(line.slice(prefix.length))
    said.set(name, lines)
  }
  return [...said].map(([name, lines]) => ({ place: `the output of ${name}`, text: lines.join('\n') }))
}

const reports = () =>
  readWorkspaces()
    .map(({ path }) => join(path, '.reports', 'vitest.json'))
    .filter((path) => existsSync(path))
    .map((path) => ({ place: relative(root, path), text: readFileSync(path, 'utf8') }))

/**
 * Says where a private key is, and returns whether there is none.
 *
 * @param {string} output
 */
export const scanTestRun = (output) => {
  const places = [...bySpeaker(output), ...reports()]
  let isClean = true
  for (const { place, text } of places) {
    const kinds = findPrivateKeys(text)
    if (kinds.length === 0) continue
    isClean = false
    console.log(`✗ a private key is in ${place}: ${kinds.join(', ')}`)
  }
  return isClean
}
