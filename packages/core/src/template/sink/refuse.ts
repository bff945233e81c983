import { quote } from '../../error/quote.js'
import { TemplateError } from '../template-error.js'

/** Paths as they stand in a message. */
export const quotePaths = (paths: readonly string[]): string => paths.map(quote).join(' and ')

/**
 * Refuses what a sink has a `reason` against: a value, the author's own words, or the text that was made of them.
 *
 * @throws {TemplateError} `template-value-refused`.
 */
export const refuse = (
  reason: string | undefined,
  what: string,
  value: string,
  paths: readonly string[] = [],
  position?: number,
): void => {
  if (reason === undefined) return
  const origin = paths.length > 0 ? ` of ${quotePaths(paths)}` : ''
  const message = `${what} ${quote(value)}${origin} ${reason}`
  throw new TemplateError('template-value-refused', message, { field: paths.join(', ') || undefined, value, position })
}
