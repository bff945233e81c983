import { checkText } from '../../template/sink/check-text.js'
import type { SinkName } from '../../template/sink/sink.js'
import type { TemplateExpression } from '../template-expression.js'
import { compileText, type ExpressionPlace } from './compile-expression.js'
import type { EvaluateText } from './parameter-values.js'
import { refuseDevice } from './refuse-device.js'

/** Text for a place, checked as a whole: AWS puts values in as they are, and then refuses what does not fit. */
export const compileTextFor = (
  { path, mappings }: Pick<ExpressionPlace, 'path' | 'mappings'>,
  expression: TemplateExpression,
  sink: SinkName,
): EvaluateText => {
  const textOf = compileText({ path, mappings }, expression)
  return (values) => {
    const text = textOf(values)
    const refusal = checkText(sink, text)
    if (refusal === undefined) return text
    const remedy = 'issue certificates, or give parameters, with values that AWS takes there'
    throw refuseDevice('provisioning-value-refused', path, refusal, remedy, text)
  }
}
