import { quote } from '../../error/quote.js'
import { freezeDeeply } from '../../plan/freeze-deeply.js'
import { checkOptionNames, demand, isSerialNumber, isSha256 } from '../check-options.js'
import { amendRecord } from '../device-store/amend-record.js'
import type { DeviceRecord } from '../device-store/device-record.js'
import type { DeviceWrite } from '../device-store/device-store.js'
import { LifecycleError } from '../lifecycle-error.js'
import { hashToken } from './token.js'

export interface EnrolDeviceOptions {
  /** Hashes (SHA-256 of the raw public key, hexadecimal) of the keys that a private key may be sealed to. Default: none. */
  readonly sealingKeyHashes?: readonly string[]
}

/**
 * The first record of a device, to be written where there is none yet.
 *
 * @param serialNumber - 1 to 128 letters, digits, `:`, `.`, `_` or `-`
 * @throws {LifecycleError} `lifecycle-option`
 * @example
 * ```ts
 * import { enrolDevice } from '@thingplan/core/lifecycle'
 *
 * enrolDevice('SN-1').expects // => { version: 0 }
 * ```
 */
export const enrolDevice = (serialNumber: string, options: EnrolDeviceOptions = {}): DeviceWrite => {
  checkOptionNames('enrolDevice', options, ['sealingKeyHashes'])
  const { sealingKeyHashes = [] } = options
  const code = 'lifecycle-option'
  demand(isSerialNumber(serialNumber), code, 'serialNumber', '1 to 128 letters, digits, `:`, `.`, `_` or `-`')
  const areHashes = sealingKeyHashes.length <= 32 && sealingKeyHashes.every(isSha256)
  demand(areHashes, code, 'sealingKeyHashes', 'at most 32 hashes in hexadecimal')
  return freezeDeeply({
    record: {
      schema: 1,
      serialNumber,
      version: 1,
      standing: 'enrolled',
      sealingKeyHashes: [...new Set(sealingKeyHashes)],
      supersessions: 0,
      formerKeyHashes: [],
    },
    expects: { version: 0 },
  })
}

export interface GrantTokenOptions {
  /** At least 22 characters, as `writeToken` makes them; stored as a hash only. */
  readonly token: string
  readonly expiresAt: Date
  /** `hashKey` of the only key that it may have certified. Default: whichever claims first. */
  readonly keyHash?: string
}

/**
 * Gives the device a registration token, instead of the one that it had. With it the device may be given one certificate: its first, or
 * one in place of the one that it has.
 *
 * @throws {LifecycleError} `lifecycle-option`, `token-weak`, `record-transition` for a device that was removed
 * @example
 * ```ts
 * import { enrolDevice, grantToken } from '@thingplan/core/lifecycle'
 *
 * const { record } = enrolDevice('SN-1')
 * const granted = grantToken(record, { token: 'AAECAwQFBgcICQoLDA0ODw', expiresAt: new Date(2_000_000_000_000) })
 * granted.expects // => { version: 1 }
 * ```
 */
export const grantToken = (record: DeviceRecord, options: GrantTokenOptions): DeviceWrite => {
  checkOptionNames('grantToken', options, ['token', 'expiresAt', 'keyHash'])
  const { token, expiresAt, keyHash } = options
  // 128 bits in base64url are 22 characters.
  demand(/^[\x21-\x7e]{22,512}$/.test(token), 'token-weak', 'token', '22 to 512 printable characters, from writeToken')
  const code = 'lifecycle-option'
  demand(expiresAt instanceof Date && expiresAt.getTime() > 0, code, 'expiresAt', 'a date')
  demand(keyHash === undefined || isSha256(keyHash), code, 'keyHash', 'a SHA-256 in hexadecimal')
  demand(record.standing !== 'removed', 'record-transition', 'record', 'a device that was not removed')
  const bound = keyHash === undefined ? undefined : { keyHash }
  return amendRecord(record, {
    token: { hash: hashToken(record.serialNumber, token), expiresAt: expiresAt.getTime(), ...bound },
    supersessions: 0,
  })
}

/**
 * Blocks a device, lets it in again, or writes that it was removed for good. What certificates it has stays as it is; their
 * retirement is a plan of its own. An activation that is under way may still come through: look at `next` too.
 *
 * @throws {LifecycleError} `record-transition` for a device that was removed: that is for good
 * @example
 * ```ts
 * import { changeStanding, enrolDevice } from '@thingplan/core/lifecycle'
 *
 * changeStanding(enrolDevice('SN-1').record, 'blocked').record.standing // => 'blocked'
 * ```
 */
export const changeStanding = (record: DeviceRecord, standing: DeviceRecord['standing']): DeviceWrite => {
  demand(/^(enrolled|blocked|removed)$/.test(standing), 'lifecycle-option', 'standing', 'enrolled, blocked or removed')
  if (record.standing !== 'removed' || standing === 'removed') return amendRecord(record, { standing })
  throw new LifecycleError('record-transition', `the device was removed, and cannot become ${quote(standing)}`, {
    field: 'standing',
    value: standing,
    remedy: 'enrol it under another serial number, or delete the record by hand',
  })
}
