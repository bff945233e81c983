import { quote } from '../../error/quote.js'
import { PolicyError } from '../policy-error.js'

/**
 * What is not a policy document, by the JSON path of the part that is wrong and what was found there. Where that holds a
 * template tag, it stands where only the author may write: a device must not choose what a statement does.
 */
export const malformed = (
  field: string,
  problem: string,
  found?: unknown,
  remedy = 'write it as an AWS IoT policy, with tags in resources and condition values only',
): PolicyError => {
  const value = typeof found === 'string' ? found : undefined
  return value?.includes('<%')
    ? new PolicyError('policy-tag-misplaced', `${quote(field)} cannot hold a template tag`, { field, value, remedy })
    : new PolicyError('policy-malformed', `${quote(field)} ${problem}`, { field, value, remedy })
}
