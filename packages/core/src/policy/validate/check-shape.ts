import { quote } from '../../error/quote.js'
import { isPlainObject } from '../parse/is-plain-object.js'
import { parsePolicyDocument } from '../parse/parse-policy-document.js'
import { PolicyError } from '../policy-error.js'
import { type PolicyFinding, refused } from './policy-finding.js'

type Findings = readonly PolicyFinding[]

const Version = '2012-10-17'
const [Effect, Action, Resource] = ['Allow', 'iot:Connect', '*']

/** A document without fault but for one part of its statement. */
const documentAround = (key: string, part: unknown): object => ({
  Version,
  Statement: [key === 'NotResource' ? { Effect, Action, [key]: part } : { Effect, Action, Resource, [key]: part }],
})

/** What the parser says against a document, told of `to` where it stands at `from`; nothing where it takes it. */
const faultOf = (document: unknown, from = '', to = from): Findings => {
  try {
    parsePolicyDocument(document)
    return []
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error
    const { field = 'document', value, remedy = '' } = error
    const path = to + field.slice(from.length)
    const code = error.code === 'policy-tag-misplaced' ? error.code : 'policy-malformed'
    const message = quote(path) + error.message.slice(quote(field).length)
    return [refused(code, { path, ...(value === undefined ? {} : { value }), message, remedy })]
  }
}

const statementPath = 'Statement[0]'

/** The faults of one text, or of each item of a list, at the end `place` of the path of a statement. */
const faultsOfTexts = (texts: unknown, path: string, place: string, around: (part: unknown) => object): Findings => {
  const [from, to] = [statementPath + place, path + place]
  if (!Array.isArray(texts) || texts.length === 0) return faultOf(around(texts), from, to)
  return Array.from(texts, (text, index) => faultOf(around([text]), `${from}[0]`, `${to}[${index}]`)).flat()
}

const faultsOfCondition = (condition: object, path: string): Findings => {
  const faultOfCondition = (part: unknown): Findings => faultOf(documentAround('Condition', part), statementPath, path)
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const fault = faultOfCondition({ [operator]: isPlainObject(keys) ? {} : keys })
    if (fault.length > 0 || !isPlainObject(keys)) return fault
    return Object.entries(keys).flatMap(([key, values]) => {
      const faultOfKey = faultOfCondition({ [operator]: { [key]: '' } })
      if (faultOfKey.length > 0) return faultOfKey
      return faultsOfTexts(values, path, `.Condition.${operator}.${key}`, (part) =>
        documentAround('Condition', { [operator]: { [key]: part } }),
      )
    })
  })
}

const faultsOfStatement = (statement: unknown, path: string): Findings => {
  if (!isPlainObject(statement)) return faultOf({ Version, Statement: [statement] }, statementPath, path)
  const holds = (key: string): boolean => statement[key] !== undefined
  const absent = [
    { Effect: holds('Effect') ? Effect : undefined, Action, Resource },
    { Effect, Action: holds('Action') ? Action : undefined, Resource },
    {
      Effect,
      Action,
      Resource: holds('Resource') ? '*' : undefined,
      NotResource: holds('NotResource') ? '*' : undefined,
    },
  ].flatMap((parts) => faultOf({ Version, Statement: [parts] }, statementPath, path))
  const wrong = Object.entries(statement)
    .filter(([, part]) => part !== undefined)
    .flatMap(([key, part]) => {
      if (key === 'Condition' && isPlainObject(part)) return faultsOfCondition(part, path)
      if (key === 'Action' || key === 'Resource' || key === 'NotResource') {
        return faultsOfTexts(part, path, `.${key}`, (texts) => documentAround(key, texts))
      }
      return faultOf(documentAround(key, part), statementPath, path)
    })
  return [...absent, ...wrong]
}

/**
 * Every part of what should be a policy document that the parser refuses.
 *
 * The parser stops at the first. So it is asked about each part on its own, among others that have no fault.
 */
export const checkShape = (document: unknown): Findings => {
  const first = faultOf(document)
  if (first.length === 0 || !isPlainObject(document)) return first
  const absent = ['Version', 'Statement']
    .filter((key) => document[key] === undefined)
    .flatMap((key) => faultOf({ ...documentAround('Effect', Effect), [key]: undefined }))
  const wrong = Object.entries(document)
    .filter(([, part]) => part !== undefined)
    .flatMap(([key, part]) =>
      key === 'Statement' && Array.isArray(part) && part.length > 0
        ? Array.from(part, (statement, index) => faultsOfStatement(statement, `Statement[${index}]`)).flat()
        : faultOf({ ...documentAround('Effect', Effect), [key]: part }),
    )
  const found = [...absent, ...wrong]
  // An unknown key whose value is undefined is a fault only where it stands.
  return found.length > 0 ? found : first
}
