import { decide, defineRegistration, type Plan } from '@thingplan/core'
import { certificateFixture, factsFixture, type PlanFixtureOptions, planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { createIotDriver } from '../driver/create-iot-driver.js'
import { authorisedCall, operationOf } from '../fixtures/authorised-resources.js'
import { awsError } from '../fixtures/aws-error.js'
import { arnOf, other } from '../fixtures/certificate-ids.js'
import { exploreChoices } from '../fixtures/explore-choices.js'
import { removalPlan } from '../fixtures/removal-plan.js'
import { contextOf } from '../fixtures/step-of.js'
import type { AnyAnswer } from '../fixtures/ticking-calls.js'
import { requiredIamPolicy } from './required-iam-policy.js'

type Drift = 'refuse' | 'update'

const stranger = 'dead'.padEnd(64, '2')
const failures = [
  'ResourceNotFoundException',
  'ResourceAlreadyExistsException',
  'VersionConflictException',
  'VersionsLimitExceededException',
  'InvalidRequestException',
  'CertificateValidationException',
  'ThrottlingException',
].map((name) => awsError(name))

/** What the reads can show; the first is what a plan hopes for. */
const showings = (plan: Plan): Readonly<Record<string, readonly AnyAnswer[]>> => {
  const policy = plan.steps.find((step) => step.kind === 'ensure-policy')
  const thing = plan.steps.find((step) => step.kind === 'ensure-thing')
  const type = plan.steps.find((step) => step.kind === 'ensure-thing-type')
  const { attributes = {}, thingTypeName } = thing ?? {}
  const { certificateId } = plan
  const complete = { attributes: { ...attributes, certificateId }, thingTypeName, version: 1 }
  return {
    DescribeCertificate: ['PENDING_ACTIVATION', 'ACTIVE', 'INACTIVE', 'REVOKED'].map((status) => ({
      certificateDescription: { status: status as 'ACTIVE' },
    })),
    DescribeThing: [
      complete,
      { ...complete, attributes },
      { attributes: { certificateId }, version: 1 },
      { ...complete, attributes: { ...attributes, certificateId: other } },
      { ...complete, attributes: { certificateId: stranger } },
    ],
    DescribeThingType: [
      { thingTypeProperties: { searchableAttributes: [...(type?.searchableAttributes ?? [])] } },
      { thingTypeProperties: { searchableAttributes: ['another'] } },
    ],
    GetPolicy: [{ policyDocument: JSON.stringify(policy?.document ?? {}) }, { policyDocument: '{}' }],
    ListPolicyVersions: [{ policyVersions: [{ versionId: '1' }, { versionId: '2', isDefaultVersion: true }] }, {}],
    ListThingPrincipals: [[certificateId], [], [other], [stranger]].map((ids) => ({ principals: ids.map(arnOf) })),
  }
}

const permissionOf = (action: string, resource: string, thing: string | undefined): string =>
  `${action} on ${resource}${thing === undefined ? '' : ` for ${thing}`}`

/** Every `action on resource` that the driver sends for the steps of a plan and to take them back, whatever AWS answers. */
const sendable = async (plan: Plan, onPolicyDrift: Drift): Promise<Set<string>> => {
  const sent = new Set<string>()
  const shown = showings(plan)
  for (const step of plan.steps) {
    await exploreChoices(async (choose) => {
      const send = async (command: { readonly input: object }): Promise<AnyAnswer> => {
        const { action, resources, thing } = authorisedCall(command)
        for (const resource of resources) sent.add(permissionOf(action, resource, thing))
        const answers = shown[operationOf(command)] ?? [{}]
        const choice = choose(answers.length + failures.length)
        const answer = answers[choice]
        if (answer === undefined) throw failures[choice - answers.length]
        return answer
      }
      const driver = createIotDriver({
        client: { send },
        onPolicyDrift,
        detachmentWaitMs: 0,
        policyDetachmentWaitMs: 0,
      })
      const context = contextOf(plan)
      await driver.perform(step, context).catch(() => undefined)
      await driver.undo?.(step, context).catch(() => undefined)
    }, 9)
  }
  return sent
}

const allowed = (plan: Plan, onPolicyDrift: Drift): Set<string> => {
  const where = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012', onPolicyDrift } as const
  return new Set(
    requiredIamPolicy(plan, where).Statement.flatMap(({ Action, Resource, Condition }) =>
      Action.flatMap((action) =>
        Resource.flatMap((resource) =>
          (Condition?.ArnLike['iot:thingArn'] ?? [undefined]).map((thing) => permissionOf(action, resource, thing)),
        ),
      ),
    ),
  )
}

const withDevicePolicy = (plan: Plan): Plan => ({
  ...plan,
  steps: plan.steps.map((step) => (step.kind === 'ensure-policy' ? { ...step, scope: 'device' } : step)),
})

/** A thing without type, attributes and policy. */
const bare = (spec: { readonly adopt?: boolean; readonly ownership?: 'off' }): Plan => {
  const { adopt = false, ownership = 'stamp' } = spec
  const thing = { name: 'sensor-<%= certificate.attributes.subject.CN %>', adopt }
  const registration = defineRegistration({ name: 'bare', rules: [], profiles: [{ thing, policies: [] }], ownership })
  const decision = decide(registration, factsFixture({ subject: { CN: '1' } }))
  if (decision.verdict !== 'accept') throw new Error('not accepted')
  return decision.plan
}

const everything: PlanFixtureOptions = { thingGroupName: 'north', billingGroupName: 'bills' }
const registers = { certificatePem: certificateFixture({ subject: { CN: 'sensor-1' } }).pem }
const manyAttributes = { a: '1', b: '2', c: '3', serial_number: '4' }

describe('the policy of a plan allows precisely what the driver can send for it', () => {
  it.each<[string, Plan, Drift]>([
    ['a device with a shared policy', planFixture(), 'refuse'],
    ['a shared policy that may be updated', planFixture(), 'update'],
    ['a policy of its own', withDevicePolicy(planFixture()), 'update'],
    ['groups and a billing group', planFixture(everything), 'refuse'],
    ['more attributes than a creation takes', planFixture({ attributes: manyAttributes }), 'refuse'],
    ['a thing that is adopted', planFixture({ adopt: true }), 'refuse'],
    ['attachments as owners', planFixture({ ownership: 'principals' }), 'refuse'],
    ['a thing that nobody owns', planFixture({ ownership: 'off' }), 'refuse'],
    ['a predecessor, shown by the stamp', planFixture({ replaces: other }), 'refuse'],
    ['a predecessor, shown by attachments', planFixture({ replaces: other, ownership: 'principals' }), 'refuse'],
    ['a certificate that it registers', planFixture({ registers }), 'refuse'],
    ['a thing that changes', planFixture({ changes: { attributes: { place: 'hall-2' } } }), 'refuse'],
    ['a thing of another type', planFixture({ changes: { thingTypeName: 'sensor', attributes: {} } }), 'refuse'],
    ['a group that the thing leaves', planFixture({ leaves: 'stock' }), 'refuse'],
    ['a device that is taken out', removalPlan(), 'refuse'],
    ['a bare thing', bare({}), 'refuse'],
    ['a bare thing that is adopted', bare({ adopt: true }), 'refuse'],
    ['a bare thing that nobody owns', bare({ ownership: 'off' }), 'refuse'],
  ])('%s', async (_what, plan, onPolicyDrift) => {
    expect([...(await sendable(plan, onPolicyDrift))].sort()).toEqual([...allowed(plan, onPolicyDrift)].sort())
  })
})

describe('of the actions of a plan', () => {
  it('these are for what is missing, exists already, or fails; the others are sent every time, or once per process', async () => {
    const plan = planFixture(everything)
    const hoped = new Set<string>()
    const shown = showings(plan)
    const send = async (command: { readonly input: object }): Promise<AnyAnswer> => {
      hoped.add(authorisedCall(command).action)
      return shown[operationOf(command)]?.[0] ?? {}
    }
    const driver = createIotDriver({ client: { send } })
    for (const step of plan.steps) await driver.perform(step, contextOf(plan))
    const actions = [...allowed(plan, 'refuse')].map((permission) => permission.replace(/ on .*/, ''))
    expect([...hoped].sort()).toEqual([
      'iot:AddThingToThingGroup',
      'iot:AttachPolicy',
      'iot:AttachThingPrincipal',
      'iot:CreateThing',
      'iot:DescribeCertificate',
      'iot:GetPolicy',
      'iot:UpdateCertificate',
    ])
    expect([...new Set(actions)].filter((action) => !hoped.has(action)).sort()).toEqual([
      'iot:CreateBillingGroup',
      'iot:CreatePolicy',
      'iot:CreateThingGroup',
      'iot:CreateThingType',
      'iot:DescribeThing',
      'iot:DescribeThingType',
      'iot:DetachPolicy',
      'iot:DetachThingPrincipal',
      'iot:UpdateThing',
    ])
  })
})
