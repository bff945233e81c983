import type { EmulatedAccount } from '../../account.js'
import { sha256Hex } from '../../identifier.js'

/** The registration code of an account and region: always the same, like that of AWS until it is deleted. */
export const registrationCodeOf = (account: EmulatedAccount): string =>
  sha256Hex('registration-code', account.partition, account.region, account.id)
