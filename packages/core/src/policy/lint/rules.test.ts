import { expect, it } from 'vitest'
import { allow, deny, policy, prefix, thingName } from '../fixtures/policy-fixture.js'
import type { PolicyDocument } from '../policy-document.js'
import type { PolicyFinding } from '../validate/policy-finding.js'
import { lintPolicy } from './lint-policy.js'
import { lintRules } from './rules.js'

const resource = (path: string): { path: string; value: string } => ({
  path: 'Statement[0].Resource[0]',
  value: `${prefix}${path}`,
})
const action = (value: string): { path: string; value: string } => ({ path: 'Statement[0].Action[0]', value })
const quoted = (path: string): string => `\`${prefix}${path}\``

const cases: [document: PolicyDocument, finding: PolicyFinding][] = [
  [
    policy(allow('iot:*', ['*'])),
    {
      code: 'action-too-broad',
      severity: 'warning',
      ...action('iot:*'),
      message: '`iot:*` allows every action of its service',
      remedy: 'name the actions that the device needs, such as `iot:Connect` and `iot:Publish`',
    },
  ],
  [
    policy(allow('Connect Publish', ['*'])),
    {
      code: 'resource-too-broad',
      severity: 'warning',
      path: 'Statement[0].Resource[0]',
      value: '*',
      message: '`*` is every client, topic',
      remedy: "name what is the device's own, for example with `${iot:Connection.Thing.ThingName}`",
    },
  ],
  [
    policy({ Effect: 'Allow', Action: 'iot:Publish', NotResource: `${prefix}topic/a` }),
    {
      code: 'resource-too-broad',
      severity: 'warning',
      path: 'Statement[0].NotResource',
      message: 'a grant with `NotResource` is one on everything else in the account',
      remedy: 'list what is allowed in `Resource`',
    },
  ],
  [
    policy(allow('Connect', ['client/*'])),
    {
      code: 'connect-unbound',
      severity: 'warning',
      ...resource('client/*'),
      message: `${quoted('client/*')} lets the device connect with another device's client id`,
      remedy: 'bind the client id to the device: `client/${iot:Connection.Thing.ThingName}`',
    },
  ],
  [
    policy(allow('Publish', ['topic/${iot:ClientId}']), allow('Connect', ['client/*'])),
    {
      code: 'client-id-unprotected',
      severity: 'warning',
      ...resource('topic/${iot:ClientId}'),
      message: '`${iot:ClientId}` is what the device says, and it may connect with any client id',
      remedy: 'bind `iot:Connect` to one client id, or use `${iot:Connection.Thing.ThingName}`',
    },
  ],
  [
    policy(allow('Subscribe', ['topicfilter/$aws/things/+/#'])),
    {
      code: 'filter-reaches-others',
      severity: 'warning',
      ...resource('topicfilter/$aws/things/+/#'),
      message: `${quoted('topicfilter/$aws/things/+/#')} allows a filter that brings another device's messages`,
      remedy: 'put what names the device in front of the first wildcard, as a level of its own',
    },
  ],
  [
    policy(allow('Publish', ['topic/$aws/things/*'])),
    {
      code: 'resource-reaches-others',
      severity: 'warning',
      ...resource('topic/$aws/things/*'),
      message: `${quoted('topic/$aws/things/*')} is another device's too`,
      remedy: 'put what names the device in front of the first wildcard, as a level of its own',
    },
  ],
  [
    policy(allow('Connect', [`client/${thingName}`])),
    {
      code: 'attachment-unchecked',
      severity: 'warning',
      ...resource(`client/${thingName}`),
      message: 'the thing is found by its name, whether or not the certificate is attached to it',
      remedy:
        'add the condition { "Bool": { "iot:Connection.Thing.IsAttached": "true" } } to what allows `iot:Connect`',
    },
  ],
  [
    policy(deny('Subscribe', ['topicfilter/a/b']), allow('Subscribe', ['topicfilter/a/*'])),
    {
      code: 'denial-walked-around',
      severity: 'warning',
      ...resource('topicfilter/a/b'),
      message: `the subscription \`a/#\` is allowed, and brings what ${quoted('topicfilter/a/b')} denies`,
      remedy: 'deny `iot:Receive` on the same topics, as `topic/…`',
    },
  ],
  [
    policy(allow('AssumeRoleWithCertificate', ['rolealias/core-*'])),
    {
      code: 'role-alias-open',
      severity: 'warning',
      ...resource('rolealias/core-*'),
      message: `${quoted('rolealias/core-*')} is every role alias of such a name, also those that are made later`,
      remedy: 'name the one role alias that the device needs',
    },
  ],
  [
    policy(allow('Publish', ['topic/news/*'])),
    {
      code: 'wildcard-for-all',
      severity: 'notice',
      ...resource('topic/news/*'),
      message: `${quoted('topic/news/*')} is the same for every device, and its wildcard may be what another device uses`,
      remedy: 'name what is for all without a wildcard, or put what names the device in front of it',
    },
  ],
  [
    policy(allow('Publish', ['topic/a'])),
    {
      code: 'connect-missing',
      severity: 'notice',
      ...action('iot:Publish'),
      message: '`iot:Publish` needs a connection, and nothing here allows `iot:Connect`',
      remedy: "allow `iot:Connect` on the device's own client id, unless another policy of the certificate does",
    },
  ],
  [
    policy(allow('Subscribe', ['topicfilter/a'])),
    {
      code: 'receive-missing',
      severity: 'warning',
      ...resource('topicfilter/a'),
      message: `${quoted('topicfilter/a')} may be subscribed to, but no message of it may be received`,
      remedy: 'allow `iot:Receive` on the same topics, as `topic/…`',
    },
  ],
  [
    policy(allow('Receive', ['topic/a'])),
    {
      code: 'subscribe-missing',
      severity: 'notice',
      ...resource('topic/a'),
      message: `${quoted('topic/a')} may be received, but nothing here may be subscribed to that brings it`,
      remedy: 'allow `iot:Subscribe` on the same topics, as `topicfilter/…`, or leave this out',
    },
  ],
  [
    policy(allow('RetainPublish', ['topic/a'])),
    {
      code: 'publish-missing',
      severity: 'warning',
      ...resource('topic/a'),
      message: `${quoted('topic/a')} may hold retained messages, but may not be published to`,
      remedy: 'allow `iot:Publish` on it too',
    },
  ],
  [
    policy(allow('Publish', ['topic/$aws/certificates/create/*'])),
    {
      code: 'csr-provisioning-missing',
      severity: 'notice',
      ...resource('topic/$aws/certificates/create/*'),
      message:
        `${quoted('topic/$aws/certificates/create/*')} does not cover \`$aws/certificates/create-from-csr/\`, ` +
        'where a device sends the request for its own key',
      remedy: 'add `$aws/certificates/create-from-csr/*`, unless keys shall be made by AWS',
    },
  ],
  [
    policy(allow('GetThingShadow', ['thing/${iot:ClientId}'])),
    {
      code: 'https-connection-variable',
      severity: 'warning',
      path: 'Statement[0].Resource[0]',
      value: '${iot:ClientId}',
      message: '`${iot:ClientId}` has no value over HTTPS, the only way to ask for this',
      remedy: 'use the reserved MQTT topics of the thing, or a variable of the certificate',
    },
  ],
  [
    policy(allow('Publish', [`topic/${thingName}`]), allow('greengrass:ListThingGroupsForCoreDevice', ['*'])),
    {
      code: 'core-thing-variable',
      severity: 'warning',
      ...resource(`topic/${thingName}`),
      message: 'a Greengrass core device has no thing policy variables',
      remedy: "write the thing's name out, for example with a template tag",
    },
  ],
  [
    policy(allow('Publish', ['topic/${iot:Certificate.Subject.Title}'])),
    {
      code: 'variable-unfilled',
      severity: 'warning',
      path: 'Statement[0].Resource[0]',
      value: 'iot:Certificate.Subject.Title',
      message: "the devices' certificates have nothing that AWS puts in place of `iot:Certificate.Subject.Title`",
      remedy: 'use an attribute that every certificate has, or issue the certificates with this one',
    },
  ],
]

it.each(cases)('says what is wrong and what to write instead, row %#', (document, finding) => {
  expect(lintPolicy(document, { certificate: ['CN'] })).toContainEqual(finding)
})

it('says so for every rule', () => {
  expect([...new Set(cases.map(([, { code }]) => code))]).toEqual(lintRules.map(({ code }) => code))
})
