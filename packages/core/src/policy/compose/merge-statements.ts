import type { PolicyStatement } from '../policy-document.js'
import { longRegion, sizeInRegion } from './size-in-region.js'

/** A statement with its lists as lists. */
interface OpenStatement {
  readonly Effect: PolicyStatement['Effect']
  readonly Action: readonly string[]
  readonly Resource?: readonly string[]
  readonly NotResource?: readonly string[]
  readonly Condition?: NonNullable<PolicyStatement['Condition']>
}

type Strings = string | readonly string[]

const listOf = (strings: Strings): readonly string[] => [...new Set(typeof strings === 'string' ? [strings] : strings)]

const oneOrList = (list: readonly string[]): Strings => {
  const [first] = list
  return first !== undefined && list.length === 1 ? first : list
}

const open = ({ Effect, Action, Resource, NotResource, Condition }: PolicyStatement): OpenStatement => ({
  Effect,
  Action: listOf(Action),
  ...(Resource === undefined ? {} : { Resource: listOf(Resource) }),
  ...(NotResource === undefined ? {} : { NotResource: listOf(NotResource) }),
  ...(Condition === undefined ? {} : { Condition }),
})

const close = ({ Effect, Action, Resource, NotResource, Condition }: OpenStatement): PolicyStatement => ({
  Effect,
  Action: oneOrList(Action),
  ...(Resource === undefined ? {} : { Resource: oneOrList(Resource) }),
  ...(NotResource === undefined ? {} : { NotResource: oneOrList(NotResource) }),
  ...(Condition === undefined ? {} : { Condition }),
})

const sizeOf = (Statement: readonly PolicyStatement[]): number =>
  sizeInRegion({ Version: '2012-10-17', Statement }, longRegion)

type Group = readonly [first: OpenStatement, ...others: OpenStatement[]]

/** What has the same key becomes one, in the place of the first that has it: all at once, since there may be many. */
const joinBy = (
  statements: readonly OpenStatement[],
  keyOf: (statement: OpenStatement) => readonly unknown[],
  join: (group: Group) => OpenStatement,
): readonly OpenStatement[] => {
  const groups = new Map<string, [OpenStatement, ...OpenStatement[]]>()
  for (const statement of statements) {
    const key = JSON.stringify(keyOf(statement))
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [statement])
    else group.push(statement)
  }
  return Array.from(groups.values(), join)
}

/** Lists are sets: their order makes no difference. `null` where there is none. */
const asSet = (list: readonly string[] | undefined): readonly string[] | null => list?.toSorted() ?? null

/** `NotResource` is in the key: two exceptions hold together only where both are the same. */
const mergeResources = (statements: readonly OpenStatement[]): readonly OpenStatement[] =>
  joinBy(
    statements,
    ({ Effect, Action, NotResource, Condition }) => [Effect, asSet(Action), asSet(NotResource), Condition ?? null],
    (group) => {
      const [first] = group
      const Resource = listOf(group.flatMap((statement) => statement.Resource ?? []))
      return first.Resource === undefined ? first : { ...first, Resource }
    },
  )

const mergeActions = (statements: readonly OpenStatement[]): readonly OpenStatement[] =>
  joinBy(
    statements,
    ({ Effect, Resource, NotResource, Condition }) => [Effect, asSet(Resource), asSet(NotResource), Condition ?? null],
    (group) => ({ ...group[0], Action: listOf(group.flatMap(({ Action }) => Action)) }),
  )

/** Joining actions can make statements equal whose resources can then be joined, so it goes on while it helps. */
const merge = (statements: readonly OpenStatement[]): readonly OpenStatement[] => {
  const merged = mergeActions(mergeResources(statements))
  return merged.length < statements.length ? merge(merged) : merged
}

/** Every resource in a statement of its own: merged again, each is listed once, with all of its actions. */
const split = (statement: OpenStatement): readonly OpenStatement[] =>
  statement.Resource?.map((resource) => ({ ...statement, Resource: [resource] })) ?? [statement]

/**
 * Fewer statements that mean the same, or shorter ones.
 *
 * A statement applies to each of its actions on each of its resources. So two of the same effect and condition are one
 * where they have the same actions (their resources are joined) or the same resources (their actions are); where both
 * differ, joining them would grant what neither does. There are two ways: statements as they come, or by resource, so that none is
 * repeated for another action. What is shorter is taken.
 *
 * Identifiers are left out: they have no effect, count towards the size, and two parts may have the same.
 */
export const mergeStatements = (statements: readonly PolicyStatement[]): readonly PolicyStatement[] => {
  const opened = statements.map(open)
  const asTheyCome = merge(opened).map(close)
  const byResource = mergeResources(mergeActions(opened.flatMap(split))).map(close)
  return sizeOf(byResource) < sizeOf(asTheyCome) ? byResource : asTheyCome
}
