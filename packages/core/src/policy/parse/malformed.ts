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
  const isTag = value?.includes('<%')
  return new PolicyError(
    isTag ? 'policy-tag-misplaced' : 'policy-malformed',
    `${quote(field)} ${isTag ? 'cannot hold a template tag' : problem}`,
    { field, value, remedy },
  )
}
