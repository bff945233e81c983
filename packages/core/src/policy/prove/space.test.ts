import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../certificate/read-certificate.js'
import { certificateFixture } from '../../testing/index.js'
import { includes } from '../automaton/language.js'
import { preparePolicies } from '../evaluate/prepare-policies.js'
import { allow, policy, prefix } from '../fixtures/policy-fixture.js'
import type { PolicyDevice } from './policy-device.js'
import { type Space, spaceOf } from './space.js'

const spaceBeside = (device: PolicyDevice): Space => {
  const side = (of: PolicyDevice) => ({ device: of, prepared: preparePolicies(of.policies ?? []) })
  return spaceOf(side(device), side({ clientId: 'other', thing: { name: 'other-thing' } }), prefix)
}
/** The parts of a space that a client id, a thing or a topic belongs to. */
const partsOf = ({ parts }: Space, name: string): string[] =>
  parts.filter(([, language]) => includes(language, name)).map(([part]) => part)

/** Those of topics: resources of Greengrass are no topics, whatever they look like. */
const topicPartsOf = (space: Space, topic: string): string[] => partsOf(space, topic).filter((part) => part !== 'core')

const pump: PolicyDevice = {
  clientId: 'c-1',
  thing: { name: 'pump-1' },
  space: ['state/+/pump-1', 'alarms/pump-1/#', 'x*/?', 'tools/ab*'],
}

