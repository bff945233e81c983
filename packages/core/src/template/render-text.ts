import type { Expression } from './expression/expression.js'
import { quotePaths, refuse } from './sink/refuse.js'
import type { SinkName } from './sink/sink.js'
import { sinks } from './sink/sinks.js'
import type { TemplateContext } from './template.js'
import { TemplateError } from './template-error.js'

/** The author's own words, or a tag of theirs. */
export type RenderedPart = string | { readonly expression: Expression; readonly position: number }

/**
 * Puts values between the author's words: each is checked by itself, then the text as a whole.
 *
 * @throws {TemplateError} `template-value-absent`, `template-value-ambiguous`, `template-value-refused`.
 */
export const renderText = (
  parts: readonly RenderedPart[],
  paths: readonly string[],
  sink: SinkName,
  context: TemplateContext,
): string => {
  const { refuseValue, refuseText } = sinks[sink]
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    const { expression, position } = part
    const value = expression.read(context)
    if (value === undefined) {
      const message = `0 values of ${quotePaths(expression.paths)} where 1 is needed`
      throw new TemplateError('template-value-absent', message, { field: expression.paths.join(', '), position })
    }
    refuse(refuseValue(value), 'the value', value, expression.paths, position)
    text += value
  }
  refuse(refuseText?.(text), sink, text, paths)
  return text
}
