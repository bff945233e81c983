import { describe, expect, it } from 'vitest'
import { defaultQuotas, documentedQuotas } from './default-quotas.js'
import { stepCosts } from './step-costs.js'

describe('the default quotas', () => {
  it('are numbers with a source', () => {
    for (const { perSecond, source } of Object.values(documentedQuotas)) {
      expect(perSecond).toBeGreaterThan(0)
      expect(source).toMatch(/\w{3}/)
    }
  })

  it('bound a registration that describes, attaches a policy and activates: ten devices a second', () => {
    const { DescribeCertificate, CreateThing, AttachPolicy, AttachThingPrincipal, UpdateCertificate } = defaultQuotas
    expect({ DescribeCertificate, CreateThing, AttachPolicy, AttachThingPrincipal, UpdateCertificate }).toEqual({
      DescribeCertificate: 10,
      CreateThing: 100,
      AttachPolicy: 15,
      AttachThingPrincipal: 100,
      UpdateCertificate: 10,
    })
  })

  it('say which are not confirmed, and which cannot be raised', () => {
    const all = Object.entries(documentedQuotas)
    expect(all.filter(([, { isConfirmed }]) => !isConfirmed).map(([operation]) => operation)).toEqual([
      'CreateKeysAndCertificate',
      'CreateProvisioningClaim',
      'ListPolicyVersions',
      'mqtt:CreateCertificateFromCsr',
      'mqtt:CreateKeysAndCertificate',
      'mqtt:RegisterThing',
    ])
    expect(all.filter(([, { isAdjustable }]) => !isAdjustable).map(([operation]) => operation)).toEqual([
      'mqtt:ConnectPerClientId',
    ])
  })

  it('have a number for every call that a step costs', () => {
    const costs = Object.values(stepCosts).flatMap((cost) => Object.values(cost))
    const operations = new Set(costs.flatMap((calls) => Object.keys(calls)))
    expect(operations.size).toBeGreaterThan(20)
    expect([...operations].filter((operation) => !Object.hasOwn(documentedQuotas, operation))).toEqual([])
  })

  it('are frozen, and have no number for what is not documented', () => {
    expect(Object.isFrozen(defaultQuotas) && Object.isFrozen(documentedQuotas)).toBe(true)
    expect(Object.hasOwn(defaultQuotas, 'ListCACertificates')).toBe(false)
  })
})
