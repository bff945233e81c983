import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { writeFiles } from './write-files.js'

const folders: string[] = []
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ca-tools-'))
  folders.push(folder)
})
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true })
})

const at = (name: string): string => join(folder, name)
const key = (content = 'new') => ({ path: at('ca.key'), content, isSecret: true })
const certificate = (content = 'new') => ({ path: at('ca.pem'), content, isSecret: false })
const read = (name: string): string => readFileSync(at(name), 'utf8')
const mode = (name: string): number => statSync(at(name)).mode & 0o777

describe('files', () => {
  it.each([false, true])('are written, a secret one for its owner only (with force: %s)', async (isForced) => {
    await writeFiles([key(), certificate()], isForced)
    expect(readdirSync(folder).sort()).toEqual(['ca.key', 'ca.pem'])
    expect(mode('ca.key')).toBe(0o600)
  })

  it('go into a folder that is made for them', async () => {
    await writeFiles([{ ...key(), path: at('new/deep/ca.key') }], false)
    expect(mode('new')).toBe(0o700)
    expect(read('new/deep/ca.key')).toBe('new')
  })

  it.each(['ca.key', 'ca.pem'])('are not written at all where %s is there', async (name) => {
    writeFileSync(at(name), 'old')
    await expect(writeFiles([key(), certificate()], false)).rejects.toThrow(`${name} exists, and nothing was changed`)
    expect(readdirSync(folder)).toEqual([name])
    expect(read(name)).toBe('old')
  })

  it('do not go through a link, even one that leads nowhere', async () => {
    symlinkSync(at('elsewhere'), at('ca.key'))
    await expect(writeFiles([key()], false)).rejects.toThrow('ca.key exists')
    expect(readdirSync(folder)).toEqual(['ca.key'])
  })

  it('replace others with force, and their rights', async () => {
    writeFileSync(at('ca.key'), 'old')
    chmodSync(at('ca.key'), 0o666)
    await writeFiles([key()], true)
    expect([read('ca.key'), mode('ca.key')]).toEqual(['new', 0o600])
    expect(readdirSync(folder)).toEqual(['ca.key'])
  })

  it.each([false, true])(
    'leave nothing behind where the second one cannot be written (with force: %s)',
    async (isForced) => {
      writeFileSync(at('file'), '')
      const impossible = { ...certificate(), path: at('file/ca.pem') }
      await expect(writeFiles([key(), impossible], isForced)).rejects.toThrow(/ENOTDIR|EEXIST/)
      expect(readdirSync(folder)).toEqual(['file'])
    },
  )

  it.each([false, true])('replace none where one of them is a directory (with force: %s)', async (isForced) => {
    mkdirSync(at('ca.pem'))
    if (isForced) writeFileSync(at('ca.key'), 'old')
    await expect(writeFiles([key(), certificate()], isForced)).rejects.toThrow('ca.pem is a directory')
    expect(readdirSync(folder)).toEqual(isForced ? ['ca.key', 'ca.pem'] : ['ca.pem'])
    if (isForced) expect(read('ca.key')).toBe('old')
  })

  it('are not two of one name', async () => {
    await expect(writeFiles([key(), key()], true)).rejects.toThrow('two files would be called ca.key')
  })
})
