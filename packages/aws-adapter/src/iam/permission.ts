import type { IamPolicyDocument, IamStatement } from './iam-policy-document.js'

/** An action of IAM, and the ARNs that it is authorised on: all of them. */
export interface Permission {
  readonly action: string
  readonly on: readonly string[]
  /** ARNs of the things that the call may name beside its resource. Default: any. */
  readonly things?: readonly string[]
}

/** What one statement allows. */
interface Grant {
  readonly actions: readonly string[]
  readonly on: readonly string[]
  /** Empty for any, since no call is about no thing. */
  readonly things: readonly string[]
}

const compare = (left: string, right: string): number => {
  if (left === right) return 0
  return left < right ? -1 : 1
}

/** Joins the lists of one name, in order, where all else of the grants is the same: every combination stays as allowed as it was. */
const joinBy = (grants: readonly Grant[], list: keyof Grant): readonly Grant[] => {
  const joined = new Map<string, Grant>()
  for (const grant of grants) {
    const key = JSON.stringify({ ...grant, [list]: grant.things.length > 0 })
    const values = new Set([...(joined.get(key)?.[list] ?? []), ...grant[list]])
    joined.set(key, { ...grant, [list]: [...values].sort(compare) })
  }
  return [...joined.values()]
}

const statementOf = ({ actions, on, things }: Grant): IamStatement => ({
  Effect: 'Allow',
  Action: actions,
  Resource: on,
  ...(things.length > 0 && { Condition: { ArnLike: { 'iot:thingArn': things } } }),
})

/** One statement for the actions that are authorised on the same resources, all in order: the same permissions, the same text. */
export const policyOf = (permissions: readonly Permission[]): IamPolicyDocument => {
  const single = permissions.flatMap(({ action, on, things = [] }) =>
    on.map((resource): Grant => ({ actions: [action], on: [resource], things })),
  )
  const grants = (['things', 'on', 'actions'] as const).reduce(joinBy, single)
  const keyOf = ({ on, things }: Grant): string => JSON.stringify([on, things])
  return {
    Version: '2012-10-17',
    Statement: [...grants].sort((left, right) => compare(keyOf(left), keyOf(right))).map(statementOf),
  }
}
