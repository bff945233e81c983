import type { GetRegistrationCodeResponse } from '@aws-sdk/client-iot'
import { sha256Hex } from '../../identifier.js'
import type { World } from '../../world.js'
import type { Operation } from '../operation.js'

export const getRegistrationCode: Operation<GetRegistrationCodeResponse> = {
  members: [],
  perform: (world) => ({ registrationCode: world.registry.registrationCode.value ?? createRegistrationCode(world) }),
}

/** A code that depends on nothing but the account and the codes before it, so that two runs get the same ones. */
const createRegistrationCode = ({ account, registry: { registrationCode } }: World): string => {
  const { partition, region, id } = account
  const code = sha256Hex('registration-code', partition, region, id, String(registrationCode.issued))
  registrationCode.value = code
  registrationCode.issued += 1
  return code
}
