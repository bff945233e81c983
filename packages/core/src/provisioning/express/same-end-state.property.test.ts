import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { execute } from '../../plan/execute.js'
import type { Plan } from '../../plan/plan.js'
import { decide } from '../../registration/decide.js'
import { defineRegistration } from '../../registration/define-registration.js'
import type { RegistrationSpec } from '../../registration/registration-spec.js'
import { requireSubject } from '../../registration/rules/require-subject.js'
import type { FixtureAttribute } from '../../testing/certificate-fixture/name-writer.js'
import { factsFixture } from '../../testing/facts-fixture.js'
import { createMemoryDriver } from '../../testing/memory-driver.js'
import type { RegistryState } from '../../testing/memory-driver-registry.js'
import { planProvisioning } from '../plan-provisioning.js'
import { ProvisioningError } from '../provisioning-error.js'
import type { ToProvisioningTemplateOptions } from './expression-context.js'
import { toJitpTemplate } from './to-jitp-template.js'

const account = { id: '123456789012', region: 'eu-central-1' }
const subject = (type: string): string => `<%= certificate.attributes.subject.${type} %>`
const types = ['CN', 'C', 'O', 'OU', 'ST', 'dnQualifier', 'serialNumber', 'L'] as const

const value = fc.oneof(
  { weight: 6, arbitrary: fc.stringMatching(/^[a-zA-Z0-9_-]{1,12}$/) },
  { weight: 1, arbitrary: fc.constantFrom('a b', '', 'a/b', '*', '${x}', 'x'.repeat(129), 'x'.repeat(801)) },
)
const attributes = fc.array(fc.tuple(fc.constantFrom(...types), value), { maxLength: 3 })
/** Most have every field once; some lack one, or have one twice. */
const subjects = fc
  .tuple(fc.tuple(...types.map(() => value)), attributes, fc.subarray([...types], { minLength: 6 }))
  .map(([values, more, present]): FixtureAttribute[] => [
    ...types.flatMap((type, index): FixtureAttribute[] =>
      present.includes(type) ? [[type, values[index] ?? '']] : [],
    ),
    ...(more.length === 3 ? more : []),
  ])

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...types.slice(0, 7)).map(subject) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('pump', '<%= account.region %>', `p-${subject('CN')}`, '<%= certificate.id %>'),
  },
  { weight: 1, arbitrary: fc.constantFrom(subject('L'), `<%= lower(certificate.attributes.subject.CN) %>`) },
)
const client = 'arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:client/${iot:ClientId}'
const documentOf = (Resource: string) =>
  ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource }] }) as const

const specs: fc.Arbitrary<RegistrationSpec> = fc
  .record({
    name: text,
    typeName: fc.option(text, { nil: undefined }),
    values: fc.array(text, { maxLength: 2 }),
    groups: fc.uniqueArray(text, { maxLength: 2 }),
    billingGroup: fc.option(text, { nil: undefined }),
    required: fc.subarray(['CN', 'C', 'O'] as const),
    policies: fc.subarray([
      { name: 'one', document: documentOf(client) },
      { name: 'two-<%= account.id %>', document: documentOf('*') },
    ]),
    ownership: fc.constantFrom('stamp', 'off', 'principals' as const),
  })
  .map(({ name, typeName, values, groups, billingGroup, required, policies, ownership }) => ({
    name: 'pumps',
    rules: required.length > 0 ? [requireSubject(Object.fromEntries(required.map((type) => [type, true])))] : [],
    profiles: [
      {
        thing: {
          name: ownership === 'off' || name.includes('certificate') ? name : subject('CN'),
          ...(typeName !== undefined && { typeName }),
          attributes: Object.fromEntries(values.map((given, index) => [`a${index}`, given])),
        },
        groups,
        ...(billingGroup !== undefined && { billingGroup }),
        policies,
      },
    ],
    ownership,
  }))

/** The registry with policies by document: AWS names those of templates by a hash. */
const withoutNames = ({ policies, certificates, ...state }: RegistryState): unknown => ({
  ...state,
  certificates: Object.entries(certificates).map(([id, { status, policies: attached }]) => [
    id,
    status,
    attached.map((name) => JSON.stringify(policies[name])).sort(),
  ]),
  policies: Object.values(policies)
    .map((policy) => JSON.stringify(policy))
    .sort(),
})

