import { checkText } from '../../template/sink/check-text.js'
import type { SinkName } from '../../template/sink/sink.js'
import { pathTo } from '../parse/inspection.js'
import { mostGroups } from '../parse/read-thing.js'
import type { ThingOverrides, ThingResource } from '../provisioning-template.js'
import type { TemplateExpression } from '../template-expression.js'
import { compileTexts, type ExpressionPlace } from './compile-expression.js'
import { compileTextFor } from './compile-text-for.js'
import type { EvaluateText, EvaluateTexts } from './parameter-values.js'
import { refuseDevice } from './refuse-device.js'

export interface CompiledThingResource {
  readonly path: string
  readonly name: EvaluateText
  readonly typeName: EvaluateText | undefined
  readonly billingGroup: EvaluateText | undefined
  readonly groups: EvaluateTexts
  readonly attributes: readonly (readonly [name: string, value: EvaluateText])[]
  readonly overrides: ThingOverrides
}

/** Compiles what a template makes of a thing, by the path of the resource. */
export const compileThing = (
  path: string,
  { Properties: properties, OverrideSettings: overrides = {} }: ThingResource,
  mappings: ExpressionPlace['mappings'],
): CompiledThingResource => {
  const inner = pathTo(path, 'Properties')
  const compile = (property: string, expression: TemplateExpression | undefined, sink: SinkName) =>
    expression === undefined ? undefined : compileTextFor({ path: pathTo(inner, property), mappings }, expression, sink)
  const { ThingName: name, ThingTypeName: typeName, BillingGroup: billingGroup, ThingGroups: groups = [] } = properties
  const groupsOf = compileTexts({ path: pathTo(inner, 'ThingGroups'), mappings }, groups)
  return {
    path,
    name: compileTextFor({ path: pathTo(inner, 'ThingName'), mappings }, name, 'thing-name'),
    typeName: compile('ThingTypeName', typeName, 'thing-type-name'),
    billingGroup: compile('BillingGroup', billingGroup, 'billing-group-name'),
    groups: (values) => {
      // Two groups may come out under one name.
      const names = [...new Set(groupsOf(values))]
      if (names.length > mostGroups) {
        const message = `has ${names.length} groups`
        const remedy = `name at most ${mostGroups}`
        throw refuseDevice('provisioning-value-refused', pathTo(inner, 'ThingGroups'), message, remedy)
      }
      for (const group of names) {
        const refusal = checkText('thing-group-name', group)
        if (refusal === undefined) continue
        throw refuseDevice('provisioning-value-refused', pathTo(inner, 'ThingGroups'), refusal, 'name a group', group)
      }
      return names
    },
    attributes: Object.entries(properties.AttributePayload ?? {}).map(([attribute, expression]) => [
      attribute,
      compileTextFor({ path: `${inner}.AttributePayload.${attribute}`, mappings }, expression, 'attribute-value'),
    ]),
    overrides,
  }
}
