import { compileExpression } from './expression/compile-expression.js'
import type { Expression } from './expression/expression.js'
import { parseExpression } from './expression/parse-expression.js'
import { type Literal, parseTemplate } from './parse-template.js'
import { refusedText } from './refused-text.js'
import type { TemplateVariables } from './registration-variables.js'
import { type RenderedPart, renderText } from './render-text.js'
import type { Sink, SinkName } from './sink/sink.js'
import type { Template, TemplateContext } from './template.js'
import { TemplateError } from './template-error.js'
import { checkOptions, checkVariables, resolveSink } from './template-options.js'
import type { CheckedTemplate } from './typed-template.js'

export interface CompileTemplateOptions<Variables extends TemplateVariables = TemplateVariables> {
  /** Where the text goes, and so which values are legal in it. Default `text`. */
  readonly sink?: SinkName | undefined
  /** Which paths compile: those that a registration has (the default), or any, for a context of one's own. */
  readonly variables?: Variables | undefined
}

const checkLiteral = (sink: Sink, { text, position }: Literal, isBeforeTag: boolean): string => {
  const reason = sink.refuseLiteral?.(text, isBeforeTag)
  if (reason === undefined) return text
  throw new TemplateError('template-value-refused', `literal text at position ${position} ${reason}`, {
    value: text,
    remedy: sink.remedy,
    position,
  })
}

/** Whether a value tells something of the device; of the context of somebody else, every value might. */
const isPerDevice = (path: string): boolean => !path.startsWith('account.') && path !== 'certificate.awsAccountId'

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
  checkOptions('compileTemplate', text, options, ['sink', 'variables'])
  checkVariables(options.variables)
  const sink = resolveSink(options.sink)
  const expressions: Expression[] = []
  const parts = parseTemplate(text).map((part, index, all): RenderedPart => {
    if (part.kind === 'literal') return checkLiteral(sink, part, index < all.length - 1)
    const node = parseExpression(part.expression, part.expressionPosition)
    const expression = compileExpression(node, options.variables ?? 'registration')
    expressions.push(expression)
    return { expression, position: part.position }
  })
  const paths = [...new Set(expressions.flatMap((expression) => expression.paths))]
  const reason = expressions.length === 0 ? sink.refuseText(text) : undefined
  if (reason !== undefined) throw refusedText(sink, paths, text, reason)
  return Object.freeze({
    source: text,
    sink: sink.name,
    paths: Object.freeze(paths),
    perDevice: paths.some(isPerDevice),
    render: (context: TemplateContext) => renderText(parts, paths, sink, context),
  })
}
