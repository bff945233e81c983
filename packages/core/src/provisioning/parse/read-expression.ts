import type { TemplateExpression, TemplateList } from '../template-expression.js'
import { countParts } from './count-parts.js'
import { type Inspection, pathTo, readKeys, remedyFor, report } from './inspection.js'
import { referToParameter } from './refer-to-parameter.js'
import { substitutions } from './substitution.js'
import { argumentsOf, checkFunction, functionOf } from './template-call.js'

const deepest = 16
const mostParts = 10_000

/** What is missing is the arguments' fault, and reported there. */
const readText = (inspection: Inspection, path: string, value: unknown): string => {
  if (typeof value === 'string') return value
  if (value !== undefined) report(inspection, 'provisioning-malformed', path, 'is not text', 'write text')
  return ''
}

type FindInMap = Extract<TemplateExpression, { 'Fn::FindInMap': unknown }>

const readFindInMap = (inspection: Inspection, path: string, value: unknown, depth: number): FindInMap => {
  const [map, top, second] = argumentsOf(inspection, path, value, 'map, top key, second key')
  const name = readText(inspection, pathTo(path, 0), map)
  if (map !== undefined && !inspection.mappings.has(name)) {
    const remedy = remedyFor(inspection, name, [...inspection.mappings.keys()]) ?? 'declare it in `Mappings`'
    report(inspection, 'provisioning-reference-unresolved', pathTo(path, 0), `is no mapping`, remedy, name)
  }
  const key = (index: number, found: unknown): TemplateExpression =>
    found === undefined ? '' : readExpression(inspection, pathTo(path, index), found, depth + 1)
  return { 'Fn::FindInMap': [name, key(1, top), key(2, second)] }
}

const readSub = (inspection: Inspection, path: string, value: unknown, depth: number): TemplateExpression => {
  const [text, given] = typeof value === 'string' ? [value] : argumentsOf(inspection, path, value, 'text, variables')
  const source = readText(inspection, typeof value === 'string' ? path : pathTo(path, 0), text)
  const inner = pathTo(path, 1)
  const variables: [string, TemplateExpression][] =
    given === undefined
      ? []
      : readKeys(inspection, inner, given).map(([name, expression]) => [
          name,
          readExpression(inspection, pathTo(inner, name), expression, depth + 1),
        ])
  for (const { name } of substitutions(source)) {
    if (name !== undefined && !variables.some(([variable]) => variable === name))
      referToParameter(inspection, path, name)
  }
  if (typeof value === 'string') return { 'Fn::Sub': source }
  const sub: TemplateExpression = { 'Fn::Sub': [source, Object.fromEntries(variables)] }
  if (countParts(sub) <= mostParts) return sub
  const message = 'is put together of too many texts'
  report(
    inspection,
    'provisioning-too-large',
    path,
    message,
    `name its variables less often: ${mostParts} texts in all`,
  )
  return ''
}

/** A list of texts, or a function that makes one. */
export const readList = (inspection: Inspection, path: string, value: unknown, depth = 0): TemplateList => {
  if (Array.isArray(value)) {
    return Array.from(value, (item, index) => readExpression(inspection, pathTo(path, index), item, depth + 1))
  }
  const [name, argument] = functionOf(value) ?? []
  if (name === 'Fn::Split' && checkFunction(inspection, path, name)) {
    const inner = pathTo(path, name)
    const [delimiter, text] = argumentsOf(inspection, inner, argument, 'delimiter, text')
    if (delimiter === '')
      report(inspection, 'provisioning-malformed', pathTo(inner, 0), 'is empty', 'write a delimiter')
    const split = text === undefined ? '' : readExpression(inspection, pathTo(inner, 1), text, depth + 1)
    return { 'Fn::Split': [readText(inspection, pathTo(inner, 0), delimiter), split] }
  }
  if (name === 'Fn::FindInMap' && checkFunction(inspection, path, name)) {
    return readFindInMap(inspection, pathTo(path, name), argument, depth)
  }
  report(inspection, 'provisioning-malformed', path, 'is not a list of texts', 'write a list')
  return []
}

/** A text, or a function that makes one. What cannot be read is reported, and is empty text from there on. */
export const readExpression = (inspection: Inspection, path: string, value: unknown, depth = 0): TemplateExpression => {
  if (typeof value === 'string') return value
  const call = depth > deepest ? undefined : functionOf(value)
  if (call === undefined) {
    const message = depth > deepest ? `is nested deeper than ${deepest} levels` : 'is neither text nor a function'
    report(inspection, 'provisioning-malformed', path, message, 'write text, or a `Ref`')
    return ''
  }
  const [name, argument] = call
  const inner = pathTo(path, name)
  if (name === 'Ref') {
    const parameter = readText(inspection, inner, argument)
    if (typeof argument === 'string') referToParameter(inspection, inner, parameter)
    return { Ref: parameter }
  }
  if (!checkFunction(inspection, path, name)) return ''
  switch (name) {
    case 'Fn::Join': {
      const [delimiter, list] = argumentsOf(inspection, inner, argument, 'delimiter, list')
      const values = list === undefined ? [] : readList(inspection, pathTo(inner, 1), list, depth + 1)
      return { 'Fn::Join': [readText(inspection, pathTo(inner, 0), delimiter), values] }
    }
    case 'Fn::Select': {
      const [index, list] = argumentsOf(inspection, inner, argument, 'index, list')
      const position = typeof index === 'number' ? String(index) : index
      const isIndex = typeof position === 'string' && /^(?:0|[1-9]\d{0,3})$/.test(position)
      if (list !== undefined && !isIndex) {
        report(inspection, 'provisioning-malformed', pathTo(inner, 0), 'is no index', 'count from 0', index)
      }
      const values = list === undefined ? [] : readList(inspection, pathTo(inner, 1), list, depth + 1)
      return { 'Fn::Select': [isIndex ? position : '0', values] }
    }
    case 'Fn::FindInMap':
      return readFindInMap(inspection, inner, argument, depth)
    case 'Fn::Sub':
      return readSub(inspection, inner, argument, depth)
  }
  report(
    inspection,
    'provisioning-malformed',
    path,
    'makes a list where text is wanted',
    'select one with `Fn::Select`',
  )
  return ''
}
