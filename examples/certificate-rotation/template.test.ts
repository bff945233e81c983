import { readFileSync } from 'node:fs'
import { requiredIamPolicy } from '@thingplan/aws-adapter'
import { rotationIamPolicy } from '@thingplan/aws-adapter/rotation'
import { rotationRules } from '@thingplan/core/lifecycle'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { type Cloud, openCloud, registrationSql } from './demo/cloud.js'
import { orderSensor, type Sensor } from './demo/sensor.js'
import { loadState } from './device/device-state.js'
import { onboarding, prefix, sensors } from './registration.js'

/** CloudFormation's `!Ref x`, `!GetAtt x.y` and `!Sub text`, as the text that stands behind the tag. */
const customTags = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (text: string) => text }))

const { Globals, Resources } = parse(readFileSync(new URL('template.yaml', import.meta.url), 'utf8'), { customTags })
const registering = Resources.RegistrationFunction.Properties
const rotating = Resources.RotationFunction.Properties
const tidying = Resources.TidyFunction.Properties

interface Statement {
  readonly Action: readonly string[]
  readonly Resource: readonly string[] | string
}

const statementsOf = (policy: unknown): readonly Statement[] =>
  (typeof policy === 'string' ? Resources[policy].Properties.PolicyDocument : policy).Statement

/** What a function may do with AWS IoT. */
const allowed = ({ Policies }: { readonly Policies: readonly unknown[] }): readonly string[] =>
  Policies.flatMap(statementsOf)
    .flatMap(({ Action }) => Action)
    .filter((action) => action.startsWith('iot:'))
    .sort()

describe('the rules', () => {
  it('are those of the demonstration', () => {
    const rules = ['RegistrationRule', 'RequestRule', 'AcknowledgementRule'].map((name) => {
      const { Sql: sql, AwsIotSqlVersion: awsIotSqlVersion } = Resources[name].Properties.TopicRulePayload
      return { sql, awsIotSqlVersion }
    })
    const wanted = [{ sql: registrationSql, awsIotSqlVersion: '2016-03-23' }, ...rotationRules(prefix)]
    expect(rules).toEqual(wanted.map(({ sql, awsIotSqlVersion }) => ({ sql, awsIotSqlVersion })))
  })

  it.each(['RegistrationRule', 'RequestRule', 'AcknowledgementRule'])('keep what they cannot deliver: %s', (name) => {
    const { Actions, ErrorAction } = Resources[name].Properties.TopicRulePayload
    expect(Actions).toEqual([{ Sqs: expect.objectContaining({ UseBase64: false }) }])
    expect(ErrorAction.Sqs.QueueUrl).toBe('DeadLetterQueue')
    // What an error action wraps must not come where a message of a device is expected.
    expect(Actions[0].Sqs.QueueUrl).not.toBe('DeadLetterQueue')
  })
})

describe.each([
  ['registration', registering.Events.Registered.Properties, Resources.RegistrationQueue.Properties],
  ['rotation', rotating.Events.Said.Properties, Resources.RotationQueue.Properties],
])('the queue of the %s', (_, source, queue) => {
  it('delivers a failed message again, and no other of its batch', () => {
    expect(source.FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
  })

  it('does not deliver a batch again that is being worked on', () => {
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * Globals.Function.Timeout)
  })

  it('puts aside what fails each time', () => {
    expect(queue.RedrivePolicy).toEqual({ deadLetterTargetArn: 'DeadLetterQueue.Arn', maxReceiveCount: 5 })
  })
})

