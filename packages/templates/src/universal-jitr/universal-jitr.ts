import {
  askVerifier,
  type Consequence,
  defineRegistration,
  issuedBy,
  type ProfileSpec,
  type Registration,
  type Rule,
  requireSubject,
  strongKey,
  withinValidity,
} from '@thingplan/core'
import { greengrassCore } from '../device-policies/greengrass-core.js'
import { ownTopics } from '../device-policies/own-topics.js'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { attributeNames } from './attribute-names.js'
import { interceptor } from './interceptor.js'
import { parameterNames, type UniversalJitrParameters } from './parameters.js'

/** What the universal JITR had no parameter for. */
export interface UniversalJitrOptions {
  /** Name of the registration. Default `universal-jitr`. */
  readonly name?: string
  /** The CAs whose devices it takes. Default: any CA that is registered in the account. */
  readonly caCertificateIds?: readonly string[]
  /** Rules of your own, after the built-in ones. */
  readonly rules?: readonly Rule[]
  /** Default `leave`. */
  readonly onReject?: Consequence
  /** Default `reject`. */
  readonly onIdentityConflict?: 'reject' | 'replace'
}

// Commas inside a tag belong to the tag.
const listOf = (resources: string): readonly string[] =>
  (resources.match(/(?:<%.*?%>|[^,])+/gs) ?? [])
    .map((resource) => resource.trim())
    .filter((resource) => resource !== '')

const thingVariable = '${iot:Connection.Thing.ThingName}'
const searchableAttributes = ['serial_number', 'product_id', 'device_type'] as const

/**
 * The registration of the universal JITR: the same parameters, fields, names and attributes.
 *
 * A device must have `serialNumber`, `title` (`iot` or `greengrass`) and `generationQualifier` in its subject, a strong key and a
 * certificate within its validity. It becomes a thing whose attributes are its subject fields, under the names people search by.
 * `iot` devices share one policy for their own topics; `greengrass` devices become AWS IoT Greengrass V2 cores: a thing group and a
 * policy with the role alias, since Greengrass V1 is discontinued.
 *
 * With `InterceptorLambda`, the registration asks the verifier `interceptor`; give the handler a source of that name, such as
 * `lambdaVerifier`. The registration itself invokes nothing.
 *
 * @throws {RegistrationError} for a parameter that does not exist, a bad name or a bad template.
 * @throws {TemplateError} for a template that does not compile.
 * @example
 * ```ts
 * import { decide } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 * import { universalJitr } from '@thingplan/templates'
 *
 * const registration = universalJitr({ ThingName: 'sensor-<%= certificate.attributes.subject.serialNumber %>' })
 * const subject = { serialNumber: '1234', title: 'iot', generationQualifier: 'gauge' }
 * decide(registration, factsFixture({ subject })).verdict // => 'accept'
 * ```
 */
export const universalJitr = (
  stackParameters: UniversalJitrParameters = {},
  options: UniversalJitrOptions = {},
): Registration => {
  refuseUnknownOptions('universalJitr', stackParameters, parameterNames)
  refuseUnknownOptions('universalJitr', options, [
    'name',
    'caCertificateIds',
    'rules',
    'onReject',
    'onIdentityConflict',
  ])
  const { caCertificateIds, onReject = 'leave', onIdentityConflict = 'reject' } = options
  const parameters = withoutEmpty(stackParameters)
  return defineRegistration({
    name: options.name ?? 'universal-jitr',
    rules: [
      requireSubject({ serialNumber: true, title: ['iot', 'greengrass'], generationQualifier: true }),
      ...(caCertificateIds === undefined ? [] : [issuedBy({ caCertificateIds })]),
      withinValidity(),
      strongKey(),
      ...(parameters.InterceptorLambda ? [askVerifier(interceptor)] : []),
      ...(options.rules ?? []),
    ],
    profiles: [greengrassProfile(parameters), deviceProfile(parameters)],
    onReject,
    onIdentityConflict,
  })
}

/** An empty text is how CloudFormation says that a parameter is not set. */
const withoutEmpty = (parameters: UniversalJitrParameters): UniversalJitrParameters =>
  Object.fromEntries(Object.entries(parameters).filter(([, text]) => text !== ''))

const thingOf = (parameters: UniversalJitrParameters): ProfileSpec['thing'] => ({
  name: parameters.ThingName ?? 'thing-<%= certificate.attributes.subject.serialNumber %>',
  typeName: parameters.ThingTypeName ?? "<%= certificate.attributes.subject['2.5.4.44'] %>-device",
  searchableAttributes,
  subjectAttributes: { names: attributeNames, required: ['serialNumber', 'generationQualifier', 'title'] },
})

const deviceProfile = (parameters: UniversalJitrParameters): ProfileSpec => {
  const { DeviceReceivePolicy: receive, DeviceSubscribePolicy: subscribe, DevicePublishPolicy: publish } = parameters
  return {
    name: 'iot',
    thing: thingOf(parameters),
    policies: [
      ownTopics({
        name: parameters.DevicePolicyName ?? 'iot-device',
        ...(receive === undefined ? {} : { receive: listOf(receive) }),
        ...(subscribe === undefined ? {} : { subscribe: listOf(subscribe) }),
        ...(publish === undefined ? {} : { publish: listOf(publish) }),
      }),
    ],
  }
}

const greengrassProfile = (parameters: UniversalJitrParameters): ProfileSpec => {
  const thing = thingOf(parameters)
  // Thing policy variables do not work for core devices: the name is written out.
  const resourcesOf = (resources = `device/${thingVariable},device/${thingVariable}/*`): readonly string[] =>
    listOf(resources).map((resource) => resource.replaceAll(thingVariable, thing.name))
  return {
    name: 'greengrass',
    when: { title: 'greengrass' },
    thing,
    groups: [parameters.GreengrassGroupName ?? '<%= certificate.attributes.subject.serialNumber %>-group'],
    policies: [
      greengrassCore({
        roleAlias: parameters.GreengrassRoleAlias ?? 'GreengrassV2TokenExchangeRoleAlias',
        thingName: thing.name,
        name: parameters.GreengrassPolicyName ?? `greengrass-${thing.name}`,
        receive: resourcesOf(parameters.GreengrassReceivePolicy),
        subscribe: resourcesOf(parameters.GreengrassSubscribePolicy),
        publish: resourcesOf(parameters.GreengrassPublishPolicy),
      }),
    ],
  }
}
