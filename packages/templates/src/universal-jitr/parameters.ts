/**
 * The parameters of the universal JITR's CloudFormation stack, under their own names.
 *
 * Names are templates; the `…Policy` parameters are comma-separated topics or topic filters. An empty text is as good as none, as
 * it is in the stack.
 */
export interface UniversalJitrParameters {
  /** Default `thing-<%= certificate.attributes.subject.serialNumber %>`. */
  readonly ThingName?: string
  /** Default `<%= certificate.attributes.subject['2.5.4.44'] %>-device`. */
  readonly ThingTypeName?: string
  /** The thing group of `greengrass` devices. Default `<%= certificate.attributes.subject.serialNumber %>-group`. */
  readonly GreengrassGroupName?: string
  /** Default `iot-device`. */
  readonly DevicePolicyName?: string
  /** Default `device/${iot:Connection.Thing.ThingName},device/${iot:Connection.Thing.ThingName}/*`. */
  readonly DeviceReceivePolicy?: string
  /** Default: the same. */
  readonly DeviceSubscribePolicy?: string
  /** Default: the same. */
  readonly DevicePublishPolicy?: string
  /** Default `greengrass-` and the thing's name: each core has a policy of its own. */
  readonly GreengrassPolicyName?: string
  /** Default as `DeviceReceivePolicy`, with the thing's name written out: core devices have no thing policy variables. */
  readonly GreengrassReceivePolicy?: string
  /** Default: the same. */
  readonly GreengrassSubscribePolicy?: string
  /** Default: the same. */
  readonly GreengrassPublishPolicy?: string
  /** Name or ARN of a Lambda that is asked before a device is accepted; empty for none. Default none. */
  readonly InterceptorLambda?: string
  /** New with Greengrass V2: the role alias of core devices. Default `GreengrassV2TokenExchangeRoleAlias`. */
  readonly GreengrassRoleAlias?: string
}

export const parameterNames: readonly (keyof UniversalJitrParameters)[] = /* @__PURE__ */ Object.freeze([
  'ThingName',
  'ThingTypeName',
  'GreengrassGroupName',
  'DevicePolicyName',
  'DeviceReceivePolicy',
  'DeviceSubscribePolicy',
  'DevicePublishPolicy',
  'GreengrassPolicyName',
  'GreengrassReceivePolicy',
  'GreengrassSubscribePolicy',
  'GreengrassPublishPolicy',
  'InterceptorLambda',
  'GreengrassRoleAlias',
] as const)
