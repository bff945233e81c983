import { suggest } from '../../error/nearest.js'
import type { Override } from '../provisioning-template.js'
import { type Inspection, pathTo, readKeys, report } from './inspection.js'

/** What each part may be overridden with; only attributes and groups can be merged. */
export type OverrideChoices<Part extends string> = Readonly<Record<Part, readonly Override[]>>

const plain: readonly Override[] = ['DO_NOTHING', 'REPLACE', 'FAIL']
const mergeable: readonly Override[] = [...plain, 'MERGE']

/** @see https://docs.aws.amazon.com/iot/latest/developerguide/provision-template.html, override settings */
export const thingOverrides: OverrideChoices<'AttributePayload' | 'ThingTypeName' | 'ThingGroups'> = {
  AttributePayload: mergeable,
  ThingTypeName: plain,
  ThingGroups: mergeable,
}
export const certificateOverrides: OverrideChoices<'Status'> = { Status: plain }

export const readOverrides = (
  inspection: Inspection,
  path: string,
  value: unknown,
  choices: OverrideChoices<string>,
): Record<string, Override> => {
  const overrides: [string, Override][] = []
  for (const [part, given] of readKeys(inspection, path, value, Object.keys(choices))) {
    const allowed = choices[part] ?? []
    const override = allowed.find((candidate) => candidate === given)
    if (override !== undefined) overrides.push([part, override])
    else {
      const remedy = (typeof given === 'string' && suggest(given, allowed)) || `use one of: ${allowed.join(', ')}`
      report(inspection, 'provisioning-value-refused', pathTo(path, part), 'is no override of this part', remedy, given)
    }
  }
  return Object.fromEntries(overrides)
}
