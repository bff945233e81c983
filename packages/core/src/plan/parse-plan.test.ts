import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { type PlanFixtureOptions, planFixture } from '../testing/plan-fixture.js'
import { malformedPlans, misguidedPlans, wholeText } from './fixtures/malformed-plans.js'
import { parsePlan } from './parse-plan.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import { setCertificateStatus } from './step/set-certificate-status.js'

const refusalOf = (json: unknown): PlanError => {
  try {
    parsePlan(json)
  } catch (error) {
    if (error instanceof PlanError) return error
    throw error
  }
  throw new Error('the plan was not refused')
}

const isThawed = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (!Object.isFrozen(value) || Object.values(value).some(isThawed))

const fixtures = fc.record<PlanFixtureOptions>(
  {
    thingName: fc.stringMatching(/^[a-zA-Z0-9:_-]{1,128}$/),
    policyName: fc.stringMatching(/^[\w+=,.@-]{1,128}$/),
    thingGroupName: fc.stringMatching(/^[a-zA-Z0-9:_-]{1,128}$/),
    attributes: fc.dictionary(
      fc
        .stringMatching(/^[a-zA-Z0-9_.,@/:#-]{1,128}$/)
        .filter((name) => !['__proto__', 'certificateId'].includes(name)),
      fc.stringMatching(/^[a-zA-Z0-9_.,@/:#=[\]-]{1,800}$/),
      { noNullPrototype: true },
    ),
    principal: fc.constantFrom('exclusive', 'shared'),
    ownership: fc.constantFrom('stamp', 'principals', 'off'),
    adopt: fc.boolean(),
    replaces: fc.constant('ab'.repeat(32)),
    registers: fc.constant({ certificatePem: certificateFixture({ subject: { CN: 'sensor-1' } }).pem }),
    changes: fc.record({ attributes: fc.constant({ place: 'hall-2', draft: '' }) }),
    leaves: fc.stringMatching(/^[a-zA-Z0-9:_-]{1,128}$/),
  },
  { requiredKeys: [] },
)

const refusing: Plan = {
  ...planFixture(),
  purpose: 'refuse',
  steps: [
    setCertificateStatus({
      certificateId: planFixture().certificateId,
      status: 'REVOKED',
      expects: ['PENDING_ACTIVATION'],
      after: [],
    }),
  ],
}

describe('parsePlan', () => {
  it.each([
    ['a plan with a step of every kind', wholeText],
    ['a plan that refuses', JSON.stringify(refusing)],
    ['a plan without steps', JSON.stringify({ ...refusing, steps: [] })],
    ['indented text', JSON.stringify(planFixture(), undefined, 2)],
  ])('reads %s', (_, text) => {
    expect(parsePlan(text)).toEqual(JSON.parse(text))
  })

  it('gives back every plan that is made, byte for byte', () => {
    fc.assert(
      fc.property(fixtures, (options) => {
        const text = JSON.stringify(planFixture(options))
        expect(JSON.stringify(parsePlan(text))).toBe(text)
        expect(JSON.stringify(parsePlan(JSON.parse(text)))).toBe(text)
      }),
    )
  })

  it('puts the keys of a foreign plan in order', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed)
      if (typeof value !== 'object' || value === null) return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, part]) => [key, reversed(part)]),
      )
    }
    expect(Object.keys(parsePlan(reversed(planFixture())))).toEqual(Object.keys(planFixture()))
    expect(parsePlan(reversed(planFixture())).steps.map((step) => Object.keys(step))).toEqual(
      planFixture().steps.map((step) => Object.keys(step)),
    )
  })

  it('returns a frozen value that shares nothing with its source', () => {
    const source = JSON.parse(wholeText)
    const plan = parsePlan(source)
    expect(isThawed(plan)).toBe(false)
    expect(Object.isFrozen(source)).toBe(false)
    for (const step of source.steps) for (const key of Object.keys(step)) delete step[key]
    expect(JSON.stringify(plan)).toBe(wholeText)
  })

  it('reads what it is given once, and leaves it as it is', () => {
    const frozen = planFixture()
    expect(parsePlan(frozen)).toEqual(frozen)
    expect(parsePlan(frozen)).not.toBe(frozen)
  })
})

