import type { Name } from '../certificate/name.js'
import type { CompiledProfile } from './compiled-profile.js'
import { judgeValues } from './field-requirement.js'

/** The first profile whose every requirement the subject meets. */
export const selectProfile = (profiles: readonly CompiledProfile[], subject: Name): CompiledProfile | undefined =>
  profiles.find(({ when }) => when.every((matcher) => judgeValues(matcher, subject.getAll(matcher.oid)) === 'matches'))