describe('the space of a device', () => {
  it.each<[name: string, parts: string[]]>([
    ['c-1', ['client']],
    ['pump-1', ['client', 'thing']],
    ['pump-1/config', ['thing']],
    ['pump-10', []],
    ['c-1/config', []],
    ['greengrass/discover/thing/pump-1', ['core']],
    ['greengrass/things/pump-1/connectivityInfo', ['core']],
    ['greengrass/things/pump-10/connectivityInfo', []],
  ])('of things and clients: %s', (name, parts) => {
    expect(partsOf(spaceBeside(pump), name)).toEqual(parts)
  })

  it.each<[topic: string, isOwn: boolean]>([
    ['state/a/pump-1', true],
    ['state/a/b/pump-1', false],
    ['state//pump-1', true],
    ['alarms/pump-1', true],
    ['alarms/pump-1/', true],
    ['alarms/pump-1/a/b', true],
    ['alarms/pump-10', false],
    ['x/y/1', true],
    ['x/y/12', false],
    ['tools/abc', true],
    ['tools/a', false],
  ])('of topics that `space` says, with wildcards of MQTT and of policies: %s is %s', (topic, isOwn) => {
    expect(topicPartsOf(spaceBeside(pump), topic)).toEqual(isOwn ? ['topic'] : [])
  })

  // AWS IoT, `reserved-topics`
  it.each<[below: string, part: string]>([
    ['shadow/get', 'shadow'],
    ['shadow/update', 'shadow'],
    ['shadow/delete', 'shadow'],
    ['shadow/update/accepted', 'shadow'],
    ['shadow/update/delta', 'shadow'],
    ['shadow/name/config/get', 'shadow'],
    ['shadow/name/config/update', 'shadow'],
    ['shadow/name/config/delete/rejected', 'shadow'],
    ['shadow/name/con/fig/get', 'reserved-topic'],
    ['shadow/unheard-of', 'reserved-topic'],
    ['jobs/get', 'jobs'],
    ['jobs/start-next', 'jobs'],
    ['jobs/start-next/accepted', 'jobs'],
    ['jobs/job-7/get', 'jobs'],
    ['jobs/job-7/update', 'jobs'],
    ['jobs/job-7/update/rejected', 'jobs'],
    ['jobs/notify', 'jobs'],
    ['jobs/notify-next', 'jobs'],
    ['jobs/unheard-of', 'reserved-topic'],
    ['jobs/job-7/update/rejected/x', 'reserved-topic'],
    ['streams/firmware/data/cbor', 'reserved-topic'],
    ['tunnels/notify', 'reserved-topic'],
    ['defender/metrics/json', 'reserved-topic'],
  ])('of topics that AWS reserves for its thing: %s belongs to %s', (below, part) => {
    expect(topicPartsOf(spaceBeside(pump), `$aws/things/pump-1/${below}`)).toEqual([part])
    expect(topicPartsOf(spaceBeside(pump), `$aws/things/pump-10/${below}`)).toEqual([])
    expect(partsOf(spaceBeside({ clientId: 'c-1' }), `$aws/things/pump-1/${below}`)).toEqual([])
  })

  it.each<[topic: string, isOwn: boolean]>([
    ['$aws/commands/things/pump-1', true],
    ['$aws/commands/things/pump-1/executions/7/request/json', true],
    ['$aws/commands/things/pump-10/executions/7/request/json', false],
    ['$aws/commands/clients/c-1/executions/7/request/json', true],
    ['$aws/commands/clients/c-10/executions/7/request/json', false],
    ['$aws/commands/clients/pump-1', false],
    ['$aws/events/thing/pump-1/updated', true],
    ['$aws/events/thing/pump-1', true],
    ['$aws/events/thingGroupMembership/thingGroup/plant/thing/pump-1/added', true],
    ['$aws/events/thing/pump-10/updated', false],
    ['$aws/events/presence/connected/c-1', true],
    ['$aws/events/presence/disconnected/c-1', true],
    ['$aws/events/subscriptions/subscribed/c-1', true],
    ['$aws/events/subscriptions/un/subscribed/c-1', false],
    ['$aws/events/presence/connected/c-1/x', false],
    ['$aws/events/presence/connected/c-10', false],
    ['$aws/events/certificates/registered/c-1', false],
  ])('of topics on which AWS tells of it: %s is %s', (topic, isOwn) => {
    expect(topicPartsOf(spaceBeside(pump), topic)).toEqual(isOwn ? ['reserved-topic'] : [])
  })

  it('has no thing and no client where there is none', () => {
    const nameless = spaceBeside({ space: ['state/#'] })
    expect(partsOf(nameless, 'state/1')).toEqual(['topic'])
    expect(partsOf(nameless, '$aws/things//shadow/get')).toEqual([])
    expect(partsOf(nameless, '$aws/things/undefined/shadow/get')).toEqual([])
    expect(partsOf(nameless, '$aws/commands/things/undefined')).toEqual([])
    expect(partsOf(nameless, '$aws/commands/clients/undefined')).toEqual([])
    expect(partsOf(nameless, 'a/undefined')).toEqual([])
    expect(partsOf(nameless, 'undefined/a')).toEqual([])
  })

  it.each<[action: string, path: string, name: string, parts: string[]]>([
    ['Publish', 'topic/state/1', 'state/1', ['topic']],
    ['Publish', 'topic/state/+', 'state/+', ['topic']],
    ['Publish', 'topic/state/*', 'state/1/2', ['topic']],
    ['Subscribe', 'topicfilter/state/+', 'state/1', ['topic']],
    ['Subscribe', 'topicfilter/state/+', 'state/1/2', []],
    ['Subscribe', 'topicfilter/state/#', 'state', ['topic']],
    ['Subscribe', 'topicfilter/state/#', 'state/1/2', ['topic']],
    ['Subscribe', 'topicfilter/state/*', 'state', ['topic']],
    ['Subscribe', 'topicfilter/state/*', 'states', []],
    ['Subscribe', 'topicfilter/state/*', 'state/1/2', ['topic']],
    ['Connect', 'client/tool-*', 'tool-7', ['client']],
    ['GetThingShadow', 'thing/tool-*', 'tool-7/config', ['thing']],
    ['AssumeRoleWithCertificate', 'rolealias/state', 'state', []],
  ])('is what its policies alone let it use: %s on %s makes %s one of %j', (action, path, name, parts) => {
    const own = spaceBeside({ clientId: 'c-1', policies: [policy(allow(action, [path]))] })
    expect(partsOf(own, name)).toEqual(parts)
  })

  it('is what `space` says, where it does, and not what its policies do', () => {
    const both = spaceBeside({
      space: ['alarms/1'],
      policies: [policy(allow('Publish', ['topic/state/${iot:ClientId}']))],
    })
    expect(partsOf(both, 'state/c-1')).toEqual([])
    expect(both.notKnown).toEqual([])
  })

  it.each<[title: string, device: PolicyDevice, isEmpty: boolean]>([
    ['nothing', {}, true],
    ['an empty list', { space: [] }, true],
    ['a client id', { clientId: 'c-1' }, false],
    ['a thing', { thing: { name: 'pump-1' } }, false],
    ['a topic', { space: ['state'] }, false],
    ['a resource', { policies: [policy(allow('Publish', ['topic/state']))] }, false],
    ['all resources', { policies: [policy(allow('Publish', ['topic/*']))] }, true],
  ])('is known by %s: empty is %s', (_title, device, isEmpty) => {
    expect(spaceBeside(device).isEmpty).toBe(isEmpty)
  })

  it('is not known without the variables of its resources', () => {
    const policies = [policy(allow('Publish', ['topic/${iot:ClientId}/x', 'topic/${aws:SourceIp}/*']))]
    expect(spaceBeside({ policies }).notKnown).toEqual(['iot:ClientId', 'aws:SourceIp'])
  })

  it.each([
    ['a wildcard, for AWS may leave it as it is written', 'topic/*${iot:Certificate.Subject.CommonName}', 1],
    ['a text, which it then is', 'topic/${iot:Certificate.Subject.CommonName}', 0],
    [
      'another that stays away',
      'topic/*${iot:Certificate.Subject.CommonName}/${iot:Connection.Thing.ThingTypeName}',
      0,
    ],
  ])('is not known without a variable that the certificate has not, beside %s', (_title, path, missing) => {
    const certificate = readCertificate(certificateFixture({ subject: { O: 'Acme' } }).pem)
    const device = { certificate, thing: { name: 'pump-1' }, policies: [policy(allow('Publish', [path]))] }
    expect(spaceBeside(device).notKnown).toHaveLength(missing)
  })
})