describe('parsePlan refuses', () => {
  it.each(malformedPlans)('%s', (_, text, at) => {
    expect(refusalOf(text)).toMatchObject({ code: 'plan-malformed', field: at, remedy: expect.any(String) })
  })

  it.each(misguidedPlans)('%s', (_, text, code, at) => {
    expect(refusalOf(text)).toMatchObject({ code, field: at, remedy: expect.any(String) })
  })

  it.each([
    ['2', 'use a release that knows version 2'],
    ['1.5', 'use a release that knows version 1.5'],
    ['0', 'decide anew with this release'],
    ['"1"', 'decide anew with this release'],
    ['true', 'decide anew with this release'],
  ])('version %s, before it looks at anything else', (version, remedy) => {
    expect(refusalOf(`{"steps":"?","version":${version}}`)).toMatchObject({
      code: 'plan-version',
      field: 'version',
      remedy,
    })
  })

  it.each([
    ['ensure-thng', 'did you mean `ensure-thing`'],
    ['launch-rocket', 'use a release that knows it'],
    ['__proto__', 'use a release that knows it'],
    ['constructor', 'use a release that knows it'],
  ])('the step kind %s', (kind, remedy) => {
    const text = wholeText.replace('"kind":"ensure-thing-type"', `"kind":"${kind}"`)
    expect(refusalOf(text)).toMatchObject({ code: 'plan-step-unknown', field: 'steps[0].kind', value: kind, remedy })
  })

  it.each([
    ['no text', '', 'is not JSON'],
    ['half a plan', wholeText.slice(0, 500), 'is not JSON'],
    ['a list', '[]', 'is not an object'],
    ['null', 'null', 'is not an object'],
    ['a number', 7, 'is not an object'],
    ['nothing', undefined, 'is not an object'],
    ['a class instance', new Map(), 'is not an object'],
    ['an empty object', {}, '`version` is missing'],
    [
      'a repeated key',
      wholeText.replace('{"version":1', '{"version":1,"purpose":"refuse"'),
      'repeats the key `purpose`',
    ],
    ['a megabyte', JSON.stringify('x'.repeat(1_048_576)), 'has 1048578 characters'],
    ['1001 steps', { ...planFixture(), steps: Array(1001).fill(planFixture().steps[0]) }, 'has 1001 items'],
  ])('%s', (_, json, message) => {
    expect(refusalOf(json)).toMatchObject({ code: 'plan-malformed', message: expect.stringContaining(message) })
  })

  it.each(['certificatePem', 'caCertificatePem'])('a private key in %s, without a word of it', (field) => {
    const secret = 'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEH'
    const key = `-----BEGIN PRIVATE KEY-----\\n${secret}\\n-----END PRIVATE KEY-----`
    for (const text of [`${key}\\n-----BEGIN`, `-----BEGIN CERTIFICATE-----\\n${key}\\n-----BEGIN`]) {
      const refusal = refusalOf(wholeText.replace(`"${field}":"-----BEGIN`, `"${field}":"${text}`))
      expect(refusal).toMatchObject({ code: 'plan-malformed', message: expect.stringContaining('holds a private key') })
      expect(JSON.stringify([refusal.message, refusal.remedy, refusal.value, refusal.cause])).not.toContain(secret)
    }
  })

  it('names what was meant by a misspelt field', () => {
    const text = wholeText.replace('"thingTypeName"', '"thingTypename"')
    expect(refusalOf(text)).toMatchObject({ field: 'steps[0].thingTypeName' })
    const extra = wholeText.replace('"thingTypeName"', '"thingTypNam":"x","thingTypeName"')
    expect(refusalOf(extra)).toMatchObject({ field: 'steps[0].thingTypNam', remedy: 'did you mean `thingTypeName`' })
  })

  it('a value that runs code when it is read', () => {
    const trap = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('ran')
        },
      },
    )
    expect(refusalOf(trap).code).toBe('plan-malformed')
    const getter = Object.defineProperty({ ...planFixture() }, 'steps', {
      enumerable: true,
      get: () => {
        throw new Error('ran')
      },
    })
    expect(refusalOf(getter).code).toBe('plan-malformed')
  })

  it('and never fails in another way', () => {
    fc.assert(
      fc.property(fc.anything(), fc.nat(), fc.string(), (value, at, noise) => {
        const cut = at % wholeText.length
        for (const json of [value, wholeText.slice(0, cut) + noise + wholeText.slice(cut + noise.length)]) {
          try {
            expect(parsePlan(json)).toMatchObject({ version: 1 })
          } catch (error) {
            expect(error).toBeInstanceOf(PlanError)
          }
        }
      }),
    )
  })
})
