import { quote } from '../../error/quote.js'

/**
 * Characters that mean something where a policy, an ARN or a topic is read, or that a person cannot see.
 *
 * - `* ?` match anything in a policy's resource, `+ #` in a topic filter, `/` begins another topic level;
 * - `$ { }` begin and end policy variables, and `$` AWS's reserved topics;
 * - quotes and the backslash end or escape strings of the JSON around;
 * - `,` separates resources in the lists that policies are written from;
 * - general categories C (control, format, surrogate, private, unassigned), Zl, Zp, every space but U+0020, and what
 *   Unicode lets a reader ignore.
 */
const meaningful =
  /[*?+#/${}'"`\\,\p{C}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\p{Default_Ignorable_Code_Point}]/u

/** The ASCII that none of the checks below refuses: nearly every value there is. */
const harmless = /^[\w !%&().:;<=>@[\]^|~-]+$/

/** Why a value cannot stand in an ARN, a topic or a policy's string without changing what the text around it means. */
export const refuseSegmentValue = (value: string): string | undefined => {
  if (harmless.test(value)) return undefined
  if (value === '') return 'is empty'
  const found = meaningful.exec(value)
  if (found !== null) return `contains ${quote(found[0])}, which means something else there`
  // A mark would attach itself to the author's last character.
  if (/^\p{M}/u.test(value)) return 'begins with a combining mark'
  return value.normalize('NFC') === value ? undefined : 'is not in Unicode normalization form C'
}

/**
 * Why a value may not follow the author's words: it would choose a policy variable (`${iot:` before it) or take part in an
 * escape (`$` before it, for `$(*)`).
 */
export const refuseOpenVariable = (literal: string, isBeforeTag: boolean): string | undefined =>
  isBeforeTag && /\$(?:\{[^}]*)?$/.test(literal) ? 'ends inside a policy variable' : undefined

export const segmentRemedy = 'issue certificates without such characters, or use `slug(…)` or `hash(…)`'
