import type { Policy } from './records.js'

/** The text of the version that is in force. */
export const defaultDocument = (policy: Policy): string => {
  const version = policy.versions.find(({ id }) => id === policy.defaultVersionId)
  if (version === undefined) throw new RangeError(`policy ${policy.name} has no version ${policy.defaultVersionId}`)
  return version.document
}
