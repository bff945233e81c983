import { quote } from '@thingplan/core'
import { versionConflict } from '../../exception/exceptions.js'
import type { Thing } from '../../registry/records.js'
import { type Input, optionalInteger } from '../../request/input.js'

/** @throws {VersionConflictException} when the caller expects another version than there is. */
export const checkExpectedVersion = (thing: Thing, input: Input): void => {
  const expected = optionalInteger(input, 'expectedVersion', 0, Number.MAX_SAFE_INTEGER)
  if (expected !== undefined && expected !== thing.version) {
    throw versionConflict(`thing ${quote(thing.name)} has version ${thing.version}, not ${expected}`)
  }
}
