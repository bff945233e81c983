import {
  CreateThingTypeCommand,
  DescribeCertificateCommand,
  DescribeThingCommand,
  GetPolicyCommand,
  RegisterThingCommand,
} from '@aws-sdk/client-iot'
import { type Execution, execute, type Plan } from '@thingplan/core'
import { type PlanFixtureOptions, planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { type MockedAws, mockAws } from '../../fixtures/mock-aws.js'
import { registrationOf } from '../../fixtures/registration-of.js'
import { waitingDevice } from '../../fixtures/waiting-device.js'
import { createJitrHandler } from '../../handlers/jitr/create-jitr-handler.js'
import { createRegisterThingDriver, type RegisterThingDriverOptions } from './create-register-thing-driver.js'

const certificateId = 'c0ffee'.padEnd(64, '0')

/** An account in which the certificate waits, the policy exists, and there is no thing. */
const account = (status: 'PENDING_ACTIVATION' | 'ACTIVE' | 'REVOKED' = 'PENDING_ACTIVATION'): MockedAws => {
  const aws = mockAws()
  const [ensured] = planFixture().steps.flatMap((step) => (step.kind === 'ensure-policy' ? [step.document] : []))
  aws.mock.on(DescribeCertificateCommand).resolves({ certificateDescription: { status } })
  aws.mock.on(GetPolicyCommand).resolves({ policyDocument: JSON.stringify(ensured) })
  aws.mock.on(DescribeThingCommand).rejects(awsError('ResourceNotFoundException'))
  return aws
}

const run = (
  aws: MockedAws,
  plan: PlanFixtureOptions | Plan,
  options: Partial<RegisterThingDriverOptions> = {},
): Promise<Execution> => {
  const driver = createRegisterThingDriver({ client: aws.client, ownership: 'describe', ...options })
  return execute('steps' in plan ? plan : planFixture(plan), driver)
}

const outcomes = ({ steps }: Execution): readonly string[] => steps.map(({ outcome }) => outcome)

describe('createRegisterThingDriver', () => {
  it('registers with one call, after a look at the certificate', async () => {
    const aws = account()
    const driver = createRegisterThingDriver({ client: aws.client })
    const plan = planFixture({ ownership: 'off' })
    await execute(plan, driver)
    aws.mock.resetHistory()
    await expect(execute(plan, driver)).resolves.toMatchObject({ status: 'completed' })
    expect(aws.operations()).toEqual(['DescribeCertificate', 'RegisterThing'])
  })

  it('needs the one call only where the status was just seen', async () => {
    const aws = account()
    const now = new Date()
    const driver = createRegisterThingDriver({ client: aws.client, clock: () => now })
    const plan = planFixture({ ownership: 'off' })
    await execute(plan, driver)
    aws.mock.resetHistory()
    const observations = [{ certificateId, status: 'PENDING_ACTIVATION', observedAt: now }] as const
    await expect(execute(plan, driver, { observations })).resolves.toMatchObject({ status: 'completed' })
    expect(aws.operations()).toEqual(['RegisterThing'])
  })

  it('has done every step when it is through', async () => {
    const aws = account()
    const execution = await run(aws, { thingGroupName: 'plant' })
    expect(execution.status).toBe('completed')
    expect(outcomes(execution).filter((outcome) => outcome === 'assumed')).toEqual([])
    expect(aws.sent().at(-1)?.[1]).toMatchObject({
      parameters: { ThingName: 'sensor-1', 'Attribute:certificateId': certificateId },
    })
  })

  it('compares a shared policy once, and refuses one that differs before anything is registered', async () => {
    const aws = account()
    aws.mock.on(GetPolicyCommand).resolves({ policyDocument: '{"Version":"2012-10-17","Statement":[]}' })
    const execution = await run(aws, {})
    expect(execution).toMatchObject({ status: 'failed', retryable: false })
    expect(execution.steps.find(({ failure }) => failure)?.failure?.code).toBe('policy-differs')
    expect(aws.operations()).not.toContain('RegisterThing')
  })

  it.each(['stamp', 'principals'] as const)('refuses ownership by %s unless it may describe', async (ownership) => {
    const aws = account()
    const execution = await run(aws, { ownership }, { ownership: 'refuse' })
    expect(execution).toMatchObject({ status: 'failed', retryable: false })
    expect(execution.steps.find(({ failure }) => failure)?.failure).toMatchObject({
      code: 'step-refused',
      message: expect.stringContaining('ensure-thing:sensor-1'),
      remedy: expect.stringContaining('describe'),
    })
    expect(aws.operations()).toEqual([])
  })

  it.each<[string, PlanFixtureOptions, string]>([
    ['hands a thing over', { replaces: 'ab'.repeat(32) }, 'set-certificate-status:abab'],
    ['attaches exclusively', { principal: 'exclusive' }, 'attach-thing:sensor-1'],
  ])('refuses a plan that %s before anything is done', async (_, plan, step) => {
    const aws = account()
    const execution = await run(aws, plan)
    expect(execution.steps.find(({ failure }) => failure)?.failure).toMatchObject({
      code: 'step-refused',
      message: expect.stringContaining(step),
    })
    expect(aws.operations()).toEqual([])
  })

  it('has AWS fail for a thing that appears between the look and the call', async () => {
    const aws = account()
    aws.mock.on(RegisterThingCommand).rejects(awsError('ResourceConflictsException'))
    const execution = await run(aws, {})
    expect(JSON.stringify(aws.sent().at(-1)?.[1])).toContain('FAIL')
    expect(execution).toMatchObject({ status: 'failed', retryable: true })
  })

  it('refuses a thing that belongs to another certificate, and names it', async () => {
    const aws = account()
    const owner = 'ab'.repeat(32)
    aws.mock.on(DescribeThingCommand).resolves({ attributes: { certificateId: owner }, version: 1 })
    const execution = await run(aws, {})
    expect(execution.steps.find(({ failure }) => failure)?.failure).toMatchObject({
      code: 'thing-owned-by-another',
      owner,
    })
    expect(aws.operations()).not.toContain('RegisterThing')
  })

  it('brings its own thing to an end after a crash', async () => {
    const aws = account('ACTIVE')
    aws.mock.on(DescribeThingCommand).resolves({ attributes: { certificateId }, version: 1 })
    await expect(run(aws, {})).resolves.toMatchObject({ status: 'completed' })
    expect(JSON.stringify(aws.sent().at(-1)?.[1])).toContain('MERGE')
  })

  it('never activates what was revoked since', async () => {
    const aws = account('REVOKED')
    const execution = await run(aws, {})
    expect(execution.steps.find(({ failure }) => failure)?.failure?.code).toBe('certificate-state-changed')
    expect(aws.operations()).not.toContain('RegisterThing')
  })

  it.each(['ResourceNotFoundException', 'ResourceRegistrationFailureException'])(
    'creates what is missing after %s, and calls once more',
    async (name) => {
      const aws = account()
      aws.mock.on(RegisterThingCommand).rejectsOnce(awsError(name)).resolves({})
      await expect(run(aws, { thingGroupName: 'plant', billingGroupName: 'cost' })).resolves.toMatchObject({
        status: 'completed',
      })
      expect(aws.operations()).toEqual(
        expect.arrayContaining(['CreateThingType', 'CreateThingGroup', 'CreateBillingGroup', 'CreatePolicy']),
      )
      expect(aws.operations().filter((operation) => operation === 'RegisterThing')).toHaveLength(2)
    },
  )

  it('tells why something that is missing cannot be created', async () => {
    const aws = account()
    aws.mock.on(RegisterThingCommand).rejects(awsError('ResourceNotFoundException'))
    aws.mock.on(CreateThingTypeCommand).rejects(awsError('AccessDeniedException'))
    const execution = await run(aws, {})
    expect(execution.steps.find(({ failure }) => failure)?.failure).toMatchObject({
      code: 'access-denied',
      message: expect.stringContaining('CreateThingType'),
    })
  })

  it.each([
    ['ThrottlingException', 'step-retryable', true],
    ['ConflictingResourceUpdateException', 'step-retryable', true],
    ['ResourceRegistrationFailureException', 'step-refused', false],
    ['InvalidRequestException', 'step-refused', false],
    ['SomethingNewException', 'step-unexpected', true],
  ])('tells of %s as %s', async (name, code, retryable) => {
    const aws = account()
    aws.mock.on(RegisterThingCommand).rejects(awsError(name))
    const execution = await run(aws, {})
    expect(execution).toMatchObject({ status: 'failed', retryable })
    expect(execution.steps.at(-1)?.failure).toMatchObject({ code, awsError: name })
  })

  it('registers behind a JITR handler, which is told of another owner as ever', async () => {
    const device = waitingDevice({ subject: { CN: 'gate-1' } })
    const aws = account()
    aws.mock.on(DescribeCertificateCommand).resolves({ certificateDescription: device.description })
    const driver = createRegisterThingDriver({ client: aws.client, ownership: 'describe' })
    const options = { registration: registrationOf('gates'), client: aws.client, driver }
    await expect(createJitrHandler(options)(device.event)).resolves.toMatchObject({ kind: 'registered' })
    expect(aws.operations()).toEqual(['DescribeCertificate', 'DescribeThing', 'RegisterThing'])

    aws.mock.on(DescribeThingCommand).resolves({ attributes: { certificateId: 'ab'.repeat(32) }, version: 1 })
    await expect(createJitrHandler(options)(device.event)).resolves.toMatchObject({
      kind: 'refused',
      decision: { findings: expect.arrayContaining([expect.objectContaining({ code: 'thing-owned-by-another' })]) },
    })
  })

  it.each<[object, string]>([
    [{ ownership: 'off' }, 'ownership'],
    [{ client: {} }, 'client'],
    [{ registration: 'x' }, 'registration'],
  ])('refuses the options %j', (options, field) => {
    expect(() => createRegisterThingDriver({ client: mockAws().client, ...options })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
