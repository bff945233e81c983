import { type PolicySpec, RegistrationError } from '@thingplan/core'
import { refuseUnknownOptions } from '../refuse-unknown-options.js'
import { checkName } from './check-name.js'
import { connectAsThing, thingTopics } from './connect-as-thing.js'
import { requestAndAnswer } from './request-and-answer.js'

/** What a device may ask of a shadow. */
export type ShadowOperation = 'get' | 'update' | 'delete'

export interface OwnShadowOptions {
  /** Template of the policy's name. Default `own-shadow`. */
  readonly name?: string
  /** Whether the device may use its classic shadow, the one without a name. Default true. */
  readonly classic?: boolean
  /** Names of the named shadows it may use, each 1 to 64 of `a-zA-Z0-9:_-`. Default none. */
  readonly named?: readonly string[]
  /** Default `get` and `update`. */
  readonly operations?: readonly ShadowOperation[]
}

/** Topics of one shadow: where it is asked, and where it answers. */
interface ShadowTopics {
  readonly requests: readonly string[]
  readonly answers: readonly string[]
}

const classicShadow = `${thingTopics}/shadow`

const topicsOfClassic = (operations: readonly string[]): ShadowTopics => ({
  requests: operations.map((operation) => `${classicShadow}/${operation}`),
  // Named shadows lie below the classic one, so its answers are named one by one. What others change is told below `update`,
  // also to a device that only reads.
  answers: [...new Set([...operations, 'update'])].map((operation) => `${classicShadow}/${operation}/*`),
})

const topicsOfNamed = (name: string, operations: readonly string[]): ShadowTopics => ({
  requests: operations.map((operation) => `${classicShadow}/name/${name}/${operation}`),
  answers: [`${classicShadow}/name/${name}/*`],
})

/**
 * The policy of a device that keeps its state in its own shadows: it asks for the operations given, and hears the answers and
 * what others change. Each shadow is granted by its name, so that the device does not fill the account with others.
 *
 * One policy serves the whole fleet, as with `ownTopics`. Compose it with others by `composePolicy`.
 *
 * @throws {RegistrationError} `registration-option` for an option that does not exist, a shadow's name or an operation that AWS
 * does not know, and where no shadow or no operation is left.
 * @see AWS IoT Core Developer Guide, "Device Shadow MQTT topics".
 * @example
 * ```ts
 * import { ownShadow } from '@thingplan/templates'
 *
 * ownShadow({ named: ['firmware'] }).name // => 'own-shadow'
 * ```
 */
export const ownShadow = (options: OwnShadowOptions = {}): PolicySpec => {
  refuseUnknownOptions('ownShadow', options, ['name', 'classic', 'named', 'operations'])
  const { name = 'own-shadow', classic = true, named = [], operations = ['get', 'update'] } = options
  const names = named.map((shadow) => checkName('named', shadow, /^[a-zA-Z0-9:_-]{1,64}$/))
  const asked = operations.map((operation) => checkName('operations', operation, /^(?:get|update|delete)$/))
  const shadows = [...(classic ? [topicsOfClassic(asked)] : []), ...names.map((shadow) => topicsOfNamed(shadow, asked))]
  if (shadows.length === 0 || asked.length === 0) {
    const field = shadows.length === 0 ? 'named' : 'operations'
    throw new RegistrationError('registration-option', `${field} leaves nothing to allow`, { field })
  }
  const requests = shadows.flatMap((shadow) => shadow.requests)
  const answers = shadows.flatMap((shadow) => shadow.answers)
  return {
    name,
    document: {
      Version: '2012-10-17',
      Statement: [connectAsThing, ...requestAndAnswer(requests, answers)],
    },
  }
}
