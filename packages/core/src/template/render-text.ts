import { quote } from '../error/quote.js'
import type { Expression } from './expression/expression.js'
import { refusedText, refusedValue } from './refused-text.js'
import type { Sink } from './sink/sink.js'
import type { TemplateContext } from './template.js'
import { TemplateError } from './template-error.js'

/** The author's own words, or a tag of theirs. */
export type RenderedPart = string | { readonly expression: Expression; readonly position: number }

const absentValue = (paths: readonly string[], position: number): TemplateError => {
  const subject = `${paths.map(quote).join(' and ')} ${paths.length > 1 ? 'have' : 'has'}`
  return new TemplateError('template-value-absent', `${subject} 0 values where 1 is needed`, {
    field: paths.join(', '),
    remedy: "require the field of every device, or fall back with `default(…, '…')`",
    position,
  })
}

/**
 * Puts values between the author's words: each is checked by itself, then the text as a whole.
 *
 * @throws {TemplateError} `template-value-absent`, `template-value-ambiguous`, `template-value-refused`.
 */
export const renderText = (
  parts: readonly RenderedPart[],
  paths: readonly string[],
  sink: Sink,
  context: TemplateContext,
): string => {
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    const { expression, position } = part
    const value = expression.read(context)
    if (value === undefined) throw absentValue(expression.paths, position)
    const reason = sink.refuseValue(value)
    if (reason !== undefined) throw refusedValue(sink, expression.paths.join(', '), value, reason, position)
    text += value
  }
  const reason = sink.refuseText(text)
  if (reason !== undefined) throw refusedText(sink, paths, text, reason)
  return text
}
