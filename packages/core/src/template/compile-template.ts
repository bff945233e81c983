import { compileExpression } from './expression/compile-expression.js'
import { parseTemplate } from './parse-template.js'
import type { TemplateVariables } from './registration-variables.js'
import { type RenderedPart, renderText } from './render-text.js'
import { refuse } from './sink/refuse.js'
import type { SinkName } from './sink/sink.js'
import { sinks } from './sink/sinks.js'
import type { Template, TemplateContext } from './template.js'
import { checkOptions } from './template-options.js'
import type { CheckedTemplate } from './typed-template.js'

export interface CompileTemplateOptions<Variables extends TemplateVariables = TemplateVariables> {
  /** Where the text goes, and so which values are legal in it. Default `text`. */
  readonly sink?: SinkName | undefined
  /** Which paths compile: those that a registration has (the default), or any, for a context of one's own. */
  readonly variables?: Variables | undefined
}

/** Whether a value tells something of the device; of the context of somebody else, every value might. */
export const isPerDevice = (path: string): boolean =>
  !path.startsWith('account.') && path !== 'certificate.awsAccountId'

/**
 * Compiles text with `<%= … %>` tags.
 *
 * Delimiters are Eta's. Between them is a path over own properties (`certificate.attributes.subject.serialNumber`,
 * `…subject['2.5.4.44']`, `…subject.OU[0]`), or one of the functions `lower(text)`, `upper(text)`, `slug(text)`,
 * `hash(text, digits?)` and `default(text, fallback)` of one. Nothing is ever run: there are no statements, raw tags,
 * operators or methods, so the text may come from people who are not trusted.
 *
 * Each value is checked by itself against what is legal in the sink, then the text as a whole; what the author wrote
 * around the tags only as part of the whole.
 *
 * @param text - At most 8192 characters with at most 256 tags of at most 1024 characters. Literal text is checked by the
 *   type system as well.
 * @returns A frozen template.
 * @throws {TemplateError} `template-syntax`, `template-too-large`, `template-path-unknown`; `template-value-refused` where
 *   the author's own words can never be legal in the sink; `template-option`. `position` tells where.
 *
 * @example
 * ```ts
 * import { compileTemplate } from '@thingplan/core'
 * import { certificateFixture } from '@thingplan/core/testing'
 *
 * const template = compileTemplate('thing-<%= lower(certificate.attributes.subject.serialNumber) %>', { sink: 'thing-name' })
 * template.paths // => ['certificate.attributes.subject.serialNumber']
 *
 * const { subject } = certificateFixture({ subject: { serialNumber: 'A-1234' } })
 * template.render({ certificate: { attributes: { subject } } }) // => 'thing-a-1234'
 * ```
 */
export const compileTemplate = <const Text extends string, Variables extends TemplateVariables = 'registration'>(
  text: Text & CheckedTemplate<Text, Variables>,
  options: CompileTemplateOptions<Variables> = {},
): Template => {
  checkOptions('compileTemplate', text, options, { sink: Object.keys(sinks), variables: ['registration', 'any'] })
  const { sink = 'text', variables = 'registration' } = options
  const { refuseLiteral } = sinks[sink]
  const read = new Set<string>()
  const parts = parseTemplate(text).map((part, index, { length }): RenderedPart => {
    const { position } = part
    if ('text' in part) {
      refuse(refuseLiteral?.(part.text, index < length - 1), `at position ${position}`, part.text, [], position)
      return part.text
    }
    const expression = compileExpression(part.expression, part.start, variables)
    for (const path of expression.paths) read.add(path)
    return { ...expression, position }
  })
  const paths = Object.freeze([...read])
  // What reads nothing is the same text for everybody, and can be refused at once.
  if (paths.length === 0) renderText(parts, paths, sink, {})
  return Object.freeze({
    source: text,
    sink,
    paths,
    perDevice: paths.some(isPerDevice),
    render: (context: TemplateContext) => renderText(parts, paths, sink, context),
  })
}
