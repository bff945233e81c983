import { Eta, type TemplateFunction } from 'eta/core'
import { quote } from '../error/quote.js'
import { isThingplanError } from '../error/thingplan-error.js'
import { syntaxError } from '../template/expression/syntax-error.js'
import { parseWithEta } from '../template/parse-with-eta.js'
import { refuse } from '../template/sink/refuse.js'
import type { SinkName } from '../template/sink/sink.js'
import { sinks } from '../template/sink/sinks.js'
import type { Template, TemplateContext } from '../template/template.js'
import { TemplateError } from '../template/template-error.js'
import { checkOptions } from '../template/template-options.js'
import { scriptContext } from './script-context.js'

export interface CompileUnsafeJavaScriptTemplateOptions {
  /** Where the text goes, and so which values are legal in it. Default `text`. */
  readonly sink?: SinkName | undefined
}

const paths: readonly string[] = /* @__PURE__ */ Object.freeze(['*'])

/** What code could write with past the check of values. */
const writesPastTheCheck = /\b__eta\b|(?<![\w$.])output(?:Async)?\s*\(/

const textOf = (value: unknown): string => {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  const isAbsent = value === undefined || value === null
  throw new TemplateError(
    isAbsent ? 'template-value-absent' : 'template-value-refused',
    isAbsent ? 'a tag has 0 values where 1 is needed' : 'the value of a tag is no text',
    { remedy: isAbsent ? "fall back with `?? '…'`" : 'name one of its parts' },
  )
}

/** The value of a tag, as text that is legal in the sink. */
const checkValue = (sink: SinkName, value: unknown): string => {
  const text = textOf(value)
  refuse(sinks[sink].refuseValue(text), 'the value', text)
  return text
}

const compileWithEta = (eta: Eta, text: string): TemplateFunction => {
  for (const part of parseWithEta(eta, text)) {
    if (typeof part === 'string' || !writesPastTheCheck.test(part.val)) continue
    throw syntaxError(`${quote(part.val)} writes past the check of values`, text.indexOf(part.val), 'use `<%= … %>`')
  }
  try {
    return eta.compile(text)
  } catch (cause) {
    const isBanned = cause instanceof EvalError
    throw new TemplateError(
      'template-syntax',
      isBanned ? 'this runtime does not generate code' : 'the code of a tag is no JavaScript',
      { remedy: isBanned ? 'use `compileTemplate`, which needs none' : 'look at the cause', cause },
    )
  }
}

const run = (eta: Eta, code: TemplateFunction, context: TemplateContext): string => {
  try {
    return code.call(eta, scriptContext(context), {})
  } catch (cause) {
    if (isThingplanError(cause)) throw cause
    const message = cause instanceof Error ? cause.message : 'something'
    throw new TemplateError('template-code-threw', `the code of a template threw: ${quote(message)}`, { cause })
  }
}

/**
 * Compiles text whose `<% … %>` tags are JavaScript, **which is run with everything the process may do**.
 *
 * UNSAFE: the text is code. It must come from the author of the program, word for word, like the program itself: never
 * from a tenant, a form, a database, an environment variable or a parameter of a stack. `compileTemplate` is for those.
 * It does not work where code generation is banned (`--disallow-code-generation-from-strings`, content security
 * policies), and it is slow.
 *
 * Code sees `certificate` and `account`. Attributes are own properties under short, long and dotted names, each a string;
 * one with several values throws `template-value-ambiguous` when it is read. Line ends of the text become LF.
 *
 * What still holds: the value of every `<%= %>` and `<%~ %>` is checked by itself as in `compileTemplate`, absent values
 * and objects are refused, and the text is checked as a whole. What does not: nobody checks what the code does besides,
 * which paths it reads (`paths` is `['*']`), or whether the text depends on the device (`perDevice` is always true).
 *
 * @param text - At most 8192 characters with at most 256 tags.
 * @returns A frozen template.
 * @throws {TemplateError} `template-syntax`, `template-too-large`, `template-option`; its `render` also `template-code-threw`.
 *
 * @example
 * ```ts
 * import { compileUnsafeJavaScriptTemplate } from '@thingplan/core/javascript-template'
 * import { certificateFixture } from '@thingplan/core/testing'
 *
 * const template = compileUnsafeJavaScriptTemplate("<%= certificate.attributes.subject.CN.split('.')[0] %>", {
 *   sink: 'thing-name',
 * })
 * const { subject } = certificateFixture({ subject: { CN: 'pump-7.example.com' } })
 * template.render({ certificate: { attributes: { subject } } }) // => 'pump-7'
 * ```
 */
export const compileUnsafeJavaScriptTemplate = (
  text: string,
  options: CompileUnsafeJavaScriptTemplateOptions = {},
): Template => {
  checkOptions('compileUnsafeJavaScriptTemplate', text, options, { sink: Object.keys(sinks) })
  const { sink = 'text' } = options
  const eta = new Eta({
    autoEscape: false,
    autoTrim: false,
    autoFilter: true,
    filterFunction: (value) => checkValue(sink, value),
    functionHeader: 'const { certificate, account } = it;',
  })
  const code = compileWithEta(eta, text)
  return Object.freeze({
    source: text,
    sink,
    paths,
    perDevice: true,
    render: (context: TemplateContext): string => {
      const rendered = run(eta, code, context)
      const { refuseLiteral, refuseWhole } = sinks[sink]
      refuse(refuseLiteral?.(rendered, false) ?? refuseWhole?.(rendered), sink, rendered)
      return rendered
    },
  })
}
