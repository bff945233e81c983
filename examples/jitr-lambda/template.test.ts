import { readFileSync } from 'node:fs'
import { requiredIamPolicy } from '@thingplan/aws-adapter'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { settings } from './capacity.js'
import { concurrency, share } from './handler.js'
import { sensors } from './registration.js'

/** CloudFormation's `!Ref x`, `!GetAtt x.y` and `!Sub text`, as the text that stands behind the tag. */
const customTags = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (text: string) => text }))

const { Resources } = parse(readFileSync(new URL('template.yaml', import.meta.url), 'utf8'), { customTags })
const queue = Resources.RegistrationQueue.Properties
const lambda = Resources.RegistrationFunction.Properties
const source = lambda.Events.Registered.Properties

// SQS's maximum concurrency bounds the functions already; who has others in the account reserves as many.
const { reservedConcurrency: _notReserved, ...applied } = settings

describe('the SAM template', () => {
  it('allows the function what its registration needs, and nothing else', () => {
    const partition = '${AWS::Partition}'
    const where = { partition, region: '${AWS::Region}', accountId: '${AWS::AccountId}' } as const
    expect(lambda.Policies).toEqual([requiredIamPolicy(sensors, { ...where, claimTable: '${Claims.Arn}' })])
  })

  it('delivers a failed message again, and no other of its batch', () => {
    expect(source.FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
  })

  it('has the settings that follow from the fleet and the quotas, and no other', () => {
    expect({
      maximumConcurrency: source.ScalingConfig.MaximumConcurrency,
      batchSize: source.BatchSize,
      batchWindow: source.MaximumBatchingWindowInSeconds,
      functionTimeout: lambda.Timeout,
      visibilityTimeout: queue.VisibilityTimeout,
      messageRetention: queue.MessageRetentionPeriod,
      maxReceiveCount: queue.RedrivePolicy.maxReceiveCount,
      deadLetterRetention: Resources.DeadLetterQueue.Properties.MessageRetentionPeriod,
      share,
    }).toEqual(Object.fromEntries(Object.entries(applied).map(([name, { value }]) => [name, value])))
  })

  it('gives the handler a claim store, by the keys that it writes', () => {
    const { KeySchema, TimeToLiveSpecification } = Resources.Claims.Properties
    expect(lambda.Environment.Variables).toEqual({ CLAIM_TABLE: 'Claims' })
    expect(KeySchema).toEqual([{ AttributeName: 'certificateId', KeyType: 'HASH' }])
    expect(TimeToLiveSpecification).toEqual({ AttributeName: 'expiresAt', Enabled: true })
  })

  it('counts with as many messages at once as the handler works on', () => {
    expect(settings.maximumConcurrency.reason).toContain(`${concurrency} at once`)
  })

  it('is explained in the README, as the settings explain themselves', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
    for (const { reason } of Object.values(settings)) expect(readme).toContain(reason)
  })

  it('does not deliver a batch again that is being worked on', () => {
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * lambda.Timeout + source.MaximumBatchingWindowInSeconds)
  })

  it('keeps what cannot be registered', () => {
    expect(queue.RedrivePolicy.deadLetterTargetArn).toBe('DeadLetterQueue.Arn')
    expect(Resources.RegistrationRule.Properties.TopicRulePayload.ErrorAction.Sqs.QueueUrl).toBe('DeadLetterQueue')
  })

  it('listens to every registration event', () => {
    const { Sql } = Resources.RegistrationRule.Properties.TopicRulePayload
    expect(Sql).toBe("SELECT * FROM '$aws/events/certificates/registered/#'")
  })

  it('runs on a runtime that Lambda supports', () => {
    expect(lambda.Runtime).toBe('nodejs24.x')
  })
})
