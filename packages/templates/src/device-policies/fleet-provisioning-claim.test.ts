import { describe, expect, it } from 'vitest'
import { deviceWith } from '../fixtures/device.js'
import { type FleetProvisioningClaimOptions, fleetProvisioningClaim } from './fleet-provisioning-claim.js'

const claim = deviceWith(fleetProvisioningClaim({ templateName: 'sensors' }), '1')
const provision = '$aws/provisioning-templates/sensors/provision'

describe('a device with fleetProvisioningClaim', () => {
  it.each([
    ['iot:Connect', 'client/claim-1'],
    ...['json', 'cbor'].flatMap((format) =>
      ['$aws/certificates/create', '$aws/certificates/create-from-csr', provision].flatMap((operation) => [
        ['iot:Publish', `topic/${operation}/${format}`],
        ['iot:Subscribe', `topicfilter/${operation}/${format}/accepted`],
        ['iot:Receive', `topic/${operation}/${format}/rejected`],
      ]),
    ),
  ])('may %s on %s', (action = '', resource = '') => {
    expect(claim.can(action, resource, 'claim-1')).toBe(true)
  })

  it.each([
    ['iot:Connect', 'client/thing-1'],
    ['iot:Connect', 'client/1'],
    ['iot:Publish', 'topic/$aws/provisioning-templates/sensors2/provision/json'],
    ['iot:Publish', 'topic/$aws/provisioning-templates/gateways/provision/json'],
    ['iot:Subscribe', 'topicfilter/$aws/provisioning-templates/+/provision/json/accepted'],
    ['iot:Subscribe', 'topicfilter/$aws/certificates/#'],
    ['iot:Publish', 'topic/$aws/certificates/create/json/accepted'],
    ['iot:Publish', 'topic/$aws/things/thing-1/shadow/update'],
    ['iot:Publish', 'topic/device/claim-1'],
    ['iot:Receive', 'topic/$aws/events/certificates/registered/any'],
  ])('may not %s on %s', (action, resource) => {
    expect(claim.can(action, resource, 'claim-1')).toBe(false)
  })

  it('connects under the prefix that is given', () => {
    const other = deviceWith(fleetProvisioningClaim({ templateName: 'sensors', clientIdPrefix: 'new:' }), '1')
    expect(other.can('iot:Connect', 'client/new:7', 'new:7')).toBe(true)
    expect(other.can('iot:Connect', 'client/claim-7', 'claim-7')).toBe(false)
  })
})

describe('fleetProvisioningClaim refuses', () => {
  it.each<[string, object, string]>([
    ['an option that does not exist', { templateName: 'a', template: 'b' }, 'template'],
    ['no template', {}, 'templateName'],
    ['any template', { templateName: '*' }, 'templateName'],
    ['a name of 37 characters', { templateName: 'x'.repeat(37) }, 'templateName'],
    ['every client id', { templateName: 'a', clientIdPrefix: '' }, 'clientIdPrefix'],
    ['a client id with a wildcard', { templateName: 'a', clientIdPrefix: '*' }, 'clientIdPrefix'],
    ['a client id with a variable', { templateName: 'a', clientIdPrefix: '${iot:ClientId}' }, 'clientIdPrefix'],
  ])('%s', (_, options, field) => {
    expect(() => fleetProvisioningClaim(options as FleetProvisioningClaimOptions)).toThrow(
      expect.objectContaining({ code: 'registration-option', field }),
    )
  })
})
