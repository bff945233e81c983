import type { Account } from '@thingplan/core'
import { certificateArn } from '../driver/certificate-arn.js'
import { ownerAttribute } from '../driver/things/owner-stamp.js'
import { AdapterError } from '../error/adapter-error.js'
import { accountOption } from '../options/account-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireClient } from '../options/required-option.js'
import { certificateIdText, textOption } from '../options/text-option.js'
import type { DeviceCalls } from './device-calls.js'
import type { CertificateState, DeviceState, ThingState } from './device-state.js'
import { readCertificateState } from './read-certificate-state.js'
import { readThingState } from './read-thing-state.js'

export interface ReadDeviceStateOptions {
  /** An `IoTClient`, or anything else that makes these calls. */
  readonly client: DeviceCalls
  /** The account and region that the client works in. */
  readonly account: Account
  /** The device's thing; or its certificate, one of the two. */
  readonly thingName?: string
  readonly certificateId?: string
}

const requireOne = ({ thingName, certificateId }: ReadDeviceStateOptions): void => {
  if ((thingName === undefined) !== (certificateId === undefined)) return
  throw new AdapterError('adapter-option', 'either `thingName` or `certificateId` names the device', {
    field: 'thingName',
    remedy: 'give one of the two',
  })
}

/** Whoever may own the thing: what is attached, and what its stamp names. */
const certificatesOf = ({ certificates, attributes }: ThingState): readonly string[] => {
  const stamp = attributes[ownerAttribute]
  return stamp !== undefined && certificateIdText.pattern.test(stamp) ? [...certificates, stamp] : certificates
}

/**
 * Reads what AWS IoT holds of a device: its thing, its certificates with what is attached to them, and their CAs. For `planRemoval`,
 * `planReconcile` and `diagnose`, by `removalFactsOf`, `foundDeviceOf` and `diagnosedStateOf`.
 *
 * Nothing is changed. What is read at different moments may not fit together where others change the device meanwhile: plans look again
 * when they are carried out. The caller needs `iot:DescribeThing`, `iot:ListThingPrincipals`, `iot:ListThingGroupsForThing`,
 * `iot:DescribeCertificate`, `iot:ListAttachedPolicies`, `iot:ListPrincipalThings` and `iot:DescribeCACertificate`.
 *
 * @param options - `client`, `account`, and either `thingName` or `certificateId`
 * @throws {AdapterError} `adapter-option`, `answer-malformed`
 * @throws {CallError}
 *
 * @example
 * ```ts
 * import { CreateThingCommand } from '@aws-sdk/client-iot'
 * import { readDeviceState } from '@thingplan/aws-adapter'
 * import { createEmulator } from '@thingplan/emulator'
 *
 * const { client, account } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * await client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
 * const { thing } = await readDeviceState({ client, account, thingName: 'sensor-1' })
 * thing?.certificates // => []
 * ```
 */
export const readDeviceState = async (options: ReadDeviceStateOptions): Promise<DeviceState> => {
  refuseUnknownOptions('readDeviceState', options, ['client', 'account', 'thingName', 'certificateId'])
  const { client, thingName, certificateId } = options
  requireClient(client, 'client')
  const account = accountOption(options.account)
  requireOne(options)
  if (certificateId !== undefined) textOption('certificateId', certificateId, certificateIdText)

  const read = (id: string): Promise<CertificateState | undefined> =>
    readCertificateState(id, certificateArn({ account }, id), client)
  const asked = certificateId === undefined ? undefined : await read(certificateId)
  const [only, ...others] = thingName === undefined ? (asked?.things ?? []) : [thingName]
  const thing = only === undefined || others.length > 0 ? undefined : await readThingState(only, client)
  const ids = new Set(thing === undefined ? [] : certificatesOf(thing))
  if (asked !== undefined) ids.delete(asked.certificateId)
  const found = await Promise.all([...ids].map(read))
  const certificates = [asked, ...found].flatMap((certificate) => certificate ?? [])
  return Object.freeze({ ...(thing === undefined ? {} : { thing }), certificates })
}
