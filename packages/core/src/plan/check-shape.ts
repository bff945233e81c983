import { quote } from '../error/quote.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import type { StepKind } from './step/step.js'

const isText = (value: unknown): value is string => typeof value === 'string'
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object(value) === value && !Array.isArray(value)

/** Whether a step of a kind is about a status, which nothing may leave open. */
const isAboutStatus: Readonly<Record<StepKind, boolean>> = {
  'ensure-thing-type': false,
  'ensure-thing-group': false,
  'ensure-billing-group': false,
  'ensure-thing': false,
  'update-thing': false,
  'set-thing-owner': false,
  'ensure-policy': false,
  'attach-policy': false,
  'detach-policy': false,
  'attach-thing': false,
  'detach-thing': false,
  'add-to-thing-group': false,
  'remove-from-thing-group': false,
  'register-certificate': false,
  'set-certificate-status': true,
  'delete-certificate': false,
  'delete-policy': false,
  'delete-thing': false,
}

/** Whether a field is of its type, which is text for most. A list could pass for the text in it: JavaScript and the SDK turn `['ACTIVE']` into `ACTIVE`. */
const isShaped = (key: string, value: unknown): boolean => {
  switch (key) {
    case 'after':
    case 'expects':
    case 'searchableAttributes':
      return Array.isArray(value) && value.every(isText)
    case 'status':
      return /^(ACTIVE|INACTIVE|REVOKED)$/.test(isText(value) ? value : '')
    case 'adopt':
      return typeof value === 'boolean'
    case 'attributes':
      return isRecord(value) && Object.values(value).every(isText)
    case 'document':
      return isRecord(value)
    default:
      return isText(value)
  }
}

const isKind = (kind: unknown): kind is StepKind => typeof kind === 'string' && Object.hasOwn(isAboutStatus, kind)

/** The field of a step that is not as it must be. */
const misshapen = (step: unknown): string | undefined => {
  if (!isRecord(step)) return ''
  const { kind } = step
  if (!isKind(kind)) return '.kind'
  const wanted = isAboutStatus[kind] ? ['id', 'after', 'certificateId', 'status', 'expects'] : ['id', 'after']
  const given = Object.keys(step).filter((key) => step[key] !== undefined)
  const field = [...wanted, ...given].find((key) => !isShaped(key, step[key]))
  return field && `.${field}`
}

/**
 * Checks that a plan is of the shape that its type says: a caller without types may hand in anything. Names may be missing,
 * which no driver takes; what decides over a certificate may not.
 *
 * @throws {PlanError} `plan-malformed`
 */
export const checkShape = ({ steps, account, purpose, registration, certificateId }: Plan): void => {
  const check = (field: string, holds: boolean): void => {
    if (!holds) throw new PlanError('plan-malformed', `${quote(field)} is not as a plan has it`, { field })
  }
  check('account', [account?.id, account?.region, account?.partition].every(isText))
  check('registration', isText(registration))
  check('certificateId', isText(certificateId))
  check('purpose', ['register', 'issue', 'refuse', 'remove'].includes(purpose))
  check('steps', Array.isArray(steps))
  for (const [index, step] of steps.entries()) {
    const field = misshapen(step)
    check(`steps[${index}]${field}`, field === undefined)
  }
}
