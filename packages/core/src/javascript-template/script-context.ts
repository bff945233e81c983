import { attributeTypeSpellings, resolveAttributeType } from '../certificate/attribute-types.js'
import type { Name } from '../certificate/name.js'
import { quote } from '../error/quote.js'
import { isName, isRecord } from '../template/context-value.js'
import type { TemplateContext } from '../template/template.js'
import { TemplateError } from '../template/template-error.js'

const ambiguous = (path: string, count: number): TemplateError =>
  new TemplateError('template-value-ambiguous', `${quote(path)} has ${count} values where 1 is needed`, {
    field: path,
    remedy: `choose one with \`compileTemplate\`, which has an index: ${quote(`${path}[0]`)}`,
  })

/**
 * A name as an object without prototype that answers to every spelling of the types it has. In its own order it shows the
 * one that is printed, and it hides the others.
 */
const attributesOf = (name: Name, path: string): object => {
  const attributes: Record<string, unknown> = Object.create(null)
  const define = (spelling: string, oid: string, enumerable: boolean): void => {
    if (Object.hasOwn(attributes, spelling)) return
    const values = name.getAll(oid)
    const get = (): string => {
      const [value] = values
      if (value === undefined || values.length > 1) throw ambiguous(`${path}.${spelling}`, values.length)
      return value
    }
    Object.defineProperty(attributes, spelling, { get, enumerable })
  }
  const types = name.rdns.flat()
  for (const { type, oid } of types) define(type, oid, true)
  for (const { oid } of types) define(oid, oid, false)
  const oids = new Set(types.map(({ oid }) => oid))
  for (const spelling of attributeTypeSpellings()) {
    const oid = resolveAttributeType(spelling)?.oid
    if (oid !== undefined && oids.has(oid)) define(spelling, oid, false)
  }
  return Object.freeze(attributes)
}

const plain = (value: unknown, path: string): unknown => {
  if (Array.isArray(value)) return Object.freeze(value.map((item, index) => plain(item, `${path}[${index}]`)))
  if (!isRecord(value)) return value
  if (isName(value)) return attributesOf(value, path)
  const copy: Record<string, unknown> = Object.create(null)
  for (const key of Object.keys(value)) copy[key] = plain(value[key], path === '' ? key : `${path}.${key}`)
  return Object.freeze(copy)
}

/**
 * A frozen copy of what templates read, for code: plain objects without prototype, and names as objects that answer to
 * the short name, the long name and the dotted OID.
 */
export const scriptContext = (context: TemplateContext): object => Object(plain(context, ''))
