import { resolveAttributeType } from '../../certificate/attribute-types.js'
import { quote } from '../../error/quote.js'
import { compileExpression } from '../../template/expression/compile-expression.js'
import { parseTemplate } from '../../template/parse-template.js'
import type { Template } from '../../template/template.js'
import { certificateIdParameter } from '../certificate-parameter.js'
import type { TemplateExpression } from '../template-expression.js'
import { type ExpressionContext, notExpressible } from './expression-context.js'
import { subjectParameter, subjectRemedy } from './subject-parameter.js'

const certificateId = /^certificate\.(?:id|certificateDescription\.certificateId)$/
const ofAccount = /^(?:account\.(?<field>id|region|partition)|certificate\.awsAccountId)$/
/** Canonical paths spell a type by its long name, or by its dotted OID. */
const ofSubject = /^certificate\.attributes\.subject(?:\.(?<name>[\w$]+)|\['(?<oid>[\d.]+)'\])$/

/** The parameter that a template reads the certificate's id from. */
export const idParameter = ({ kind }: ExpressionContext): string =>
  kind === 'bulk' ? 'CertificateId' : certificateIdParameter

/** What stands for a value of the certificate, or of the account; `undefined`, and a problem, where nothing does. */
const expressPath = (context: ExpressionContext, field: string, path: string): TemplateExpression | undefined => {
  if (certificateId.test(path)) return { Ref: idParameter(context) }
  const account = ofAccount.exec(path)
  if (account !== null) {
    const { id, region, partition } = context.account ?? {}
    const value = { id, region, partition }[account.groups?.['field'] ?? 'id']
    if (value === undefined) notExpressible(context, field, `reads ${quote(path)}`, 'give `account`')
    return value
  }
  const subject = ofSubject.exec(path)
  const { name, oid = name }: { name?: string; oid?: string } = subject?.groups ?? {}
  const type = oid === undefined ? undefined : resolveAttributeType(oid)?.oid
  const parameter = type === undefined ? undefined : subjectParameter(context, type)
  if (parameter !== undefined) return { Ref: parameter }
  const remedy = type === undefined ? 'use a field of the subject, or the id of the certificate' : subjectRemedy(type)
  notExpressible(context, field, `reads ${quote(path)}, which AWS fills no parameter with`, remedy)
  return undefined
}

const expressTag = (
  context: ExpressionContext,
  field: string,
  expression: string,
  start: number,
): TemplateExpression | undefined => {
  const [, called] = /^([\w$]+)\s*\(/.exec(expression) ?? []
  if (called !== undefined) {
    const remedy = 'issue certificates with the value as it is to be'
    notExpressible(context, field, `calls ${quote(called)}, which templates do not have`, remedy)
    return undefined
  }
  const [path = ''] = compileExpression(expression, start, 'registration').paths
  return expressPath(context, field, path)
}

const isText = (piece: TemplateExpression | undefined): piece is string => typeof piece === 'string'

const mergeTexts = (pieces: readonly TemplateExpression[]): readonly TemplateExpression[] => {
  const merged: TemplateExpression[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (isText(piece) && isText(last)) merged.splice(-1, 1, last + piece)
    else if (piece !== '') merged.push(piece)
  }
  return merged
}

/** A template's text in the words of provisioning templates; `undefined`, with problems, where they have none. */
export const expressText = (
  context: ExpressionContext,
  field: string,
  { source }: Template,
): TemplateExpression | undefined => {
  const pieces = parseTemplate(source).map((part) =>
    'text' in part ? part.text : expressTag(context, field, part.expression, part.start),
  )
  const known = pieces.filter((piece) => piece !== undefined)
  if (known.length < pieces.length) return undefined
  const merged = mergeTexts(known)
  const [first = '', second] = merged
  if (second === undefined) return first
  if (context.kind === 'fleet' || context.functions === 'any') return { 'Fn::Join': ['', merged] }
  const message = 'joins words and values, and AWS documents functions for fleet templates only'
  const remedy = "take the value alone, or say `functions: 'any'` if you know that AWS takes them"
  notExpressible(context, field, message, remedy)
  return undefined
}
