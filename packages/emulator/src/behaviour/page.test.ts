import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const idsIn = (text: string, pattern: RegExp): readonly string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, id = '']) => id))].sort()

const folder = new URL('./', import.meta.url)
const page = readFileSync(new URL('../../BEHAVIOUR.md', import.meta.url), 'utf8')
const tests = readdirSync(folder)
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n')

describe('BEHAVIOUR.md', () => {
  it('has a test for every line, and a line for every test', () => {
    const documented = idsIn(page, /^\| ([A-Z]+-\d\d) +\|/gm)
    expect(idsIn(tests, /'([A-Z]+-\d\d) /g)).toEqual(documented)
    expect(documented.length).toBeGreaterThan(80)
  })

  it('names a source in every line', () => {
    const lines = page.split('\n').filter((line) => /^\| [A-Z]+-\d\d /.test(line))
    for (const line of lines) expect(line).toMatch(/^\| \S+ +\| .+\. +\| .+ \|$/)
  })
})
