import { quotePaths } from './sink/refuse.js'
import { TemplateError } from './template-error.js'

/** The error for a tag at a position whose paths have no value, or several. */
export const wrongCount = (values: readonly unknown[], paths: readonly string[], position: number): TemplateError => {
  const message = `${values.length} values of ${quotePaths(paths)} where 1 is needed`
  return new TemplateError(values.length > 0 ? 'template-value-ambiguous' : 'template-value-absent', message, {
    field: paths.join(', '),
    value: values.join(', ') || undefined,
    position,
  })
}
