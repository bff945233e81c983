import { describe, expect, it } from 'vitest'
import type { Step } from '../plan/step/step.js'
import { factsFixture } from '../testing/facts-fixture.js'
import { decide } from './decide.js'
import { defineRegistration } from './define-registration.js'
import { outlineSteps, type StepOutline } from './outline-steps.js'
import type { Answers } from './question.js'
import type { Registration } from './registration.js'
import type { ProfileSpec, RegistrationSpec } from './registration-spec.js'

const thing = { name: 'thing-<%= certificate.attributes.subject.CN %>' }
const typed = { ...thing, typeName: 'sensor' }
const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }],
} as const
const perDevice = { name: 'own-<%= certificate.attributes.subject.CN %>', document }

const registrationOf = (profile: ProfileSpec, options: Partial<RegistrationSpec> = {}): Registration => {
  const spec: RegistrationSpec = { name: 'r', rules: [], profiles: [profile], ...options }
  return defineRegistration(spec)
}

/** A step, or the outline of one, as far as both can say the same: names by what they are before the first value. */
const gist = (step: Step | StepOutline): string => {
  const fields = Object.entries(step).flatMap(([field, value]) => {
    if (typeof value === 'boolean' || field === 'scope' || field === 'ownership') return [`${field}=${value}`]
    if (!field.endsWith('Name') || value === undefined) return []
    return [`${field}=${(typeof value === 'string' ? value : value.source).replace(/(<%.*%>|device-1)$/, '…')}`]
  })
  const attributes = 'attributes' in step ? [`hasAttributes=${Object.keys(step.attributes).length > 0}`] : []
  return [
    step.kind,
    ...fields.filter((field) => !field.startsWith('billing') || step.kind !== 'ensure-thing'),
    ...attributes,
  ]
    .sort()
    .join(' ')
}

const plannedSteps = (registration: Registration, answers: Answers = {}): readonly Step[] => {
  const decision = decide(registration, factsFixture({ subject: { CN: 'device-1' }, answers }))
  if (decision.verdict !== 'accept') throw new Error(JSON.stringify(decision.findings))
  return decision.plan.steps
}

describe('outlineSteps', () => {
  it.each<[string, Registration]>([
    ['a bare thing', registrationOf({ thing, policies: [] })],
    ['a thing of a type', registrationOf({ thing: typed, policies: [] })],
    ['a thing with attributes', registrationOf({ thing: { ...thing, attributes: { a: 'b' } }, policies: [] })],
    ['a thing that may be adopted', registrationOf({ thing: { ...thing, adopt: true }, policies: [] })],
    ['a thing that anybody may share', registrationOf({ thing, policies: [] }, { ownership: 'off' })],
    [
      'a thing with everything',
      registrationOf({
        thing: typed,
        groups: ['g', 'h'],
        billingGroup: 'b',
        policies: [{ name: 'p', document }, perDevice],
      }),
    ],
  ])('outlines every step of the plan for %s, and no other', (_, registration) => {
    const outlined = new Set(outlineSteps(registration).map(gist))
    expect(outlined).toEqual(new Set(plannedSteps(registration).map(gist)))
  })

  it.each(['stamp', 'principals'] as const)('outlines the change of owner, shown by %s', (ownership) => {
    const registration = registrationOf({ thing, policies: [] }, { ownership, onIdentityConflict: 'replace' })
    const thingOwner = {
      thingName: 'thing-device-1',
      certificateId: 'a1'.repeat(32),
      notBefore: new Date('2020-01-01T00:00:00Z'),
      status: 'ACTIVE',
      tombstoned: false,
    }
    expect(new Set(outlineSteps(registration).map(gist))).toEqual(
      new Set(plannedSteps(registration, { thingOwner }).map(gist)),
    )
  })

  it('outlines no change of owner where nobody owns', () => {
    const registration = registrationOf({ thing, policies: [] }, { ownership: 'off', onIdentityConflict: 'replace' })
    expect(outlineSteps(registration).map(({ kind }) => kind)).not.toContain('set-thing-owner')
  })

  it('outlines the steps of every profile', () => {
    const other = { name: 'other-<%= certificate.attributes.subject.CN %>' }
    const registration = defineRegistration({
      name: 'r',
      rules: [],
      profiles: [
        { when: { CN: /x.*/ }, thing: other, policies: [] },
        { thing, policies: [] },
      ],
    })
    const names = outlineSteps(registration).flatMap((step) =>
      step.kind === 'ensure-thing' ? [step.thingName.source] : [],
    )
    expect(names).toEqual([other.name, thing.name])
  })

  it('outlines what becomes of a refused device', () => {
    const registration = registrationOf({ thing, policies: [] }, { onReject: 'deactivate' })
    const refused = decide(registration, factsFixture({ subject: { O: 'no CN' } }))
    if (refused.verdict !== 'reject') throw new Error('not refused')
    const outlined = outlineSteps(registration).map(gist)
    for (const step of refused.plan.steps) expect(outlined).toContain(gist(step))
    expect(refused.plan.steps).toHaveLength(1)
  })
})

it.each([undefined, null, {}])('refuses %j', (none) => {
  expect(() => outlineSteps(none as never)).toThrow(expect.objectContaining({ code: 'registration-option' }))
})