describe('the functions are allowed', () => {
  let cloud: Cloud
  const built: Sensor[] = []
  const called = { registering: new Set<string>(), rotating: new Set<string>(), tidying: new Set<string>() }

  /** Notes what was called since. */
  const note = (who: keyof typeof called): void => {
    for (const { name } of cloud.emulator.calls) called[who].add(`iot:${name}`)
    cloud.emulator.forgetCalls()
  }

  const order = async (serialNumber: string): Promise<Sensor> => {
    const sensor = await orderSensor(cloud, serialNumber)
    built.push(sensor)
    cloud.emulator.connectDevice((await loadState(sensor.folder)).identity.certificatePem, 'knocking')
    await cloud.emulator.settled()
    return sensor
  }

  beforeAll(async () => {
    cloud = await openCloud({ onOutcome: () => undefined })
    cloud.emulator.forgetCalls()
    const sensor = await order('20480001')
    note('registering')
    await sensor.wake()
    await cloud.emulator.settled()
    note('rotating')
    const silent = await order('20480002')
    note('registering')
    await silent.wakeUntil('certificate saved')
    await cloud.emulator.settled()
    note('rotating')
    cloud.pass(8 * 86_400_000)
    await cloud.service.tidy()
    note('tidying')
  }, 60_000)

  afterAll(async () => {
    await cloud.endpoint.close()
    await Promise.all(built.map((sensor) => sensor.scrap()))
  })

  it('what the life of a sensor takes, and a rotation nothing else', () => {
    expect(allowed(registering)).toEqual(expect.arrayContaining([...called.registering]))
    expect(allowed(rotating)).toEqual([...called.rotating].sort())
    expect(allowed(tidying)).toEqual(expect.arrayContaining([...called.tidying]))
    expect(called.tidying).toContain('iot:UpdateCertificate')
  })

  it('what the registration needs', () => {
    const partition = '${AWS::Partition}'
    const where = { partition, region: '${AWS::Region}', accountId: '${AWS::AccountId}' } as const
    expect(registering.Policies[0]).toEqual(requiredIamPolicy(sensors, where))
  })

  it('what the rotation needs', () => {
    const partition = '${AWS::Partition}'
    const where = { partition, region: '${AWS::Region}', accountId: '${AWS::AccountId}' } as const
    const of = (kind: 'rotate' | 'tend') =>
      rotationIamPolicy({
        ...where,
        rotation: onboarding,
        registration: sensors,
        issuer: 'other',
        rotationTable: '${RotationTable.Arn}',
        prefix,
        uses: [{ kind }],
      })
    expect(Resources.RotationPolicy.Properties.PolicyDocument).toEqual(of('rotate'))
    const actions = (statements: readonly Statement[]) => statements.flatMap(({ Action }) => Action).sort()
    const tends = tidying.Policies.filter((policy: unknown) => policy !== 'SigningPolicy').flatMap(statementsOf)
    expect(actions(tends)).toEqual(actions(of('tend').Statement))
  })

  it('to touch no thing that is not a sensor', () => {
    const things = JSON.stringify([registering.Policies, Resources.RotationPolicy]).match(/thing\/[^"]*/g)
    expect(new Set(things)).toEqual(new Set(['thing/sensor-*']))
  })

  it('nothing of DynamoDB but to read an item and to write one, and to go through all once an hour', () => {
    expect(statementsOf('RecordPolicy')[0]?.Action).toEqual(['dynamodb:GetItem', 'dynamodb:PutItem'])
    const scanning = [registering, rotating, tidying].map(({ Policies }) => JSON.stringify(Policies).includes('Scan'))
    expect(scanning).toEqual([false, false, true])
  })
})

it('keeps the records when the stack goes', () => {
  expect(Resources.RotationTable.DeletionPolicy).toBe('Retain')
  expect(Resources.RotationTable.Properties.KeySchema).toEqual([{ AttributeName: 'pk', KeyType: 'HASH' }])
})

it('runs on a runtime that Lambda supports, with a key that stays in KMS', () => {
  expect(Globals.Function).toMatchObject({ Runtime: 'nodejs24.x', CodeUri: 'dist/' })
  expect(Globals.Function.Environment.Variables.CA_KEY_ARN).toBe('ManufacturerKeyArn')
})
