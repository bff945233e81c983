import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parsePlan } from '../plan/parse-plan.js'
import { fleetTemplate } from './build/fleet-template.js'
import { anySpec, mappings } from './fixtures/any-template.js'
import { problemsOf } from './fixtures/problems-of.js'
import { fleetFixture, idFixture, jitpFixture, pemFixture, requestFixture } from './fixtures/template-fixture.js'
import { parseProvisioningTemplate } from './parse-provisioning-template.js'
import { planProvisioning } from './plan-provisioning.js'
import type { ProvisioningTemplate, ProvisioningTemplateKind } from './provisioning-template.js'
import { provisioningTemplateBody } from './write-body.js'

const kinds: readonly ProvisioningTemplateKind[] = ['jitp', 'bulk', 'fleet']
const kind = fc.constantFrom(...kinds)

/** The template of a spec; `undefined` where it is refused, as for a name that the word in it makes too long. */
const built = (spec: Parameters<typeof fleetTemplate>[0]): ProvisioningTemplate | undefined => {
  let template: ProvisioningTemplate | undefined
  problemsOf(() => {
    template = fleetTemplate({ ...spec, mappings })
  })
  return template
}

describe('builder, text, parser', () => {
  it('a template that was built is read as it was, and written as it was read', () => {
    let accepted = 0
    fc.assert(
      fc.property(anySpec, (spec) => {
        const template = built(spec)
        if (template === undefined) return
        accepted += 1
        const text = provisioningTemplateBody(template)
        const read = parseProvisioningTemplate(text, 'fleet')
        expect(read).toEqual(template)
        expect(provisioningTemplateBody(read)).toBe(text)
        expect(
          provisioningTemplateBody(parseProvisioningTemplate(JSON.stringify({ templateBody: text }), 'fleet')),
        ).toBe(text)
      }),
      { numRuns: 300 },
    )
    expect(accepted).toBeGreaterThan(100)
  })

  it('the order of keys in a spec makes no difference to what a device becomes', () => {
    const account = { id: '123456789012', region: 'eu-central-1' }
    const inputs = { account, certificateId: 'ab'.repeat(32), parameters: { SerialNumber: '1', Site: 'b' } }
    const thing = { name: { Ref: 'SerialNumber' }, typeName: 't', attributes: { a: { Ref: 'Site' } } }
    const one = fleetTemplate({ thing, status: 'INACTIVE', policies: [{ name: 'p' }] })
    const other = fleetTemplate({ policies: [{ name: 'p' }], status: 'INACTIVE', thing })
    expect(JSON.stringify(planProvisioning(one, inputs))).toBe(JSON.stringify(planProvisioning(other, inputs)))
  })
})

describe('whatever comes', () => {
  const refusesOrReads = (source: unknown, as: ProvisioningTemplateKind, functions: 'any' | 'documented'): void => {
    for (const { path, message, remedy } of problemsOf(() => parseProvisioningTemplate(source, as, { functions }))) {
      expect([typeof path, message === '', remedy === '']).toEqual(['string', false, false])
    }
  }
  const functions = fc.constantFrom('any', 'documented' as const)

  it('JSON of any form is read, or refused with a ProvisioningError', () => {
    fc.assert(fc.property(fc.jsonValue(), kind, functions, refusesOrReads), { numRuns: 300 })
  })

  it('text of any form is read, or refused with a ProvisioningError', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.json().map((json) => JSON.stringify(json)),
    )
    fc.assert(fc.property(text, kind, functions, refusesOrReads), { numRuns: 300 })
  })

  it.each(['[', '{"a":', '"Resources":[', '{"Resources":{"a":'])('%s without end is refused', (opening) => {
    refusesOrReads(opening.repeat(20_000), 'fleet', 'any')
    const depth = 9000
    const closed = `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`
    refusesOrReads(closed, 'fleet', 'any')
    expect(problemsOf(() => parseProvisioningTemplate(closed, 'fleet'))).not.toEqual([])
  })

  const fixtures = [jitpFixture, requestFixture, pemFixture, idFixture, fleetFixture]
  const hostile = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom<unknown>(
      '__proto__',
      'constructor',
      '\u00000',
      '\u0000',
      '<%= certificate.id %>',
      '${',
      '${!',
      {},
      [],
      { Ref: 'toString' },
      { 'Fn::Sub': '${__proto__}' },
      { 'Fn::Select': [{}, []] },
      { 'Fn::Join': [null, null] },
      'x'.repeat(11_000),
    ),
  )

  /** Every place of a value, as a list of keys. */
  const placesOf = (value: unknown, place: readonly string[] = []): readonly (readonly string[])[] => [
    place,
    ...(typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, part]) => placesOf(part, [...place, key]))
      : []),
  ]

  const replaced = (value: unknown, [key, ...rest]: readonly string[], part: unknown): unknown => {
    if (key === undefined) return part
    if (Array.isArray(value))
      return value.map((item, index) => (String(index) === key ? replaced(item, rest, part) : item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [name, name === key ? replaced(item, rest, part) : item]),
    )
  }

  it('a template in which anything stands in any place is read, or refused with a ProvisioningError', () => {
    const mutation = fc
      .constantFrom(...fixtures)
      .chain((fixture) =>
        fc.tuple(fc.constantFrom(...placesOf(fixture)), hostile).map(([place, part]) => replaced(fixture, place, part)),
      )
    fc.assert(
      fc.property(mutation, kind, functions, fc.boolean(), (source, as, allowed, asText) => {
        refusesOrReads(asText ? JSON.stringify(source) : source, as, allowed)
      }),
      { numRuns: 600 },
    )
  })

  it('a template that is read gives a plan that everybody reads, or refuses the device with a ProvisioningError', () => {
    const account = { id: '123456789012', region: 'eu-central-1' }
    const value = fc.oneof(fc.stringMatching(/^[a-zA-Z0-9_-]{1,12}$/), fc.string({ unit: 'binary', maxLength: 20 }))
    const parameters = fc.record({ SerialNumber: value, Site: value, '0': value, toString: value, 'a b': value })
    let planned = 0
    fc.assert(
      fc.property(anySpec, parameters, (spec, given) => {
        const template = built(spec)
        if (template === undefined) return
        problemsOf(() => {
          const plan = planProvisioning(template, { account, certificateId: 'ab'.repeat(32), parameters: given })
          expect(parsePlan(JSON.stringify(plan))).toEqual(plan)
          planned += 1
        })
      }),
      { numRuns: 300 },
    )
    expect(planned).toBeGreaterThan(10)
  })
})
