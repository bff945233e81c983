import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  DeleteThingCommand,
  DescribeCertificateCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { beforeEach, describe, expect, it } from 'vitest'
import { certificateIdOf, certificateOf } from '../fleet/device-certificate.js'
import { Fleet } from '../fleet/fleet.js'
import { CountingRegistry } from './counting-registry.js'

let registry: CountingRegistry
let active: number[]
const [device, other] = [3, 4]
const certificateId = certificateIdOf(device)
const arn = `arn:aws:iot:eu-central-1:123456789012:cert/${certificateId}`

const createThing = (owner: number): CreateThingCommand =>
  new CreateThingCommand({
    thingName: `sensor-${device}`,
    attributePayload: { attributes: { certificateId: certificateIdOf(owner) } },
  })
const activate = new UpdateCertificateCommand({ certificateId, newStatus: 'ACTIVE' })

beforeEach(() => {
  active = []
  const fleet = new Fleet(10)
  for (const knocking of [device, other]) fleet.knock(knocking, 0, 100)
  registry = new CountingRegistry(fleet, (registered) => active.push(registered))
  registry.answer(new CreatePolicyCommand({ policyName: 'own', policyDocument: '{}' }))
})

describe('the counting registry', () => {
  it('registers a device, and tells once', () => {
    registry.answer(createThing(device))
    registry.answer(new AttachPolicyCommand({ policyName: 'own', target: arn }))
    registry.answer(new AttachThingPrincipalCommand({ thingName: `sensor-${device}`, principal: arn }))
    registry.answer(activate)
    registry.answer(activate)
    expect([active, registry.activeEarly, registry.isActive(device), registry.isActive(other)]).toEqual([
      [device],
      0,
      true,
      false,
    ])
    const { certificateDescription } = registry.answer(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription).toMatchObject({ certificateId, status: 'ACTIVE' })
    expect(certificateDescription?.certificatePem).toBe(certificateOf(device).pem)
  })

  it('counts who became ACTIVE before everything was in place', () => {
    registry.answer(createThing(device))
    registry.answer(new AttachPolicyCommand({ policyName: 'own', target: arn }))
    registry.answer(activate)
    expect(registry.activeEarly).toBe(1)
  })

  it.each([
    ['a thing of another', () => [createThing(device), createThing(other)], 'ResourceAlreadyExistsException'],
    ['its own thing again', () => [createThing(device), createThing(device)], undefined],
    [
      'a policy that exists',
      () => [new CreatePolicyCommand({ policyName: 'own', policyDocument: '{}' })],
      'ResourceAlreadyExistsException',
    ],
    [
      'a policy that does not',
      () => [new AttachPolicyCommand({ policyName: 'x', target: arn })],
      'ResourceNotFoundException',
    ],
    ['nobody', () => [new DescribeCertificateCommand({ certificateId: 'f'.repeat(64) })], 'ResourceNotFoundException'],
    ['what no registration asks', () => [new DeleteThingCommand({ thingName: 'x' })], 'TypeError'],
  ])('answers as AWS does: %s', (_, commands, error) => {
    const sendAll = (): void => {
      for (const command of commands()) registry.answer(command)
    }
    if (error === undefined) expect(sendAll).not.toThrow()
    else expect(sendAll).toThrow(expect.objectContaining({ name: error }))
  })
})
