import type { Expression } from './expression/expression.js'
import { refuse } from './sink/refuse.js'
import type { SinkName } from './sink/sink.js'
import { sinks } from './sink/sinks.js'
import type { TemplateContext } from './template.js'
import { wrongCount } from './wrong-count.js'

/** The author's own words, or a tag of theirs. */
export type RenderedPart = string | (Expression & { readonly position: number })

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
  const { refuseValue, refuseWhole } = sinks[sink]
  let text = ''
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part
      continue
    }
    const { position } = part
    const value = part.read(context)
    if (value === undefined) throw wrongCount([], part.paths, position)
    refuse(refuseValue(value), 'the value', value, part.paths, position)
    text += value
  }
  refuse(refuseWhole?.(text), sink, text, paths)
  return text
}
