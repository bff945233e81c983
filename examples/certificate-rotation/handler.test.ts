import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const folder = import.meta.dirname
const built = mkdtempSync(join(tmpdir(), 'thingplan-handler-'))
let handlers: Readonly<Record<'register' | 'rotate' | 'tidy', (event: unknown) => Promise<unknown>>>

beforeAll(async () => {
  const { build } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  const file = join(built, 'handler.mjs')
  const [program, ...options] = build.replace(/--outfile=\S+/, `--outfile=${file}`).split(' ')
  const esbuild = join(folder, '../../node_modules/.bin', program)
  execFileSync(esbuild, [...options, '--conditions=@thingplan/source'], { cwd: folder })
  handlers = await import(pathToFileURL(file).href)
}, 60_000)

afterAll(() => rmSync(built, { recursive: true, force: true }))

describe('the bundle that is deployed', () => {
  it('is loaded without a call to anybody, and says what is missing when it is invoked', async () => {
    const name = process.env['CA_KEY_ARN'] === undefined ? 'CA_KEY_ARN' : 'CA_CERTIFICATE_PEM'
    for (const invoke of [handlers.register, handlers.rotate, handlers.tidy]) {
      await expect(invoke({ Records: [] })).rejects.toThrow(`${name} is not set`)
    }
  })
})
