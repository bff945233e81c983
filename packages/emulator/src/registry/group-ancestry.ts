import type { ThingGroup } from './records.js'
import type { Registry } from './registry.js'

/** A group and its ancestors, from the group up to the root. */
export const withAncestors = (registry: Registry, groupName: string): readonly ThingGroup[] => {
  const line: ThingGroup[] = []
  for (let name: string | undefined = groupName; name !== undefined; ) {
    const group = registry.thingGroups.get(name)
    if (group === undefined) break
    line.push(group)
    name = group.parentName
  }
  return line
}

/** The name of the hierarchy's root. */
export const rootOf = (registry: Registry, groupName: string): string =>
  withAncestors(registry, groupName).at(-1)?.name ?? groupName
