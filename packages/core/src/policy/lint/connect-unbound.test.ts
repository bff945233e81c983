import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy } from '../fixtures/policy-fixture.js'
import { connectUnbound } from './connect-unbound.js'

it.each([
  ['client/*', false],
  ['*', false],
  ['client/sensor-*', false],
  ['client/sensor-?', false],
  ['client/${iot:ClientId}', false],
  ['client/${iot:Connection.Thing.ThingName}*', false],
  ['client/*${iot:Connection.Thing.ThingName}', false],
  ['client/${iot:Connection.Thing.ThingTypeName}', false],
  ['client/${iot:Certificate.Subject.Organization}', false],
  ['client/${iot:Certificate.Issuer.CommonName}', false],
  ['client/<%= certificate.id %>*', false],
  ['client/<%= account.id %>/*', false],
  ['client/${iot:Connection.Thing.ThingName}-*', false],
  ['client/thing-1#*x', false],
  ['client/${iot:Connection.Thing.ThingName}', true],
  ['client/${iot:Connection.Thing.ThingName}/*', true],
  ['client/${iot:Connection.Thing.ThingName}#*', true],
  ['client/${iot:Connection.Thing.Attributes[serial]}', true],
  ['client/${iot:Certificate.Subject.CommonName}', true],
  ['client/${iot:Certificate.Subject.CommonName.1}', true],
  ['client/${iot:Certificate.Subject.AlternativeName.DNSName}', true],
  ['client/${iot:CertificateId}', true],
  ['client/<%= certificate.attributes.subject.CN %>', true],
  ["client/<%= certificate.attributes.subject['2.5.4.44'] %>#*", true],
  ['client/thing-1', true],
  ['client/thing-1#*', true],
  ['client/thing-1#?*', true],
  ['client/a${*}', true],
  ['client/a${?}', true],
  ['client/a${$}', true],
])('`%s`: bound to the device is %s', (resource, bound) => {
  expect(pathsFound(connectUnbound, policy(allow('Connect', [resource])))).toEqual(
    bound ? [] : ['Statement[0].Resource[0]'],
  )
})

it('does not look at denials and other actions', () => {
  expect(pathsFound(connectUnbound, policy(deny('Connect', ['*']), allow('Publish', ['*'])))).toEqual([])
})

it('finds what `NotResource` leaves open', () => {
  const { Resource: NotResource = [], ...statement } = allow('Connect', ['client/a', 'client/b'])
  expect(pathsFound(connectUnbound, policy({ ...statement, NotResource }))).toEqual(['Statement[0].NotResource[0]'])
})

const exchange = ['topic/$aws/certificates/create-from-csr/*', 'topic/$aws/provisioning-templates/a/provision/*']

it.each([
  ['may share a beginning of client ids', 'client/claim-*', exchange, []],
  ['may share a beginning of one word', 'client/claim*', exchange, []],
  ['may share a beginning with more than one character behind', 'client/claim-?*', exchange, []],
  ['may not leave the beginning open', 'client/*claim*', exchange, ['Statement[0].Resource[0]']],
  ['may not leave the middle open', 'client/claim-*x', exchange, ['Statement[0].Resource[0]']],
  ['may not take any client id', 'client/*', exchange, ['Statement[0].Resource[0]']],
  ['may do nothing else', 'client/claim-*', [...exchange, 'topic/a'], ['Statement[0].Resource[0]']],
  ['has one template', 'client/claim-*', ['topic/$aws/provisioning-templates/*'], ['Statement[0].Resource[0]']],
])('the claim of a fleet %s', (_, client, topics, paths) => {
  expect(pathsFound(connectUnbound, policy(allow('Connect', [client]), allow('Publish', topics)))).toEqual(paths)
})
