import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { type Bundle, bundle } from './bundle.js'

/**
 * What has been reached, in bytes: a bundle that outgrows it fails. The budget is 20 KB, which this is well above; `npm run bench`
 * reports the measured size against the budget.
 */
const ceiling = 30_300
const main = "export { compileTemplate, decide, defineRegistration, execute, readCertificate } from '@thingplan/core'"

const bundleMain = (): Promise<Bundle> => bundle(main, { minify: true })

describe('a bundle that reads, decides and executes', () => {
  it('has not grown, minified and gzipped, dependencies included', async () => {
    const { bytes } = await bundleMain()
    expect(gzipSync(bytes, { level: 9 }).length).toBeLessThanOrEqual(ceiling)
  })

  it.each(['@aws-sdk', 'reflect-metadata', '@peculiar', 'new Function', 'eval(', 'node:'])(
    'does not contain `%s`',
    async (text) => {
      const { code } = await bundleMain()
      expect(code).not.toContain(text)
    },
  )

  it('is made of core and its two libraries', async () => {
    const { files } = await bundleMain()
    expect(files.filter((file) => !/^(packages\/core\/src|node_modules\/(eta|@noble\/hashes))\//.test(file))).toEqual([
      '<stdin>',
    ])
  })

  it.each(['testing', 'policy/evaluate', 'policy/lint', 'javascript-template', 'explain'])(
    'leaves out %s',
    async (room) => {
      const { files } = await bundleMain()
      expect(files.filter((file) => file.startsWith(`packages/core/src/${room}/`))).toEqual([])
    },
  )
})

it.each([
  ['reading a certificate', 'readCertificate', ['registration', 'plan', 'policy', 'template']],
  ['carrying out a plan', 'execute', ['certificate', 'registration', 'template']],
])('%s brings along nothing that it does not need', async (_, name, rooms) => {
  const { files } = await bundle(`export { ${name} } from '@thingplan/core'`, { minify: true })
  expect(files.filter((file) => rooms.some((room) => file.startsWith(`packages/core/src/${room}/`)))).toEqual([])
})
