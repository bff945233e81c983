import { grantsOf } from './grant.js'
import type { LintRule } from './lint-rule.js'
import { thingVariableUses } from './thing-variable-use.js'

const coreActions = [
  'greengrass:GetComponentVersionArtifact',
  'greengrass:ResolveComponentCandidates',
  'greengrass:GetDeploymentConfiguration',
  'greengrass:ListThingGroupsForCoreDevice',
]

/** AWS IoT Greengrass V2 Developer Guide, "Device authentication and authorization": thing policy variables do not work for cores. */
export const coreThingVariable: LintRule = {
  code: 'core-thing-variable',
  severity: 'warning',
  find: (statements) => {
    if (!coreActions.some((action) => grantsOf(statements, action).length > 0)) return []
    return statements.flatMap(thingVariableUses).map(({ path, value }) => ({
      path,
      value,
      message: 'a Greengrass core device has no thing policy variables',
      remedy: "write the thing's name out, for example with a template tag",
    }))
  },
}
