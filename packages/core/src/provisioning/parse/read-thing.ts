import type { SinkName } from '../../template/sink/sink.js'
import type { ThingResource } from '../provisioning-template.js'
import type { TemplateExpression, TemplateList } from '../template-expression.js'
import { type Inspection, pathTo, readKeys, report } from './inspection.js'
import { readList } from './read-expression.js'
import { readOverrides, thingOverrides } from './read-overrides.js'
import { readTextFor } from './read-text-for.js'

const properties = ['ThingName', 'AttributePayload', 'ThingTypeName', 'ThingGroups', 'BillingGroup']
const attributeName = /^[a-zA-Z0-9_.,@/:#-]{1,128}$/

/** Groups of a thing (AWS IoT Core endpoints and quotas). */
export const mostGroups = 10

/** Attributes of a thing without and with a type (AWS IoT Core endpoints and quotas). */
export const mostAttributes = (isTyped: boolean): number => (isTyped ? 50 : 3)

const readGroups = (inspection: Inspection, path: string, value: unknown): TemplateList => {
  if (!Array.isArray(value)) return readList(inspection, path, value)
  if (value.length > mostGroups) {
    const message = `has ${value.length} groups`
    report(inspection, 'provisioning-value-refused', path, message, `take at most ${mostGroups}`)
  }
  return Array.from(value, (group, index) => readTextFor(inspection, pathTo(path, index), group, 'thing-group-name'))
}

const readAttributes = (
  inspection: Inspection,
  path: string,
  value: unknown,
  isTyped: boolean,
): Record<string, TemplateExpression> => {
  const attributes = readKeys(inspection, path, value)
  const most = mostAttributes(isTyped)
  if (attributes.length > most) {
    const message = `has ${attributes.length} attributes${isTyped ? '' : ', and the thing no type'}`
    report(inspection, 'provisioning-value-refused', path, message, `take at most ${most}`)
  }
  return Object.fromEntries(
    attributes.map(([name, given]) => {
      const inner = pathTo(path, name)
      if (!attributeName.test(name)) {
        const remedy = 'take 1 to 128 of a-z, A-Z, 0-9 and `_.,@/:#-`'
        report(
          inspection,
          'provisioning-value-refused',
          inner,
          'is no name that AWS takes for an attribute',
          remedy,
          name,
        )
      }
      return [name, readTextFor(inspection, inner, given, 'attribute-value')]
    }),
  )
}

/** The properties of `AWS::IoT::Thing`. */
export const readThing = (inspection: Inspection, path: string, value: unknown, overrides: unknown): ThingResource => {
  const given = Object.fromEntries(readKeys(inspection, path, value, properties))
  const read = (property: string, sink: SinkName): TemplateExpression | undefined => {
    const value = given[property]
    return value === undefined ? undefined : readTextFor(inspection, pathTo(path, property), value, sink)
  }
  const { AttributePayload: attributes, ThingGroups: groups } = given
  const name = read('ThingName', 'thing-name')
  const typeName = read('ThingTypeName', 'thing-type-name')
  const billingGroup = read('BillingGroup', 'billing-group-name')
  if (name === undefined) {
    report(inspection, 'provisioning-key-missing', path, 'has no `ThingName`', 'name the thing')
  }
  const list = groups === undefined ? undefined : readGroups(inspection, pathTo(path, 'ThingGroups'), groups)
  return {
    Type: 'AWS::IoT::Thing',
    Properties: {
      ThingName: name ?? '',
      ...(attributes !== undefined && {
        AttributePayload: readAttributes(
          inspection,
          pathTo(path, 'AttributePayload'),
          attributes,
          typeName !== undefined,
        ),
      }),
      ...(typeName !== undefined && { ThingTypeName: typeName }),
      ...(list !== undefined && { ThingGroups: list }),
      ...(billingGroup !== undefined && { BillingGroup: billingGroup }),
    },
    ...(overrides !== undefined && {
      OverrideSettings: readOverrides(
        inspection,
        path.replace(/Properties$/, 'OverrideSettings'),
        overrides,
        thingOverrides,
      ),
    }),
  }
}
