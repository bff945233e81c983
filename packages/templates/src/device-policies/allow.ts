import type { PolicyStatement } from '@thingplan/core'

/** A statement that allows actions on resources; none where there are no resources, which AWS would refuse. */
export const allow = (
  actions: PolicyStatement['Action'],
  resources: readonly string[],
): readonly [PolicyStatement] | readonly [] =>
  resources.length === 0 ? [] : [{ Effect: 'Allow', Action: actions, Resource: resources }]
