import { type ErrorDetails, ThingplanError } from '../error/thingplan-error.js'

/** Why a template did not compile or did not render. */
export type TemplateErrorCode =
  /** Text that is not a template: an unclosed tag, a statement, a raw tag, an unknown function, a bad expression. */
  | 'template-syntax'
  /** Larger than the parser is asked to take. */
  | 'template-too-large'
  /** A path that no certificate or account can have. */
  | 'template-path-unknown'
  /** A path whose attribute is absent from this certificate. */
  | 'template-value-absent'
  /** A path whose attribute has several values, without an index. */
  | 'template-value-ambiguous'
  /** A value, or the text made of it, that the sink does not take. */
  | 'template-value-refused'
  /** Code of a JavaScript template that threw; see `@thingplan/core/javascript-template`. */
  | 'template-code-threw'
  /** An option that does not exist, or has the wrong type. */
  | 'template-option'

/** What can be done where the place of the error says nothing better. */
const remedies: { readonly [Code in TemplateErrorCode]?: string } = {
  'template-syntax': 'write `<%= path %>`, or `lower`, `upper`, `slug`, `hash` or `default` of a path',
  'template-path-unknown': 'name a value, as in `certificate.attributes.subject.CN[0]`',
  'template-value-absent': 'require the field of every device, or fall back with `default`',
  'template-value-ambiguous': 'choose one by its index, as in `[0]`',
  'template-value-refused': 'issue certificates with other values, or take `slug` or `hash` of them',
}

interface TemplateErrorDetails extends ErrorDetails {
  readonly position?: number | undefined
}

export class TemplateError extends ThingplanError<TemplateErrorCode> {
  override readonly name = 'TemplateError'
  /** Offset in the template's source, in UTF-16 code units, where the error has a place. */
  readonly position: number | undefined

  constructor(code: TemplateErrorCode, message: string, details: TemplateErrorDetails = {}) {
    super(code, message, details, remedies[code])
    this.position = details.position
  }
}
