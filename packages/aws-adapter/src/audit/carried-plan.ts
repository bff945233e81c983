import type { Execution, Plan } from '@thingplan/core'
import { type AuditContext, type AuditEvent, auditSteps } from '@thingplan/core/audit'

/** A plan, and what came of it. */
export interface CarriedPlan {
  readonly plan: Plan
  readonly execution: Execution
}

/** The steps of plans that were carried out one after the other. */
export const auditPlans = (carried: readonly CarriedPlan[], context: AuditContext): readonly AuditEvent[] =>
  carried.flatMap(({ plan, execution }) => auditSteps(plan, execution, context))
