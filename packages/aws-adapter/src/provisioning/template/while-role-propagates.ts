import { CallError } from '../../error/call-error.js'
import type { Deployment } from './deploy-options.js'

/** What AWS IoT says of a role that IAM has not told it about yet; of a bad request it says the same. */
const isOfRole = (error: unknown): boolean => error instanceof CallError && error.awsError === 'InvalidRequestException'

/**
 * Tries again while a new role may still be on its way through IAM, each time after twice as long.
 *
 * The template has been checked before it is sent, so that the role is what is left to be wrong with the request.
 *
 * @throws {CallError}
 */
export const whileRolePropagates = async <Answer>(
  { roleAttempts, roleDelayMs, sleep }: Deployment,
  call: () => Promise<Answer>,
): Promise<Answer> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call()
    } catch (error) {
      if (!isOfRole(error) || attempt >= roleAttempts) throw error
      await sleep(roleDelayMs * 2 ** (attempt - 1))
    }
  }
}
