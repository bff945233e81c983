import type { Name } from '../certificate/name.js'
import type { CompiledProfile } from './compiled-profile.js'
import type { Finding } from './finding.js'
import { refusedField } from './make-finding.js'

const missing = { field: 'profiles', reason: 'none fits the device', remedy: 'add a profile for such devices' }

/**
 * The first profile whose every requirement the subject meets; that there is one, or none, is added to the findings.
 *
 * Several values are never a match: another reader of the same certificate could see the other one.
 */
export const selectProfile = (
  profiles: readonly CompiledProfile[],
  subject: Name,
  findings: Finding[],
): CompiledProfile | undefined => {
  const profile = profiles.find(({ when }) =>
    when.every(({ oid, matches }) => {
      const values = subject.getAll(oid)
      return values.length < 2 && matches(values[0] ?? '')
    }),
  )
  findings.push(profile ? profile.selected : refusedField('profile', 'profile-missing', missing))
  return profile
}
