import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { type DeviceRecord, type DeviceWrite, enrolDevice, grantToken, LifecycleError } from '@thingplan/core/lifecycle'

/** A table of devices that another vending machine has kept. */
export interface LegacyDevices {
  /** Its partition key is the text `serialNumber`. It is only ever read. */
  readonly tableName: string
  /** When its tokens, which had no end, cease to open anything. */
  readonly tokensExpireAt: Date
}

type Item = Record<string, AttributeValue>

/** The id in the ARN of a certificate. */
const certificateIdOf = (certinfo: string): string | undefined =>
  /^arn:[a-z-]+:iot:[a-z0-9-]+:[0-9]{12}:cert\/([0-9a-f]{64})$/.exec(certinfo)?.[1]

const malformed = (field: string, message: string): LifecycleError =>
  new LifecycleError('record-malformed', message, {
    field,
    remedy: 'mend the item in the table that is taken over, or enrol the device',
  })

/** The certificate that the device has, of which neither key nor text is known. */
const currentOf = (item: Item, readyAt: number): Pick<DeviceRecord, 'current'> => {
  const certinfo = item['certinfo']?.S ?? ''
  if (certinfo === '') return {}
  const certificateId = certificateIdOf(certinfo)
  if (certificateId === undefined) throw malformed('certinfo', 'the certificate of the device is not an ARN')
  return { current: { certificateId, grant: 'legacy:certinfo', readyAt } }
}

/**
 * The first record of a device that another vending machine knows: `serialNumber`, `deviceToken` and `certinfo` (the ARN of its
 * certificate) become a device that is enrolled, with its token as a hash and its certificate as the current one.
 *
 * A token of fewer than 22 characters, which somebody could find by trying, is left behind: the device gets another one by
 * `grantToken`.
 *
 * @throws {LifecycleError} `record-malformed`
 */
export const takeOverDevice = (item: Item, { tokensExpireAt }: LegacyDevices, now: Date): DeviceWrite => {
  const { record, expects } = enrolDevice(item['serialNumber']?.S ?? '')
  const token = item['deviceToken']?.S ?? ''
  const withToken = /^[\x21-\x7e]{22,512}$/.test(token)
    ? grantToken(record, { token, expiresAt: tokensExpireAt }).record
    : record
  return { record: { ...withToken, ...currentOf(item, now.getTime()), version: 1 }, expects }
}
