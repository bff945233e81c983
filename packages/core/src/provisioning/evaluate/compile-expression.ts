import { quote } from '../../error/quote.js'
import { substitutions } from '../parse/substitution.js'
import type { ProvisioningTemplateBody } from '../provisioning-template.js'
import type { TemplateExpression, TemplateList } from '../template-expression.js'
import type { EvaluateText, EvaluateTexts } from './parameter-values.js'
import { refuseDevice } from './refuse-device.js'

type Mappings = ProvisioningTemplateBody['Mappings']

/** Where an expression stands, and what is demanded of the value of every parameter in it. */
export interface ExpressionPlace {
  readonly path: string
  readonly mappings: Mappings
  readonly checkValue?: (value: string, parameter: string) => void
}

type FindInMap = Extract<TemplateExpression, { 'Fn::FindInMap': unknown }>

const compileFindInMap = (place: ExpressionPlace, { 'Fn::FindInMap': [map, top, second] }: FindInMap) => {
  const [topOf, secondOf] = [compileText(place, top), compileText(place, second)]
  return (values: Parameters<EvaluateText>[0]): string | readonly string[] => {
    const keys = [topOf(values), secondOf(values)] as const
    const tops = place.mappings && Object.hasOwn(place.mappings, map) ? place.mappings[map] : undefined
    const seconds = tops !== undefined && Object.hasOwn(tops, keys[0]) ? tops[keys[0]] : undefined
    const found = seconds !== undefined && Object.hasOwn(seconds, keys[1]) ? seconds[keys[1]] : undefined
    if (found !== undefined) return found
    const message = `finds nothing in ${quote(map)} for ${keys.map(quote).join(' and ')}`
    throw refuseDevice(
      'provisioning-reference-unresolved',
      place.path,
      message,
      'add it to the mapping',
      keys.join('.'),
    )
  }
}

const compileRef = ({ path, checkValue }: ExpressionPlace, name: string): EvaluateText => {
  if (checkValue === undefined) return (values) => values.value(name, path)
  return (values) => {
    const value = values.value(name, path)
    checkValue(value, name)
    return value
  }
}

/** Compiles an expression that makes a list. */
export const compileTexts = (place: ExpressionPlace, list: TemplateList): EvaluateTexts => {
  if ('Fn::Split' in list) {
    const [delimiter, text] = list['Fn::Split']
    const textOf = compileText(place, text)
    return (values) => textOf(values).split(delimiter)
  }
  if ('Fn::FindInMap' in list) {
    const find = compileFindInMap(place, list)
    return (values) => {
      const found = find(values)
      return typeof found === 'string' ? [found] : found
    }
  }
  const texts = list.map((text) => compileText(place, text))
  return (values) => texts.map((textOf) => textOf(values))
}

/** Compiles an expression that makes text. */
export const compileText = (place: ExpressionPlace, expression: TemplateExpression): EvaluateText => {
  if (typeof expression === 'string') return () => expression
  if ('Ref' in expression) return compileRef(place, expression.Ref)
  if ('Fn::Join' in expression) {
    const [delimiter, list] = expression['Fn::Join']
    const textsOf = compileTexts(place, list)
    return (values) => textsOf(values).join(delimiter)
  }
  if ('Fn::Select' in expression) {
    const [index, list] = expression['Fn::Select']
    const textsOf = compileTexts(place, list)
    return (values) => {
      const texts = textsOf(values)
      const selected = texts[Number(index)]
      if (selected !== undefined) return selected
      const message = `selects element ${index} of ${texts.length}`
      throw refuseDevice('provisioning-reference-unresolved', place.path, message, 'select one that is there', index)
    }
  }
  if ('Fn::FindInMap' in expression) {
    const find = compileFindInMap(place, expression)
    return (values) => {
      const found = find(values)
      if (typeof found === 'string') return found
      throw refuseDevice('provisioning-malformed', place.path, 'finds a list where text is wanted', 'select one of it')
    }
  }
  const sub = expression['Fn::Sub']
  const [text, variables] = typeof sub === 'string' ? [sub, {}] : sub
  const pieces = substitutions(text).map(({ literal, name }) => {
    if (name === undefined) return () => literal
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined
    return variable === undefined ? compileRef(place, name) : compileText(place, variable)
  })
  return (values) => pieces.map((textOf) => textOf(values)).join('')
}
