import { inert } from '../error/inert.js'
import { quoteInFull } from '../error/quote.js'
import type { Plan } from '../plan/plan.js'
import type { EnsureThingStep } from '../plan/step/ensure-thing.js'
import type { Step } from '../plan/step/step.js'
import type { UpdateThingStep } from '../plan/step/update-thing.js'
import type { ConditionValue, PolicyStatement } from '../policy/policy-document.js'

const list = (values: ConditionValue): string => [values].flat().map(quoteInFull).join(', ')

const describeThing = ({ thingName, thingTypeName, billingGroupName, adopt, ownership }: EnsureThingStep): string => {
  const type = thingTypeName === undefined ? '' : ` of type ${quoteInFull(thingTypeName)}`
  const group = billingGroupName === undefined ? '' : ` in billing group ${quoteInFull(billingGroupName)}`
  const owner = ownership === 'off' ? ', whoever owns it' : adopt ? ', adopted if nobody owns it' : ''
  return `ensure thing ${quoteInFull(thingName)}${type}${group}${owner}`
}

const describeChange = ({ thingName, thingTypeName }: UpdateThingStep): string => {
  const type = thingTypeName === undefined ? '' : ` to type ${quoteInFull(thingTypeName)}`
  return `change thing ${quoteInFull(thingName)}${type}`
}

/** What a step makes true, in a few words; the plan's own certificate goes without saying. */
export const describeStep = (step: Step, plan: Plan): string => {
  const certificate = (id: string): string =>
    id === plan.certificateId ? 'the certificate' : `certificate ${quoteInFull(id)}`
  switch (step.kind) {
    case 'ensure-thing-type': {
      const searchable =
        step.searchableAttributes.length === 0 ? '' : `, searchable by ${list(step.searchableAttributes)}`
      return `ensure thing type ${quoteInFull(step.thingTypeName)}${searchable}`
    }
    case 'ensure-thing-group':
      return `ensure thing group ${quoteInFull(step.thingGroupName)}`
    case 'ensure-billing-group':
      return `ensure billing group ${quoteInFull(step.billingGroupName)}`
    case 'ensure-thing':
      return describeThing(step)
    case 'update-thing':
      return describeChange(step)
    case 'set-thing-owner':
      return `hand thing ${quoteInFull(step.thingName)} over from ${certificate(step.from)} to ${certificate(step.to)}`
    case 'ensure-policy':
      return `ensure policy ${quoteInFull(step.policyName)}${step.scope === 'shared' ? ', shared by devices' : ''}`
    case 'attach-policy':
      return `attach policy ${quoteInFull(step.policyName)} to ${certificate(step.certificateId)}`
    case 'detach-policy':
      return `detach policy ${quoteInFull(step.policyName)} from ${certificate(step.certificateId)}`
    case 'attach-thing': {
      const exclusively = step.principal === 'exclusive' ? ' exclusively' : ''
      return `attach ${certificate(step.certificateId)} to thing ${quoteInFull(step.thingName)}${exclusively}`
    }
    case 'detach-thing':
      return `detach ${certificate(step.certificateId)} from thing ${quoteInFull(step.thingName)}`
    case 'add-to-thing-group':
      return `add thing ${quoteInFull(step.thingName)} to group ${quoteInFull(step.thingGroupName)}`
    case 'remove-from-thing-group':
      return `remove thing ${quoteInFull(step.thingName)} from group ${quoteInFull(step.thingGroupName)}`
    case 'register-certificate': {
      const authority = step.caCertificatePem === undefined ? '' : ', under the CA certificate that comes with it'
      return `register ${certificate(step.certificateId)} as INACTIVE${authority}`
    }
    case 'set-certificate-status':
      return `set ${certificate(step.certificateId)} ${inert(step.status)}, if it is ${step.expects.map(inert).join(' or ')}`
    case 'delete-certificate':
      return `delete ${certificate(step.certificateId)}`
    case 'delete-policy':
      return `delete policy ${quoteInFull(step.policyName)}`
    case 'delete-thing':
      return `delete thing ${quoteInFull(step.thingName)}`
  }
}

/** Resources of the plan's own account go without its ARN; each of several has a line of its own. */
const describeResources = (resources: ConditionValue, { account }: Plan): readonly string[] => {
  const own = `arn:${account.partition}:iot:${account.region}:${account.id}:`
  const names = [resources].flat().map((arn) => quoteInFull(arn.startsWith(own) ? arn.slice(own.length) : arn))
  return names.length === 1 ? [` ${names.join('')}`] : ['', ...names.map((name) => `  ${name}`)]
}

const describeStatement = (statement: PolicyStatement, plan: Plan): readonly string[] => {
  const { Effect, Action, Resource = '*', NotResource, Condition = {} } = statement
  const conditions = Object.entries(Condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => `  if ${quoteInFull(key)} ${inert(operator)} ${list(values)}`),
  )
  const preposition = NotResource === undefined ? 'on' : 'on everything but'
  const [first = '', ...others] = describeResources(NotResource ?? Resource, plan)
  return [`${inert(Effect).toLowerCase()} ${list(Action)} ${preposition}${first}`, ...others, ...conditions]
}

/** What has to be read before a step is approved: a thing's attributes, a policy's statements. */
export const detailsOf = (step: Step, plan: Plan): readonly string[] => {
  if (step.kind === 'ensure-policy') {
    return step.document.Statement.flatMap((statement) => describeStatement(statement, plan))
  }
  if (step.kind !== 'ensure-thing' && step.kind !== 'update-thing') return []
  return Object.entries(step.attributes).map(([name, value]) =>
    value === '' ? `${inert(name)} taken away` : `${inert(name)} = ${quoteInFull(value)}`,
  )
}
