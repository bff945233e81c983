import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { filesFor, whyNotWritten } from './output-files.js'
import { runCommand } from './run-command.js'

const directory = mkdtempSync(join(tmpdir(), 'simulation-'))
mkdirSync(join(directory, 'taken.svg'))
afterAll(() => rmSync(directory, { recursive: true }))

it.each([
  ['a directory that there is not', join(directory, 'none', 'a.svg'), 'there is no directory'],
  ['a file below a file', join(import.meta.filename, 'a.svg'), 'there is no directory'],
  ['a directory', join(directory, 'taken.svg'), 'is a directory'],
])('%s is refused before anything runs', async (_what, out, reason) => {
  const [printed, problems] = [[], []] as [string[], string[]]
  const told = { write: (text: string) => problems.push(text) }
  expect(await runCommand(['--out', out], { write: (text) => printed.push(text) }, told)).toBe(2)
  expect([printed, problems]).toEqual([[], [expect.stringMatching(new RegExp(`^[^\\n]*${reason}[^\\n]*\\n$`))]])
})

it('makes no file before there is something to write', () => {
  expect(whyNotWritten(filesFor(join(directory, 'a.svg')))).toBeUndefined()
  expect(readdirSync(directory)).toEqual(['taken.svg'])
})
