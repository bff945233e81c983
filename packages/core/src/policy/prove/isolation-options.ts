import { unknownOption } from '../../error/unknown-option.js'
import { PolicyError } from '../policy-error.js'

/** What the devices do not say, and the policies neither. */
export interface IsolationOptions {
  /**
   * Topics that are meant for both devices although a wildcard allows them, as MQTT filters; `*` and `?` are the wildcards of
   * policies: `news/*`. What is the other's own stays its own. Default: none.
   */
  readonly shared?: readonly string[] | undefined
}

/** @throws {PolicyError} `policy-option`. */
export const checkIsolationOptions = (options: IsolationOptions): void => {
  const unknown = unknownOption('isolates', options, ['shared'])
  if (unknown !== undefined) throw new PolicyError('policy-option', unknown.message, unknown.details)
  const shared: unknown = options.shared ?? []
  if (Array.isArray(shared) && shared.every((filter) => typeof filter === 'string')) return
  throw new PolicyError('policy-option', '`shared` takes a list of topic filters', {
    field: 'shared',
    remedy: "give for example: ['news/*']",
  })
}
