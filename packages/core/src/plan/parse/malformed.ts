import { quote } from '../../error/quote.js'
import { PlanError } from '../plan-error.js'

/** What is no plan, by the JSON path of the part that is wrong. */
export const malformed = (at: string, message: string, remedy: string, value?: unknown): PlanError =>
  new PlanError('plan-malformed', `${quote(at)} ${message}`, {
    field: at,
    remedy,
    ...(typeof value === 'string' ? { value } : undefined),
  })
