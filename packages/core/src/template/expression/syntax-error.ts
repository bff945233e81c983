import { TemplateError } from '../template-error.js'

export const expressionRemedy =
  'an expression is a path, such as `certificate.attributes.subject.CN`, or `lower`, `upper`, `slug`, `hash` or `default` of one'

/** Text that is no template, at an offset of the source. */
export const syntaxError = (message: string, position: number, remedy: string = expressionRemedy): TemplateError =>
  new TemplateError('template-syntax', `${message} at position ${position}`, { position, remedy })
