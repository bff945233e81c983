import { quote } from '../../error/quote.js'
import { isThingplanError } from '../../error/thingplan-error.js'
import type { Account } from '../../plan/account.js'
import type { CompiledPolicy, RenderedPolicy } from '../../policy/compile-policy.js'
import type { TemplatePolicySpec } from '../build/template-spec.js'
import { type ExpressionContext, expressedOtherwise, notExpressible } from './expression-context.js'
import { probeContext } from './probe-context.js'

const anAccount: Required<Account> = { id: '111111111111', region: 'aa-north-1', partition: 'aws' }
const anotherAccount: Required<Account> = { id: '222222222222', region: 'bb-south-2', partition: 'aws-cn' }

const render = (context: ExpressionContext, field: string, policy: CompiledPolicy): readonly RenderedPolicy[] => {
  const accounts = context.account ? [context.account] : [anAccount, anotherAccount]
  try {
    return accounts.flatMap((account) => ['one', 'two'].map((word) => policy.render(probeContext(account, word))))
  } catch (error) {
    if (!isThingplanError(error)) throw error
    notExpressible(context, field, `cannot be filled in: ${error.message}`, error.remedy ?? 'mend the policy')
    return []
  }
}

const expressPolicy = (
  context: ExpressionContext,
  field: string,
  policy: CompiledPolicy,
): RenderedPolicy | undefined => {
  if (policy.scope === 'device') {
    const remedy = 'name one policy for all, and use policy variables: `${iot:Connection.Thing.ThingName}`'
    notExpressible(context, field, 'is another policy for each device', remedy)
    return undefined
  }
  const [first, ...others] = render(context, field, policy)
  const text = JSON.stringify(first)
  if (others.every((other) => JSON.stringify(other) === text)) return first
  notExpressible(context, field, 'holds something of the account', 'give `account`')
  return undefined
}

/** The policies of a profile. */
export const expressPolicies = (
  context: ExpressionContext,
  owner: string,
  policies: readonly CompiledPolicy[],
): readonly TemplatePolicySpec<string>[] => {
  const names = new Set<string>()
  return policies.flatMap((policy, index): TemplatePolicySpec<string>[] => {
    const field = `${owner}.policies[${index}]`
    const rendered = expressPolicy(context, field, policy)
    if (rendered === undefined) return []
    const { policyName, document } = rendered
    if (names.has(policyName)) {
      notExpressible(context, field, `has the name of another, ${quote(policyName)}`, 'give each a name of its own')
    }
    names.add(policyName)
    if (context.policies === 'name') return [{ name: policyName }]
    const message = `loses its name ${quote(policyName)}: AWS names a policy of a template by a hash of its document`
    expressedOtherwise(context, field, message, "say `policies: 'name'` to refer to one that exists")
    return [{ document }]
  })
}
