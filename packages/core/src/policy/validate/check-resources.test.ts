import { describe, expect, it } from 'vitest'
import { allow, policy, prefix } from '../fixtures/policy-fixture.js'
import { validatePolicy } from './validate-policy.js'

const Version = '2012-10-17'
const connect = { Effect: 'Allow', Action: 'iot:Connect', Resource: `${prefix}client/a` }
const found = (document: unknown): string[][] => validatePolicy(document).map(({ code, path }) => [code, path])
const remedies = (document: unknown): string[] => validatePolicy(document).map(({ remedy }) => remedy)

describe('resources', () => {
  it.each([
    ['Connect', 'client/a', 'topic/a'],
    ['DeleteConnection', 'client/a', 'thing/a'],
    ['Publish', 'topic/a', 'topicfilter/a'],
    ['Receive', 'topic/a', 'topicfilter/a'],
    ['RetainPublish', 'topic/a', 'client/a'],
    ['GetRetainedMessage', 'topic/a', 'topicfilter/a'],
    ['Subscribe', 'topicfilter/a', 'topic/a'],
    ['GetThingShadow', 'thing/a', 'topic/$aws/things/a/shadow/get'],
    ['UpdateThingShadow', 'thing/a/name', 'topic/a'],
    ['DeleteThingShadow', 'thing/a', 'client/a'],
    ['ListNamedShadowsForThing', 'thing/a', 'topic/a'],
    ['ListRetainedMessages', '*', 'topic/a'],
    ['DescribeJobExecution', 'thing/a', 'job/a'],
    ['GetPendingJobExecutions', 'thing/a', 'topic/a'],
    ['UpdateJobExecution', 'thing/a', 'topic/a'],
    ['StartNextPendingJobExecution', 'thing/a', 'topic/a'],
    ['AssumeRoleWithCertificate', 'rolealias/a', 'role/a'],
    ['greengrass:Discover', 'thing/a', 'client/a'],
    ['greengrass:GetDeploymentConfiguration', '*', 'thing/a'],
  ])('%s takes `%s`, and not `%s`', (action, fit, unfit) => {
    expect(found(policy(allow(action, [fit])))).toEqual([])
    expect(found(policy(allow(action, ['*'])))).toEqual([])
    expect(found(policy(allow(action, [unfit])))).toEqual([['resource-unfit', 'Statement[0].Resource[0]']])
  })

  it('says what would fit', () => {
    expect(remedies(policy(allow('Connect Publish', ['topicfilter/a'])))).toEqual([
      'use a resource of the kind client/… or topic/…',
    ])
    expect(remedies(policy(allow('ListRetainedMessages', ['topic/a'])))).toEqual(['use `*`'])
  })

  it('names the actions that it does not fit', () => {
    expect(validatePolicy(policy(allow('Connect Publish', ['topicfilter/a'])))[0]?.message).toBe(
      `\`${prefix}topicfilter/a\` is no resource of \`iot:Connect\` or \`iot:Publish\``,
    )
  })

  it('fits a pattern of actions where it fits one of them', () => {
    expect(found({ Version, Statement: [{ ...connect, Action: 'iot:*' }] })).toEqual([])
  })

  it('may serve one action each', () => {
    expect(found(policy(allow('Connect Publish', ['topic/a', 'client/a'])))).toEqual([])
  })

  it('leaves no action without one', () => {
    const document = policy(allow('Connect Publish ListRetainedMessages', ['topic/a', 'thing/a']))
    expect(found(document)).toEqual([
      ['resource-unfit', 'Statement[0].Resource[1]'],
      ['action-without-resource', 'Statement[0].Action[0]'],
      ['action-without-resource', 'Statement[0].Action[2]'],
    ])
    expect(remedies(document).slice(1)).toEqual(['add a resource of the kind client/…', 'add `*`'])
  })

  it('may be of several kinds for one action', () => {
    expect(remedies(policy(allow('Publish greengrass:Discover', ['topic/a'])))).toEqual([
      'add a resource of the kind thing/… or greengrass:…',
    ])
  })

  it('may be what is excepted', () => {
    const statement = { Effect: 'Allow', Action: ['iot:Receive', 'iot:Connect'] }
    expect(found({ Version, Statement: [{ ...statement, NotResource: `${prefix}topic/a` }] })).toEqual([])
    expect(found({ Version, Statement: [{ ...statement, NotResource: `${prefix}thing/a` }] })).toEqual([
      ['resource-unfit', 'Statement[0].NotResource'],
    ])
  })

  it('that are no ARNs are told of as such only', () => {
    const document = { Version, Statement: [{ ...connect, Resource: ['client/a', '*'] }] }
    expect(found(document)).toEqual([['resource-malformed', 'Statement[0].Resource[0]']])
  })

  it('are looked at also where both kinds stand', () => {
    const document = { Version, Statement: [{ ...connect, Resource: 'client/a', NotResource: '*' }] }
    expect(found(document)).toEqual([
      ['policy-malformed', 'Statement[0]'],
      ['resource-malformed', 'Statement[0].Resource'],
    ])
  })

  it('may hold tags', () => {
    const arn = 'arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:'
    const Resource = `${arn}client/<%= default(certificate.attributes.subject.CN, '\${iot:Nothing}:*') %>`
    expect(found({ Version, Statement: [{ ...connect, Resource }] })).toEqual([])
  })
})