const namesIn = (plan: Plan) => ({
  thingTypes: Object.fromEntries(
    plan.steps.flatMap((step) =>
      step.kind === 'ensure-thing-type' ? [[step.thingTypeName, step.searchableAttributes]] : [],
    ),
  ),
  thingGroups: plan.steps.flatMap((step) => (step.kind === 'ensure-thing-group' ? [step.thingGroupName] : [])),
  billingGroups: plan.steps.flatMap((step) => (step.kind === 'ensure-billing-group' ? [step.billingGroupName] : [])),
})

const provisioned = (
  spec: RegistrationSpec,
  facts: ReturnType<typeof factsFixture>,
  options: ToProvisioningTemplateOptions,
): Plan | 'not expressible' | 'refused' => {
  let template: ReturnType<typeof toJitpTemplate>
  try {
    template = toJitpTemplate(defineRegistration(spec), options)
  } catch (error) {
    if (error instanceof ProvisioningError && error.code === 'provisioning-not-expressible') return 'not expressible'
    throw error
  }
  try {
    return planProvisioning(template, { certificate: facts.certificate, account, serialNumber: 'subject' })
  } catch (error) {
    if (error instanceof ProvisioningError) return 'refused'
    throw error
  }
}

describe('a registration that JITP can express', () => {
  it('refuses the same devices, and leaves the same behind for the others', async () => {
    const met = { same: 0, refused: 0 }
    const options = fc.record({
      account: fc.constant(account),
      serialNumber: fc.constant('subject' as const),
      functions: fc.constantFrom('any', 'documented' as const),
    })
    await fc.assert(
      fc.asyncProperty(specs, subjects, options, async (spec, attributesOf, given) => {
        const facts = factsFixture({ subject: attributesOf, account })
        const plan = provisioned(spec, facts, given)
        if (plan === 'not expressible') return
        const decision = decide(defineRegistration(spec), facts)
        if (plan === 'refused' || decision.verdict !== 'accept') {
          expect([plan, decision.verdict]).toEqual(['refused', 'reject'])
          met.refused += 1
          return
        }
        const certificates = { [facts.certificate.id]: { status: 'PENDING_ACTIVATION' } } as const
        const start = { ...namesIn(decision.plan), certificates }
        const [jitp, jitr] = [createMemoryDriver(start), createMemoryDriver(start)]
        expect((await execute(plan, jitp)).status).toBe('completed')
        expect((await execute(decision.plan, jitr)).status).toBe('completed')
        expect(withoutNames(jitp.state())).toEqual(withoutNames(jitr.state()))
        met.same += 1
      }),
      { numRuns: 400 },
    )
    expect(met.same).toBeGreaterThan(20)
    expect(met.refused).toBeGreaterThan(5)
  }, 30_000)

  it('names of policies are the same too where they are referred to', async () => {
    const policies = [{ name: 'own', document: documentOf(client) }]
    const registration = defineRegistration({
      name: 'pumps',
      rules: [],
      profiles: [{ thing: { name: '<%= certificate.attributes.subject.CN %>' }, policies }],
    })
    const facts = factsFixture({ subject: { CN: 'pump-7' }, account })
    const template = toJitpTemplate(registration, { account, policies: 'name' })
    const plan = planProvisioning(template, { certificate: facts.certificate, account })
    const certificates = { [facts.certificate.id]: { status: 'PENDING_ACTIVATION' } } as const
    const jitr = createMemoryDriver({ certificates })
    const decision = decide(registration, facts)
    if (decision.verdict !== 'accept') throw new Error('refused')
    await execute(decision.plan, jitr)
    const jitp = createMemoryDriver({ certificates, policies: jitr.state().policies })
    await execute(plan, jitp)
    expect(jitp.state()).toEqual(jitr.state())
  })

  it('a thing of another certificate is refused by both, and the certificate stays as it is', async () => {
    const registration = defineRegistration({
      name: 'pumps',
      rules: [],
      profiles: [{ thing: { name: subject('CN') }, policies: [] }],
    })
    const facts = factsFixture({ subject: { CN: 'pump-7' }, account })
    const { certificate } = facts
    const attributes = { certificateId: 'ab'.repeat(32) }
    const driver = createMemoryDriver({
      certificates: { [certificate.id]: { status: 'PENDING_ACTIVATION' } },
      things: { 'pump-7': { attributes } },
    })
    const before = driver.state()
    const decision = decide(registration, facts)
    if (decision.verdict !== 'accept') throw new Error('refused')
    expect((await execute(decision.plan, driver)).status).toBe('failed')
    expect(driver.state()).toEqual(before)
    const inputs = { account, certificate, existing: { thing: { attributes } } }
    expect(() => planProvisioning(toJitpTemplate(registration), inputs)).toThrow(ProvisioningError)
  })
})
