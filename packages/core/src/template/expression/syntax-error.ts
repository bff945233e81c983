import { TemplateError } from '../template-error.js'

/** Text that is no template, at an offset of the source. */
export const syntaxError = (message: string, position: number, remedy?: string): TemplateError =>
  new TemplateError('template-syntax', `${message} at position ${position}`, { position, remedy })
