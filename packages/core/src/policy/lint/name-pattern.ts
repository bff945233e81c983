import { matchGlob } from '../evaluate/glob.js'
import { accountText, deviceText } from '../validate/hide-tags.js'
import { globOf } from '../validate/known-actions.js'

const variable = /\$\{([^}]*)\}/g

/** Variables that tell devices from each other; an organization, a title or a thing type is common to many. */
const identity =
  /^iot:(?:CertificateId|Connection\.Thing\.(?:ThingName|Attributes\[.+\])|Certificate\.(?:SerialNumber|Subject\.(?:CommonName|SerialNumber|DistinguishedNameQualifier|Pseudonym|AlternativeName\.\w+)(?:\.\d+)?))$/

const clientId = 'iot:ClientId'

/**
 * A pattern in which one sign stands for everything that is a device's own: tags, and variables that AWS takes from the
 * certificate or its thing. An escaped wildcard is a character like others.
 *
 * @param trusted whether the client id counts as the device's own.
 * @param others what becomes of other variables.
 */
const withSigns = (name: string, trusted: boolean, others: string): string =>
  name.replace(variable, (_, inner: string) => {
    if (inner === '*' || inner === '?' || inner === '$') return accountText
    return identity.test(inner) || (trusted && inner === clientId) ? deviceText : others
  })

/** Whether a client id pattern fits no other device's client id, as far as the text can tell. */
export const isBound = (name: string): boolean => {
  // Greengrass core devices open further connections as `<thing name>#2`, …; no thing name contains that sign.
  const pattern = withSigns(name, false, '*').replace(/(?<!^)#[*?]+$/, '')
  const own = pattern.replace(/[*?].*/s, '')
  // What follows the device's own text must not look like more of it: `thing-1*` is also `thing-10`.
  return own === pattern || (own.includes(deviceText) && /[^\w:-]$/.test(own) && !own.endsWith(deviceText))
}

/** Levels of a topic or filter pattern; the device's own text is one sign, whatever it is. */
export const levelsOf = (name: string): readonly string[] => withSigns(name, true, accountText).split('/')

/** Whether a level holds what is a device's own. */
export const isOwnLevel = (level: string): boolean => level.includes(deviceText)

/** Whether a pattern fits everything that another one fits: its variables and tags are texts like others. */
export const covers = (pattern: string, other: string): boolean => matchGlob(globOf(pattern), other)

/** A topic filter as the pattern of all topics that it brings, and perhaps of some more. */
export const topicsOf = (filter: string): string =>
  filter.replace(/(^|\/)\+(?=\/|$)/g, '$1*').replace(/(?:^|\/)#$/, '*')

/** Far above the 256 octets that a topic can have. */
const longestPattern = 1024

/**
 * Whether some text fits both patterns; of patterns that nothing real has the length of, it is taken for granted. Variables and
 * tags are texts like others, the same where they are written the same.
 */
export const overlap = (one: string, other: string): boolean => {
  if (one.length > longestPattern || other.length > longestPattern) return true
  const right = [...other]
  // Row by row: whether the first characters of one and the first of the other can stand for the same text.
  let row = [true]
  for (const [index, sign] of right.entries()) row.push(row[index] === true && sign === '*')
  for (const character of one) {
    const next = [row[0] === true && character === '*']
    for (const [index, sign] of right.entries()) {
      const fits = character === sign || character === '?' || sign === '?'
      const goesOn = row[index + 1] === true || next[index] === true
      next.push(character === '*' || sign === '*' ? goesOn : fits && row[index] === true)
    }
    row = next
  }
  return row.at(-1) === true
}

/** A pattern in which everything that is not known yet may be any text. */
const opened = (pattern: string): string =>
  pattern.replace(variable, '*').replaceAll(deviceText, '*').replaceAll(accountText, '*')

/** Whether some text may fit both patterns, whatever stands for their variables and tags in the end. */
export const mayOverlap = (one: string, other: string): boolean => overlap(opened(one), opened(other))
