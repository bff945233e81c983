import { readFileSync } from 'node:fs'
import { requiredIamPolicy } from '@thingplan/aws-adapter'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { sensors } from './registration.js'

/** CloudFormation's `!Ref x`, `!GetAtt x.y` and `!Sub text`, as the text that stands behind the tag. */
const customTags = ['!Ref', '!GetAtt', '!Sub'].map((tag) => ({ tag, resolve: (text: string) => text }))

const { Resources } = parse(readFileSync(new URL('template.yaml', import.meta.url), 'utf8'), { customTags })
const queue = Resources.RegistrationQueue.Properties
const lambda = Resources.RegistrationFunction.Properties
const source = lambda.Events.Registered.Properties

describe('the SAM template', () => {
  it('allows the function what its registration needs, and nothing else', () => {
    const partition = '${AWS::Partition}'
    const where = { partition, region: '${AWS::Region}', accountId: '${AWS::AccountId}' } as const
    expect(lambda.Policies).toEqual([requiredIamPolicy(sensors, where)])
  })

  it('delivers a failed message again, and no other of its batch', () => {
    expect(source.FunctionResponseTypes).toEqual(['ReportBatchItemFailures'])
  })

  it('does not deliver a batch again that is being worked on', () => {
    expect(queue.VisibilityTimeout).toBeGreaterThanOrEqual(6 * lambda.Timeout)
  })

  it('bounds how many functions share the quotas of the account', () => {
    // Two is the least that Lambda takes; five messages each at a time, ten calls a second of an account.
    expect(source.ScalingConfig.MaximumConcurrency).toBe(2)
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
