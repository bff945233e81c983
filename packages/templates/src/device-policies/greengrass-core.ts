import { compileTemplate, type PolicySpec, type PolicyStatement } from '@thingplan/core'
import { client, roleAlias, topic, topicFilter } from '@thingplan/core/policy'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { allow } from './allow.js'
import { checkName } from './check-name.js'

export interface GreengrassCoreOptions {
  /** Name of the role alias that the core exchanges its certificate at: 1 to 128 of `a-zA-Z0-9_=,@-`, or template tags. */
  readonly roleAlias: string
  /** Template of the core's thing name. Default `thing-<%= certificate.attributes.subject.serialNumber %>`. */
  readonly thingName?: string
  /** Template of the policy's name. Default `greengrass-` and the thing's name. */
  readonly name?: string
  /** Further topics the core may publish to, subscribe to and be sent: none by default. */
  readonly publish?: readonly string[]
  readonly subscribe?: readonly string[]
  readonly receive?: readonly string[]
}

/** Publish and Receive, together where they are granted on the same topics: a policy has 2048 characters. */
const messages = (publish: readonly string[], receive: readonly string[]): readonly PolicyStatement[] => {
  const both = publish.filter((name) => receive.includes(name))
  const rest = (names: readonly string[]): readonly string[] => names.filter((name) => !both.includes(name))
  return [
    ...allow(['iot:Publish', 'iot:Receive'], both.map(topic)),
    ...allow('iot:Publish', rest(publish).map(topic)),
    ...allow('iot:Receive', rest(receive).map(topic)),
  ]
}

/**
 * The policy of an AWS IoT Greengrass V2 core device.
 *
 * Each core has a policy of its own with its thing's name written out, because thing policy variables do not work for core devices.
 * A core opens further connections as `<thing name>#2`, `#3`, …: they are allowed, while a plain `<thing name>*` would also let
 * `core-1` connect as `core-10`.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist, and a role alias that AWS does not take.
 * @throws {TemplateError} where `thingName` can never be a thing's name: a wildcard in it would make one core all cores.
 * @see AWS IoT Greengrass V2 Developer Guide, "Device authentication and authorization for AWS IoT Greengrass".
 * @example
 * ```ts
 * import { greengrassCore } from '@thingplan/templates'
 *
 * greengrassCore({ roleAlias: 'CoreRole', thingName: 'core' }).name // => 'greengrass-core'
 * ```
 */
export const greengrassCore = (options: GreengrassCoreOptions): PolicySpec => {
  refuseUnknownOptions('greengrassCore', options, ['roleAlias', 'thingName', 'name', 'publish', 'subscribe', 'receive'])
  const { thingName = 'thing-<%= certificate.attributes.subject.serialNumber %>' } = options
  const { name = `greengrass-${thingName}`, publish = [], subscribe = [], receive = [] } = options
  compileTemplate(thingName, { sink: 'thing-name' })
  const alias = checkName('roleAlias', options.roleAlias, /^(?:[\w=,@-]|<%=.*?%>){1,128}$/s)
  const own = `$aws/things/${thingName}`
  const health = [`${own}/greengrass/health/json`, `${own}/greengrassv2/health/json`]
  const conversations = [`${own}/jobs/*`, `${own}/shadow/*`]
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: 'iot:Connect', Resource: [client(thingName), client(`${thingName}#*`)] },
        // AWS's example also grants Receive on the health topics, which nothing is delivered on without Subscribe.
        ...messages([...health, ...conversations, ...publish], [...conversations, ...receive]),
        { Effect: 'Allow', Action: 'iot:Subscribe', Resource: [...conversations, ...subscribe].map(topicFilter) },
        { Effect: 'Allow', Action: 'iot:AssumeRoleWithCertificate', Resource: roleAlias(alias) },
        {
          Effect: 'Allow',
          Action: [
            'greengrass:GetComponentVersionArtifact',
            'greengrass:ResolveComponentCandidates',
            'greengrass:GetDeploymentConfiguration',
            'greengrass:ListThingGroupsForCoreDevice',
          ],
          Resource: '*',
        },
      ],
    },
  }
}
