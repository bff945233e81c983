import { describe, expect, it } from 'vitest'
import { createBareRealm } from './bare-realm.js'
import { bundle } from './bundle.js'

const entries = [
  '@thingplan/core',
  '@thingplan/core/lifecycle',
  '@thingplan/core/policy',
  '@thingplan/core/provisioning',
  '@thingplan/core/testing',
  '@thingplan/core/javascript-template',
]

describe('importing', () => {
  it.each(entries)('%s asks for nothing outside of the language and changes nothing in it', async (entry) => {
    const { code } = await bundle(`export * from '${entry}'`)
    const realm = createBareRealm()
    const before = realm.describe()

    realm.run(code)

    expect(realm.run('Object.keys(entry).length')).toBeGreaterThan(0)
    expect(realm.touched).toEqual([])
    expect(realm.describe()).toBe(before)
  })
})

const decision = `
  import { compileTemplate, decide, defineRegistration, explain, readCertificate, requireSubject, strongKey, withinValidity } from '@thingplan/core'
  import { certificateFixture } from '@thingplan/core/testing'

  const registration = defineRegistration({
    name: 'sensors',
    rules: [requireSubject({ serialNumber: /[0-9-]{4,}/ }), withinValidity(), strongKey()],
    profiles: [{ thing: { name: 'thing-<%= hash(certificate.attributes.subject.serialNumber, 12) %>' }, policies: [] }],
  })

  export const decideOn = (serialNumber) => {
    const certificate = readCertificate(certificateFixture({ subject: { CN: 'device', serialNumber } }).pem)
    const account = { id: '123456789012', region: 'eu-central-1' }
    const decided = decide(registration, { certificate, account, now: new Date(certificate.notBefore.getTime() + 1000) })
    return JSON.stringify(decided) + explain(decided)
  }
`

describe('deciding', () => {
  it.each([
    ['accepting', '1234', '"verdict":"accept"'],
    ['refusing', 'x', '"verdict":"reject"'],
  ])('%s a device asks for nothing outside of the language', async (_, serialNumber, verdict) => {
    const { code } = await bundle(decision)
    const realm = createBareRealm()
    realm.run(code)

    expect(realm.run(`entry.decideOn('${serialNumber}')`)).toContain(verdict)
    expect(realm.touched).toEqual([])
  })

  it('gives the same bytes in every realm', async () => {
    const { code } = await bundle(decision)
    const decide = (): unknown => {
      const realm = createBareRealm()
      realm.run(code)
      return realm.run("entry.decideOn('1234')")
    }

    expect(decide()).toBe(decide())
  })
})

describe('the bare realm', () => {
  it.each([
    ['Math.random()', 'Math.random'],
    ['new Date()', 'new Date()'],
    ['Date.now()', 'Date.now'],
    ['typeof process', 'process'],
    ['globalThis.fetch', 'fetch'],
    ['setTimeout', 'setTimeout'],
  ])('notices %s', (code, name) => {
    const realm = createBareRealm()
    realm.run(code)
    expect(realm.touched).toEqual([name])
  })

  it('lets a date of a given time be', () => {
    const realm = createBareRealm()
    expect(realm.run('new Date(0).toISOString()')).toBe('1970-01-01T00:00:00.000Z')
    expect(realm.touched).toEqual([])
  })

  it('bans code from strings', () => {
    expect(() => createBareRealm().run("new Function('return 1')")).toThrow('Code generation from strings disallowed')
  })

  it.each(['Array.prototype.last = 1', 'globalThis.Reflect.metadata = 1', 'globalThis.registry = {}'])(
    'notices the change %s',
    (code) => {
      const realm = createBareRealm()
      const before = realm.describe()
      realm.run(code)
      expect(realm.describe()).not.toBe(before)
    },
  )
})
