import { arnOf, nameInArn, type ResourceType } from '../arn.js'
import { invalidRequest } from '../exception/exceptions.js'
import type { World } from '../world.js'
import { constraints, type TextConstraint } from './constraints.js'
import { type Input, optionalText } from './input.js'

/** Calls about groups name a thing or a group by name, by ARN, or by both if they agree. */
export const requiredNameOrArn = (
  world: World,
  input: Input,
  kind: 'thing' | 'thingGroup' | 'billingGroup',
  constraint: TextConstraint,
): string => {
  const name = optionalText(input, `${kind}Name`, constraint)
  const arn = optionalText(input, `${kind}Arn`, constraints.arn)
  const type = resourceTypes[kind]
  if (arn === undefined) {
    if (name === undefined) throw invalidRequest(`${kind}Name or ${kind}Arn is required`)
    return name
  }
  const named = nameInArn(world.account, type, arn)
  if (named === undefined) throw invalidRequest(`${kind}Arn must have the form ${arnOf(world.account, type, '<name>')}`)
  if (name !== undefined && name !== named) throw invalidRequest(`${kind}Name and ${kind}Arn name different resources`)
  return named
}

const resourceTypes = {
  thing: 'thing',
  thingGroup: 'thinggroup',
  billingGroup: 'billinggroup',
} as const satisfies Readonly<Record<string, ResourceType>>
