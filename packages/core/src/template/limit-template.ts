import { TemplateError } from './template-error.js'

const longest = 8192
const mostTags = 256
const longestTag = 1024
const longestBlank = 256

const blankRun: RegExp = /* @__PURE__ */ new RegExp(`\\s{${longestBlank + 1}}`)

const tooLarge = (what: string, limit: number, position?: number): TemplateError =>
  new TemplateError('template-too-large', `template with more than ${limit} ${what}`, {
    remedy: `stay within ${limit} ${what}`,
    ...(position === undefined ? {} : { position }),
  })

/** @throws {TemplateError} `template-too-large`. */
export const refuseLongTag = (expression: string, position: number): void => {
  if (expression.length > longestTag) throw tooLarge('characters in a tag', longestTag, position)
}

/**
 * Refuses what Eta's parser would take long for: its time is quadratic in blanks, and in backticks without end.
 *
 * @throws {TemplateError} `template-too-large`.
 */
export const limitTemplate = (text: string): void => {
  if (text.length > longest) throw tooLarge('characters', longest)
  if (text.split('<%').length - 1 > mostTags) throw tooLarge('tags', mostTags)
  const first = text.indexOf('<%')
  const blank = first < 0 ? -1 : text.slice(first).search(blankRun)
  if (blank >= 0) throw tooLarge('blanks in a row', longestBlank, first + blank)
}
