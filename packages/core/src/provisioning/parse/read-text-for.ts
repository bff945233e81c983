import { checkText } from '../../template/sink/check-text.js'
import type { SinkName } from '../../template/sink/sink.js'
import type { TemplateExpression } from '../template-expression.js'
import { type Inspection, report } from './inspection.js'
import { readExpression } from './read-expression.js'

/**
 * Reads text for a place of the registry. Text that AWS refuses there whatever the device is reported at once; what
 * parameters make of it is checked for each device.
 */
export const readTextFor = (
  inspection: Inspection,
  path: string,
  value: unknown,
  sink: SinkName,
): TemplateExpression => {
  const known = inspection.problems.length
  const expression = readExpression(inspection, path, value)
  // What could not be read is empty text, and reported already.
  if (typeof expression !== 'string' || inspection.problems.length > known) return expression
  const refusal = checkText(sink, expression)
  if (refusal !== undefined) {
    report(inspection, 'provisioning-value-refused', path, refusal, 'write what AWS takes there', expression)
  }
  return expression
}
