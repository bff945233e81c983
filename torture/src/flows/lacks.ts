import type { Snapshot } from '@thingplan/emulator'
import { member, texts } from '../world/read-json.js'

/** What a device has to have before its certificate may be ACTIVE, said without the SDK. */
export interface Due {
  readonly certificateId: string
  readonly thingName: string
  readonly thingTypeName: string | undefined
  readonly thingGroupName: string | undefined
  readonly attributes: Readonly<Record<string, string>>
  readonly policyName: string
}

export const statusOf = (snapshot: Snapshot, certificateId: string): unknown =>
  member(snapshot.certificates[certificateId], 'status')

/** What is missing, each in a few words. */
export const lacksOf = (snapshot: Snapshot, due: Due): readonly string[] => {
  const { certificateId, thingName, thingTypeName, thingGroupName, attributes, policyName } = due
  const thing = snapshot.things[thingName]
  if (thing === undefined) return ['its thing']
  const lacking = (is: boolean, what: string): readonly string[] => (is ? [] : [what])
  return [
    ...lacking(snapshot.policies[policyName] !== undefined, 'its policy'),
    ...lacking(
      texts(member(snapshot.certificates[certificateId], 'policies')).includes(policyName),
      'its attached policy',
    ),
    ...lacking(texts(member(thing, 'principals')).includes(certificateId), 'its attachment to the thing'),
    ...lacking(member(thing, 'typeName') === thingTypeName, 'the type of its thing'),
    ...lacking(
      thingGroupName === undefined || texts(member(thing, 'groups')).includes(thingGroupName),
      'the group of its thing',
    ),
    ...Object.entries(attributes).flatMap(([name, value]) =>
      lacking(member(member(thing, 'attributes'), name) === value, `attribute ${name} of its thing`),
    ),
  ]
}
