import type { ProvisioningTemplateBody } from '../provisioning-template.js'
import { type Inspection, pathTo, readKeys, report } from './inspection.js'

type Mappings = NonNullable<ProvisioningTemplateBody['Mappings']>
type Constant = string | readonly string[]

const isText = (value: unknown): value is string => typeof value === 'string'

const readConstant = (inspection: Inspection, path: string, value: unknown): Constant => {
  if (isText(value)) return value
  if (Array.isArray(value) && value.every(isText)) return [...value]
  report(
    inspection,
    'provisioning-malformed',
    path,
    'is neither text nor a list of texts',
    'write constants: mappings hold no functions',
  )
  return ''
}

/** Constants by map, top key and second key. */
export const readMappings = (inspection: Inspection, value: unknown): Mappings =>
  Object.fromEntries(
    readKeys(inspection, 'Mappings', value).map(([name, map]) => {
      const path = pathTo('Mappings', name)
      const tops = readKeys(inspection, path, map).map(([top, seconds]) => {
        const inner = pathTo(path, top)
        const constants = readKeys(inspection, inner, seconds).map(
          ([second, constant]) => [second, readConstant(inspection, pathTo(inner, second), constant)] as const,
        )
        return [top, Object.fromEntries(constants)] as const
      })
      inspection.mappings.set(
        name,
        tops.flatMap(([, constants]) => Object.values(constants).flat()),
      )
      return [name, Object.fromEntries(tops)]
    }),
  )
