import { isolates, type PolicyDevice } from '@thingplan/core/policy'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Device, deviceWith, registerWith } from '../fixtures/device.js'
import { readyMadePolicies } from '../fixtures/ready-made-policies.js'
import { fleetProvisioningClaim } from './fleet-provisioning-claim.js'
import { ownTopics } from './own-topics.js'

const serialNumber = '<%= certificate.attributes.subject.serialNumber %>'

/** What belongs to the device of the serial number `b`, and filters that would bring it. */
const spaceOfB = [
  ...['client/thing-b', 'client/thing-b#2'].map((resource) => ['iot:Connect', resource] as const),
  ...[
    'device/thing-b',
    'device/thing-b/state',
    '$aws/things/thing-b/shadow/update',
    '$aws/things/thing-b/shadow/name/config/get',
    '$aws/things/thing-b/jobs/start-next',
    '$aws/things/thing-b/greengrassv2/health/json',
    '$aws/rules/readings/device/thing-b',
    'cert-rotation/create-man-cert/thing-b/rqst',
    'cert-rotation/ack-man-cert/b/rqst',
  ].flatMap((topic) => [['iot:Publish', `topic/${topic}`] as const, ['iot:Receive', `topic/${topic}`] as const]),
  ...[
    '#',
    '+/#',
    'device/#',
    'device/+',
    'device/thing-b',
    '+/thing-b/#',
    '$aws/#',
    '$aws/things/#',
    '$aws/things/+/shadow/update/delta',
    '$aws/things/thing-b/jobs/notify-next',
    'cert-rotation/#',
    'cert-rotation/+/+/rspn',
    'cert-rotation/create-man-cert/b/rspn',
  ].map((filter) => ['iot:Subscribe', `topicfilter/${filter}`] as const),
]

/** As whom it might try to connect. */
const clientIds = ({ thingName }: Device): readonly string[] => [
  thingName,
  `${thingName}#2`,
  'thing-b',
  'claim-1',
  '*',
  '+',
  '#',
  'thing-+',
]

/** What a device gets of B's space, under any client id that it may use. */
const reached = (device: Device): readonly string[] =>
  clientIds(device)
    .filter((clientId) => device.can('iot:Connect', `client/${clientId}`, clientId))
    .flatMap((clientId) => spaceOfB.filter(([action, resource]) => device.can(action, resource, clientId)))
    .map(([action, resource]) => `${action} ${resource}`)

/** Subjects as they should be, and as an attacker who gets them signed would like them. */
const subjectText = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'ab1-_:'), minLength: 1, maxLength: 6 }),
  fc.string({ unit: fc.constantFrom(...'ab-*?+#/${}"\\., \u0000é'), minLength: 1, maxLength: 6 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 6 }),
  fc.constantFrom('*', '?', '+', '#', 'b/#', 'b*', '${iot:ClientId}', '${*}', 'b#2', '../b', 'a","Resource":"*', 'B'),
)

const deviceOf = ({ thingName, documents }: Device): PolicyDevice => ({
  thing: { name: thingName },
  policies: documents,
})

/** Verdicts of both directions. */
const isolation = (one: PolicyDevice, other: PolicyDevice): readonly unknown[] => [
  isolates([], one, other),
  isolates([], other, one),
]

const isolated = [{ verdict: 'isolated' }, { verdict: 'isolated' }]

describe.each(readyMadePolicies)('%s', (_, policy) => {
  it.each([
    ['1', '2'],
    ['1', '10'],
    ['b', 'B'],
  ])('is proven to isolate thing-%s and thing-%s', (one, other) => {
    expect(isolation(deviceOf(deviceWith(policy, one)), deviceOf(deviceWith(policy, other)))).toEqual(isolated)
  })

  it('isolates devices of any two serial numbers that it is rendered for', () => {
    const b = deviceOf(deviceWith(policy, 'b'))
    const serialNumbers = fc.string({ unit: fc.constantFrom(...'ab1-_:*+#/$'), minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(
        serialNumbers.filter((text) => text !== 'b'),
        (text) => {
          const device = registerWith(policy, text)
          if (!('refused' in device)) expect(isolation(deviceOf(device), b)).toEqual(isolated)
        },
      ),
      { numRuns: 10 },
    )
  }, 30_000)

  it('lets a device act in its own space only, whatever its subject says, or refuses it', () => {
    let accepted = 0
    fc.assert(
      fc.property(
        subjectText.filter((text) => text !== 'b'),
        (text) => {
          const device = registerWith(policy, text)
          if ('refused' in device) return
          accepted += 1
          expect(reached(device)).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
    expect(accepted).toBeGreaterThan(10)
  }, 30_000)
})

describe('who holds a claim', () => {
  const { documents } = deviceWith(fleetProvisioningClaim({ templateName: 'sensors' }), '1')
  const claim = (clientId: string): PolicyDevice => ({ clientId, policies: documents })

  it.each(readyMadePolicies)('does not reach a device with %s', (_, policy) => {
    const device = deviceOf(deviceWith(policy, '2'))
    expect(isolates([], claim('claim-1'), device)).toEqual({ verdict: 'isolated' })
  })

  it('can take no more of another holder than the client id', () => {
    const between = isolates([], claim('claim-1'), claim('claim-2'))
    expect(between.verdict === 'reaches' && between.counterexamples.map(({ action, path }) => [action, path])).toEqual([
      ['iot:Connect', 'claim-2'],
    ])
  })
})

describe('these tests', () => {
  it('would not take a wildcard for a proof that all devices have alike', () => {
    const careless = ownTopics({ publish: ['alarms/*'] })
    const [one, other] = [deviceOf(deviceWith(careless, 's')), deviceOf(deviceWith(careless, 'b'))]
    expect(isolates([], one, other)).toEqual({
      verdict: 'unknown',
      reasons: [expect.stringContaining('both devices have `iot:Publish` on `topic/alarms/*`')],
    })
    expect(isolates([], one, other, { shared: ['alarms/*'] })).toEqual({ verdict: 'isolated' })
  })

  it.each<[string, string]>([
    ['device/*', 'iot:Publish topic/device/thing-b'],
    [`device/*${serialNumber}*`, 'iot:Publish topic/device/thing-b/state'],
  ])('would find a device that may publish to %s', (resource, found) => {
    const careless = ownTopics({ name: `own-${serialNumber}`, publish: [resource] })
    const device = deviceWith(careless, 's')
    expect(reached(device)).toContain(found)
    expect(isolates([], deviceOf(device), deviceOf(deviceWith(careless, 'b'))).verdict).toBe('reaches')
  })
})
