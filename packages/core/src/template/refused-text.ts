import { quote } from '../error/quote.js'
import type { Sink } from './sink/sink.js'
import { TemplateError } from './template-error.js'

/** A value that may not stand where the text goes. */
export const refusedValue = (
  sink: Sink,
  field: string,
  value: string,
  reason: string,
  position?: number,
): TemplateError =>
  new TemplateError('template-value-refused', `${quote(field)} is ${quote(value)}, which ${reason}`, {
    field,
    value,
    remedy: sink.remedy,
    ...(position === undefined ? {} : { position }),
  })

/** Text that is refused as a whole, with the paths that it was made of. */
export const refusedText = (sink: Sink, paths: readonly string[], text: string, reason: string): TemplateError =>
  new TemplateError('template-value-refused', `${sink.name} ${quote(text)} ${reason}`, {
    field: paths.length === 0 ? undefined : paths.join(', '),
    value: text,
    remedy: sink.remedy,
  })
