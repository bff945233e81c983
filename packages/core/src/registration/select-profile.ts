import type { Name } from '../certificate/name.js'
import type { CompiledProfile } from './compiled-profile.js'

/**
 * The first profile whose every requirement the subject meets.
 *
 * Several values are never a match: another reader of the same certificate could see the other one.
 */
export const selectProfile = (profiles: readonly CompiledProfile[], subject: Name): CompiledProfile | undefined =>
  profiles.find(({ when }) =>
    when.every(({ oid, matches }) => {
      const values = subject.getAll(oid)
      return values.length < 2 && matches(values[0] ?? '')
    }),
  )
