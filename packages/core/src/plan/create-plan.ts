import type { Account } from './account.js'
import type { Plan } from './plan.js'
import { resolveAccount } from './resolve-account.js'

/** What a plan is made of. */
type PlanContent = Omit<Plan, 'version' | 'account'> & { readonly account: Account }

/**
 * Makes a plan of steps that are in order already; trusts its caller as the step factories do.
 *
 * `execute` and `parsePlan` check the rules of `checkPlan`, so a plan that breaks them is made but never carried out.
 */
export const createPlan = ({ registration, purpose, account, certificateId, steps }: PlanContent): Plan =>
  Object.freeze({
    version: 1,
    registration,
    purpose,
    account: resolveAccount(account),
    certificateId,
    steps: Object.freeze(steps),
  })
