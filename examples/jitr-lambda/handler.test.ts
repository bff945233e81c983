import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { JitrHandler } from '@thingplan/aws-adapter'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const folder = import.meta.dirname
const built = mkdtempSync(join(tmpdir(), 'thingplan-handler-'))
let handler: JitrHandler

beforeAll(async () => {
  const { build } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  const file = join(built, 'handler.mjs')
  const [program, ...options] = build.replace(/--outfile=\S+/, `--outfile=${file}`).split(' ')
  const esbuild = join(folder, '../../node_modules/.bin', program)
  execFileSync(esbuild, [...options, '--conditions=@thingplan/source'], { cwd: folder })
  process.env['AWS_REGION'] = 'eu-central-1'
  ;({ handler } = await import(pathToFileURL(file).href))
}, 60_000)

afterAll(() => rmSync(built, { recursive: true, force: true }))

describe('the bundle that is deployed', () => {
  it('answers a batch of SQS', async () => {
    expect(await handler({ Records: [] })).toEqual({ batchItemFailures: [] })
  })

  it('sends a message back that holds no event, and nothing else', async () => {
    const record = { messageId: 'm-1', body: 'no event', eventSource: 'aws:sqs' }
    expect(await handler({ Records: [record] })).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] })
  })
})
