import { refuseCharacter } from './character-set.js'
import type { Sink } from './sink.js'

/**
 * Characters that mean something where a policy, an ARN or a topic is read, or that a person cannot see.
 *
 * - `* ?` match anything in a policy's resource, `+ #` in a topic filter, `/` begins another topic level;
 * - `$ { }` begin and end policy variables, and `$` AWS's reserved topics;
 * - quotes and the backslash end or escape strings of the JSON around;
 * - `,` separates resources in the lists that policies are written from;
 * - general categories C (control, format, surrogate, private, unassigned) and Z (separators) but for U+0020, and what
 *   Unicode lets a reader ignore (Default_Ignorable_Code_Point).
 */
const meaningful = /(?! )[*?+#/${}'"`\\,\p{C}\p{Z}\p{DI}]/u

/** The ASCII that none of the checks below refuses: nearly every value there is. */
const harmless = /^[\w !%&().:;<=>@[\]^|~-]+$/

/**
 * A part of an ARN or of a string inside a policy. What the author writes around the tags is free: wildcards and policy
 * variables belong there.
 *
 * A value holds none of `$ { } * ?` and stands behind no `$`, so neither alone nor with the author's text or another value
 * around it can it begin, end or choose a policy variable (`${iot:ClientId}`), an escape (`${*}`) or a wildcard.
 */
export const segment: Sink = {
  refuseValue: (value) => {
    if (harmless.test(value)) return undefined
    if (value === '') return 'is empty'
    const reason = refuseCharacter(meaningful, value, 'which means something else there')
    if (reason !== undefined) return reason
    // A mark would attach itself to the author's last character.
    if (/^\p{M}/u.test(value)) return 'begins with a combining mark'
    return value.normalize('NFC') === value ? undefined : 'is not in Unicode normalization form C'
  },
  // A value would choose a policy variable (`${iot:` before it) or take part in an escape (`$` before it, for `$(*)`).
  refuseLiteral: (literal, isBeforeTag) =>
    isBeforeTag && /\$(?:\{[^}]*)?$/.test(literal) ? 'ends inside a policy variable' : undefined,
}
