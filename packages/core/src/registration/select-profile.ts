import type { Name } from '../certificate/name.js'
import type { CompiledProfile } from './compiled-profile.js'
import type { Finding } from './finding.js'
import { refusedField } from './make-finding.js'

const missing = { field: 'profiles', reason: 'none fits the device', remedy: 'add a profile for such devices' }

const once = { reason: 'one value is required', remedy: 'issue the certificate with this subject field once' }

/**
 * The first profile whose every requirement the subject meets; that there is one, or none, is added to the findings.
 *
 * A field with several values refuses, and does not lead on to the next profile: another reader of the same certificate
 * could see another value, and so another device.
 */
export const selectProfile = (
  profiles: readonly CompiledProfile[],
  subject: Name,
  findings: Finding[],
): CompiledProfile | undefined => {
  for (const profile of profiles) {
    let fits = true
    for (const { field, oid, matches } of profile.when) {
      const value = subject.getAll(oid)
      if (value.length > 1) {
        findings.push(refusedField('profile', 'subject-field-ambiguous', { field, value, ...once }))
        return undefined
      }
      fits &&= matches(value[0] ?? '')
    }
    if (!fits) continue
    findings.push(profile.selected)
    return profile
  }
  findings.push(refusedField('profile', 'profile-missing', missing))
  return undefined
}
