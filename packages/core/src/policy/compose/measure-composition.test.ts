import { describe, expect, it } from 'vitest'
import { compilePolicy } from '../compile-policy.js'
import { policySize } from '../policy-size.js'
import type { PolicySpec } from '../policy-spec.js'
import { client, topic } from '../resource-arn.js'
import { composePolicy } from './compose-policy.js'
import { measureComposition } from './measure-composition.js'

const connect = { Effect: 'Allow', Action: 'iot:Connect', Resource: client('${iot:ClientId}') } as const
const publish = (name: string): PolicySpec => ({
  name,
  document: {
    Version: '2012-10-17',
    Statement: [connect, { Effect: 'Allow', Action: 'iot:Publish', Resource: [topic(name), topic(`${name}/*`)] }],
  },
})

describe('measureComposition', () => {
  it.each([
    ['aws', 'eu-west-1'],
    ['aws', 'ap-southeast-1'],
    ['aws-cn', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1'],
  ])('counts what is rendered in partition %s, region %s', (partition, region) => {
    const parts = [publish('state'), publish('alarms')]
    const { document } = compilePolicy(composePolicy(...parts)).render({
      account: { id: '123456789012', region, partition },
    })
    expect(measureComposition(...parts, { region }).size).toBe(policySize(document))
  })

  it('counts for a long region where none is given', () => {
    const of = (options: { region?: string }): number => measureComposition(publish('state'), options).size
    expect(of({})).toBe(of({ region: 'ap-southeast-1' }))
    expect(of({})).toBe(of({ region: 'eu-west-1' }) + 3 * 'ast-'.length + 3)
  })

  it('counts a value of the certificate as one character', () => {
    const sizeOf = (value: string): number =>
      measureComposition({ name: 'own', document: publish(`device/${value}`).document }).size
    expect(sizeOf("<%= default(certificate.attributes.subject['CN'], 'none') %>")).toBe(sizeOf('x'))
  })

  it.each(['<%=account.id%>', '<%=  account.id  %>'])('counts %s as the account', (tag) => {
    const sizeOf = (name: string): number => measureComposition(publish(name)).size
    expect(sizeOf(tag)).toBe(sizeOf('123456789012'))
  })

  it('tells for each part its size alone, and what it adds to the others', () => {
    const { size, parts } = measureComposition(publish('state'), publish('alarms'))
    const alone = measureComposition(publish('state')).size
    expect(parts).toEqual([
      { name: 'state', size: alone, adds: size - measureComposition(publish('alarms')).size },
      { name: 'alarms', size: alone + 2, adds: size - alone },
    ])
    expect(parts.every(({ size, adds }) => adds < size)).toBe(true)
  })

  it('lets one policy add all there is', () => {
    const { size, parts } = measureComposition(publish('state'))
    expect(parts).toEqual([{ name: 'state', size, adds: size }])
  })

  it('measures what is too large to compose', () => {
    expect(measureComposition(publish('x'.repeat(2000))).size).toBeGreaterThan(4000)
  })

  it('refuses what composePolicy refuses', () => {
    expect(() => measureComposition()).toThrow(expect.objectContaining({ code: 'policy-option' }))
  })
})
