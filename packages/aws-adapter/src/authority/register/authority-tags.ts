import { quote } from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'
import { AuthorityError } from '../authority-error.js'
import type { AuthorityOptions, VerifierChoice } from './register-options.js'

/** The tag that names the verifier of a CA's devices. */
export const verifierTag = 'verifier'

/** AWS IoT API Reference, "Tag", within what `tag` of the Tagging Best Practices takes in every partition. */
const tagText = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u
const mostTags = 50
const longestKey = 128
const longestValue = 256

/** What a verifier may be called: as `askVerifier` takes it. */
const verifierName = /^[\w-]{1,64}$/

const badTag = (key: string, problem: string, remedy: string): AdapterError =>
  new AdapterError('adapter-option', `the tag ${quote(key)} ${problem}`, { field: `tags.${key}`, remedy })

const checkTag = (key: string, value: unknown): void => {
  const isKey = key.length > 0 && key.length <= longestKey && tagText.test(key)
  if (!isKey || key.toLowerCase().startsWith('aws:')) {
    throw badTag(
      key,
      'has a name that AWS does not take',
      `give 1 to ${longestKey} letters, digits, blanks or _.:/=+-@`,
    )
  }
  if (key === verifierTag) throw badTag(key, 'is for the verifier', 'choose it with the option `verifier`')
  if (typeof value !== 'string' || value.length > longestValue || !tagText.test(value)) {
    const remedy = `give at most ${longestValue} letters, digits, blanks or _.:/=+-@`
    throw badTag(key, 'has a value that AWS does not take', remedy)
  }
}

/**
 * A verifier of the list of those that may be chosen.
 *
 * @throws {AdapterError} `adapter-option` for a list that is none.
 * @throws {AuthorityError} `authority-verifier`
 */
export const chosenVerifier = (name: unknown, allowed: readonly string[]): string => {
  if (!Array.isArray(allowed) || !allowed.every((text) => typeof text === 'string' && verifierName.test(text))) {
    throw new AdapterError('adapter-option', 'the verifiers that may be chosen are not a list of names', {
      field: 'verifier.allowed',
      remedy: 'give names of 1 to 64 of `a-zA-Z0-9_-`',
    })
  }
  if (typeof name === 'string' && allowed.includes(name)) return name
  const shown = typeof name === 'string' ? name : undefined
  throw new AuthorityError('authority-verifier', `${quote(shown ?? 'nothing')} is no verifier that may be chosen`, {
    field: 'verifier',
    value: shown,
    remedy: allowed.length === 0 ? 'leave it out; none may be chosen' : `choose one of: ${allowed.join(', ')}`,
  })
}

const verifierEntries = (choice: VerifierChoice | undefined): readonly (readonly [string, string])[] =>
  choice === undefined ? [] : [[verifierTag, chosenVerifier(choice?.name, choice?.allowed)]]

/**
 * The tags that a CA certificate is to have.
 *
 * @throws {AdapterError} `adapter-option`
 * @throws {AuthorityError} `authority-verifier`
 */
export const authorityTags = ({ tags = {}, verifier }: AuthorityOptions): ReadonlyMap<string, string> => {
  const entries = Object.entries(tags)
  for (const [key, value] of entries) checkTag(key, value)
  const all = new Map([...entries, ...verifierEntries(verifier)])
  if (all.size <= mostTags) return all
  throw new AdapterError('adapter-option', `${all.size} tags are more than AWS takes`, {
    field: 'tags',
    remedy: `give at most ${mostTags}`,
  })
}
