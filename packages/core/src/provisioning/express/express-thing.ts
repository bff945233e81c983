import type { Ownership } from '../../plan/step/ensure-thing.js'
import type { CompiledProfile, CompiledThing } from '../../registration/compiled-profile.js'
import type { TemplateThingSpec } from '../build/template-spec.js'
import type { ThingOverrides } from '../provisioning-template.js'
import type { TemplateExpression } from '../template-expression.js'
import { expressText, idParameter } from './express-text.js'
import { type ExpressionContext, expressedOtherwise, notExpressible } from './expression-context.js'

const expressAttributes = (
  context: ExpressionContext,
  owner: string,
  { attributes, subjectAttributes }: CompiledThing,
  ownership: Ownership,
): Record<string, TemplateExpression> => {
  const entries: [string, TemplateExpression][] = []
  for (const { name, value, optional } of attributes) {
    const field = `${owner}.attributes.${name}`
    const expression = expressText(context, field, value)
    if (optional) notExpressible(context, field, 'may be absent, and templates leave nothing out', 'make it required')
    if (expression !== undefined) entries.push([name, expression])
  }
  if (subjectAttributes !== undefined) {
    const message = 'stores whatever fields there are, and templates store what they name'
    notExpressible(context, `${owner}.subjectAttributes`, message, 'name each in `attributes`')
  }
  if (ownership === 'stamp') entries.push(['certificateId', { Ref: idParameter(context) }])
  return Object.fromEntries(entries)
}

/** What of the registration's dealing with owners a template can keep: to refuse every thing that exists. */
const expressOwnership = (
  context: ExpressionContext,
  owner: string,
  { adopt, principal }: CompiledThing,
  ownership: Ownership,
  hasParts: boolean,
): ThingOverrides => {
  if (principal === 'exclusive') {
    const message = 'is exclusive, and no property of a template is documented for that'
    notExpressible(context, `${owner}.principal`, message, 'share the thing, or stay with JITR')
  }
  if (ownership === 'off') return { AttributePayload: 'MERGE', ThingTypeName: 'REPLACE', ThingGroups: 'MERGE' }
  if (adopt) {
    const message = 'takes over things without an owner, and templates do not look for one'
    notExpressible(context, `${owner}.adopt`, message, "stay with JITR, or say `ownership: 'off'`")
  }
  if (!hasParts) {
    const message = 'has nothing that could refuse a thing that exists'
    notExpressible(context, owner, message, "say `ownership: 'stamp'`, or give the thing an attribute")
  }
  const message =
    'refuses every thing that exists, whoever it belongs to: also the own one, after an attempt that failed half way'
  expressedOtherwise(context, owner, message, 'remove the thing before such a device connects again')
  return { AttributePayload: 'FAIL', ThingTypeName: 'FAIL', ThingGroups: 'FAIL' }
}

/** A thing that exists keeps its billing group when it is registered, and no override setting is documented that would say so. */
const expressBillingGroup = (
  context: ExpressionContext,
  owner: string,
  { billingGroup }: CompiledProfile,
  ownership: Ownership,
): TemplateExpression | undefined => {
  if (billingGroup === undefined) return undefined
  const field = `${owner}.billingGroup`
  const expression = expressText(context, field, billingGroup)
  if (ownership !== 'off' || expression === undefined) return expression
  if (typeof expression === 'string') {
    const message = 'has to be that of a thing that exists, or the device is refused'
    expressedOtherwise(context, field, message, 'put such things into the billing group')
  } else {
    const message = 'depends on the certificate, and may be another than that of a thing that exists'
    notExpressible(context, field, message, 'name one billing group for all, or stay with JITR')
  }
  return expression
}

/** The thing of a profile; `undefined`, with problems, where it has no name that a template could give it. */
export const expressThing = (
  context: ExpressionContext,
  owner: string,
  profile: CompiledProfile,
  ownership: Ownership,
): TemplateThingSpec<TemplateExpression> | undefined => {
  const { thing, groups } = profile
  const field = `${owner}.thing`
  const name = expressText(context, `${field}.name`, thing.name)
  const typeName = thing.typeName && expressText(context, `${field}.typeName`, thing.typeName)
  const attributes = expressAttributes(context, field, thing, ownership)
  const groupNames = groups.map((group, index) => expressText(context, `${owner}.groups[${index}]`, group))
  const billingGroup = expressBillingGroup(context, owner, profile, ownership)
  const hasParts = thing.typeName !== undefined || groups.length > 0 || Object.keys(attributes).length > 0
  const overrides = expressOwnership(context, field, thing, ownership, hasParts)
  if (thing.searchableAttributes.length > 0) {
    const message = `have to be those of the type: ${thing.searchableAttributes.join(', ')}`
    expressedOtherwise(context, `${field}.searchableAttributes`, message, 'make the type with them')
  }
  if (name === undefined) return undefined
  return {
    name,
    overrides,
    ...(typeName !== undefined && { typeName }),
    ...(Object.keys(attributes).length > 0 && { attributes }),
    ...(groups.length > 0 && { groups: groupNames.filter((group) => group !== undefined) }),
    ...(billingGroup !== undefined && { billingGroup }),
  }
}
