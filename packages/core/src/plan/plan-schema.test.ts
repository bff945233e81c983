import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { planFixture } from '../testing/plan-fixture.js'
import { malformedPlans, misguidedPlans, wholeText } from './fixtures/malformed-plans.js'

const schema = JSON.parse(readFileSync(new URL('../../plan.schema.json', import.meta.url), 'utf8'))
const validate = new Ajv2020({ strict: true, allErrors: true }).compile(schema)

describe('plan.schema.json', () => {
  it.each([
    ['a step of every kind', wholeText],
    ['the least that a device needs', JSON.stringify(planFixture())],
    ['exclusive attachment and adoption', JSON.stringify(planFixture({ principal: 'exclusive', adopt: true }))],
    ['no stamp', JSON.stringify(planFixture({ ownership: 'off', attributes: { certificateId: 'x' } }))],
    ['no steps', JSON.stringify({ ...planFixture(), purpose: 'refuse', steps: [] })],
  ])('takes a plan with %s', (_, text) => {
    validate(JSON.parse(text))
    expect(validate.errors ?? []).toEqual([])
  })

  it.each(malformedPlans)('refuses %s, as parsePlan does', (_, text) => {
    expect(validate(JSON.parse(text))).toBe(false)
  })

  it.each([
    ['another version', '"version":1', '"version":2'],
    ['an unknown kind of step', '"kind":"ensure-thing-type"', '"kind":"launch-rocket"'],
  ])('refuses %s', (_, found, instead) => {
    expect(validate(JSON.parse(wholeText.replace(found, instead)))).toBe(false)
  })

  it.each(misguidedPlans)('leaves %s to parsePlan', (_, text) => {
    expect(validate(JSON.parse(text))).toBe(true)
  })
})
