/** The ARN of an AWS IoT resource in the account, region and partition that a plan is made for. */
export type IotArn<
  Type extends string,
  Path extends string,
> = `arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:${Type}/${Path}`

const arn = <Type extends string, Path extends string>(type: Type, path: Path): IotArn<Type, Path> =>
  `arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:${type}/${path}`

/**
 * What `iot:Connect` is granted on: MQTT client ids.
 *
 * Like its siblings it returns a template: account, region and partition are filled in when a plan is made. The text may
 * hold template tags, policy variables (`${iot:ClientId}`) and the wildcards `*` and `?`, and is taken as it is.
 *
 * @param clientId 1 to 128 bytes of UTF-8.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/iot-action-resources.html
 * @example
 * ```ts
 * import { client } from '@thingplan/core/policy'
 *
 * client('${iot:Connection.Thing.ThingName}') // => 'arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:client/${iot:Connection.Thing.ThingName}'
 * ```
 */
export const client = <const ClientId extends string>(clientId: ClientId): IotArn<'client', ClientId> =>
  arn('client', clientId)

/**
 * What `iot:Publish`, `iot:Receive` and `iot:RetainPublish` are granted on. `*` crosses levels; `+` and `#` are literal.
 *
 * @param topicName at most 256 bytes of UTF-8 and 7 slashes.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/iot-action-resources.html
 * @example
 * ```ts
 * import { topic } from '@thingplan/core/policy'
 *
 * topic('device/1/*') // => 'arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:topic/device/1/*'
 * ```
 */
export const topic = <const TopicName extends string>(topicName: TopicName): IotArn<'topic', TopicName> =>
  arn('topic', topicName)

/**
 * What `iot:Subscribe` is granted on: the text of the filter itself, so `+` and `#` match themselves only.
 *
 * @param filter at most 256 bytes of UTF-8.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/pub-sub-policy.html
 * @example
 * ```ts
 * import { topicFilter } from '@thingplan/core/policy'
 *
 * topicFilter('device/1/+') // => 'arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:topicfilter/device/1/+'
 * ```
 */
export const topicFilter = <const Filter extends string>(filter: Filter): IotArn<'topicfilter', Filter> =>
  arn('topicfilter', filter)

/**
 * What shadow and job actions of the HTTP endpoint are granted on.
 *
 * @param thingName 1 to 128 of `a-zA-Z0-9:_-`; with `/` and a shadow's name for a named shadow.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/iot-action-resources.html
 * @example
 * ```ts
 * import { thing } from '@thingplan/core/policy'
 *
 * thing('sensor-1') // => 'arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:thing/sensor-1'
 * ```
 */
export const thing = <const ThingName extends string>(thingName: ThingName): IotArn<'thing', ThingName> =>
  arn('thing', thingName)

/**
 * What `iot:AssumeRoleWithCertificate` is granted on.
 *
 * @param alias 1 to 128 of `A-Za-z0-9_=,@-`.
 * @see https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 * @example
 * ```ts
 * import { roleAlias } from '@thingplan/core/policy'
 *
 * roleAlias('telemetry') // => 'arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:rolealias/telemetry'
 * ```
 */
export const roleAlias = <const Alias extends string>(alias: Alias): IotArn<'rolealias', Alias> =>
  arn('rolealias', alias)
