import { expect, it } from 'vitest'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy, thingName } from '../fixtures/policy-fixture.js'
import { httpsConnectionVariable } from './https-connection-variable.js'

const first = ['Statement[0].Resource[0]']

it.each([
  ['the thing of a connection', allow('GetThingShadow UpdateThingShadow', [`thing/${thingName}`]), first],
  ['the client id', allow('StartNextPendingJobExecution', ['thing/${iot:ClientId}']), first],
  ['the cores of a thing', allow('greengrass:Discover', [`thing/${thingName}`]), first],
  ['a value of the certificate', allow('GetThingShadow', ['thing/${iot:Certificate.Subject.CommonName}']), []],
  ['a tag', allow('GetThingShadow', ['thing/<%= certificate.id %>']), []],
  ['MQTT', allow('Publish', [`topic/$aws/things/${thingName}/shadow/get`]), []],
  ['a denial', deny('GetThingShadow', [`thing/${thingName}`]), []],
])('%s', (_, statement, paths) => {
  expect(pathsFound(httpsConnectionVariable, policy(statement))).toEqual(paths)
})
