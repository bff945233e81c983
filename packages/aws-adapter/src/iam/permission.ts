import type { IamPolicyDocument, IamStatement } from './iam-policy-document.js'

/** An action of IAM, and the ARNs that it is authorised on: all of them. */
export interface Permission {
  readonly action: string
  readonly on: readonly string[]
}

const compare = (left: string, right: string): number => {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Adds a value to the set under a key. */
const addTo = (sets: Map<string, Set<string>>, key: string, values: Iterable<string>): void => {
  const set = sets.get(key) ?? new Set()
  for (const value of values) set.add(value)
  sets.set(key, set)
}

/** One statement for the actions that are authorised on the same resources, all in order: the same permissions, the same text. */
export const policyOf = (permissions: readonly Permission[]): IamPolicyDocument => {
  const resources = new Map<string, Set<string>>()
  for (const { action, on } of permissions) addTo(resources, action, on)
  const actions = new Map<string, Set<string>>()
  for (const [action, on] of resources) addTo(actions, JSON.stringify([...on].sort(compare)), [action])
  const inOrder = [...actions].sort(([left], [right]) => compare(left, right))
  return {
    Version: '2012-10-17',
    Statement: inOrder.map(
      ([on, allowed]): IamStatement => ({
        Effect: 'Allow',
        Action: [...allowed].sort(compare),
        Resource: JSON.parse(on),
      }),
    ),
  }
}
