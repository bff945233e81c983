import { describe, expect, it } from 'vitest'
import { checks } from '../checks.js'
import { alwaysCalled, callsOf, iamDocumentOf, operationsOf } from './iam-document.js'

const account = { accountId: '123456789012', region: 'eu-central-1' }
const statementsOf = (ids: readonly string[], given = account) => {
  const { Statement } = iamDocumentOf(
    checks.filter(({ id }) => ids.includes(id)),
    given,
  )
  return Statement
}

describe('the policy for a person', () => {
  it('reaches nothing that has a name, but with the prefix of the checks', () => {
    const [named] = statementsOf(['THING-01'])
    expect(named?.Resource).toContain('arn:aws:iot:eu-central-1:123456789012:thing/thingplan-live-*')
    expect(named?.Resource.every((arn) => arn.endsWith('/thingplan-live-*'))).toBe(true)
    expect(named?.Action).toContain('iot:AddThingToThingGroup')
  })

  it('reaches every thing that a check looks for', () => {
    for (const { id } of checks.filter(({ calls }) => calls.includes('DescribeThing'))) {
      const holding = statementsOf([id]).filter(({ Action }) => Action.includes('iot:DescribeThing'))
      expect(holding.map(({ Resource }) => Resource.every((arn) => arn.endsWith('/thingplan-live-*')))).toEqual([true])
    }
  })

  it('tells what a check calls from what the clean-up does', () => {
    const chosen = checks.filter(({ id }) => id === 'CERT-02')
    expect(callsOf(chosen)).toEqual(['DescribeCertificate', 'RegisterCertificateWithoutCA', 'UpdateCertificate'])
    expect(alwaysCalled).toContain('DeleteThingGroup')
  })

  it('allows each operation once', () => {
    const actions = statementsOf(checks.map(({ id }) => id)).flatMap(({ Action }) => Action)
    expect(new Set(actions).size).toBe(actions.length)
    expect(actions.filter((action) => action.startsWith('iot:'))).toHaveLength(operationsOf(checks).length)
  })

  it('passes a role only where a check needs one', () => {
    const passes = (ids: readonly string[]): boolean =>
      statementsOf(ids).some(({ Action }) => Action.includes('iam:PassRole'))
    expect([passes(['THING-01']), passes(['JITP-01'])]).toEqual([false, true])
  })

  it('has the partition of the region', () => {
    const [named] = statementsOf(['THING-01'], { ...account, region: 'cn-north-1' })
    expect(named?.Resource[0]).toMatch(/^arn:aws-cn:/)
  })
})
