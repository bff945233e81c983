import { suggest } from '../error/nearest.js'
import { quote } from '../error/quote.js'
import { unknownOption } from '../error/unknown-option.js'
import { TemplateError } from './template-error.js'

/**
 * Refuses text that is no string, options that do not exist, and other words than an option has, because not every
 * caller has a compiler.
 *
 * @throws {TemplateError} `template-option`.
 */
export const checkOptions = (
  owner: string,
  text: unknown,
  options: object,
  words: Readonly<Record<string, readonly string[]>>,
): void => {
  const unknown = unknownOption(owner, options, Object.keys(words))
  if (unknown !== undefined) throw new TemplateError('template-option', unknown.message, unknown.details)
  if (typeof text !== 'string') throw new TemplateError('template-option', `${owner} takes text`, { field: 'text' })
  for (const [field, word] of Object.entries(options)) {
    const known = words[field] ?? []
    if (word === undefined || known.includes(word)) continue
    const value = String(word)
    throw new TemplateError('template-option', `no ${field} ${quote(value)}`, {
      field,
      value,
      remedy: suggest(value, known),
    })
  }
}
