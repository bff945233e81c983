import { quote } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { auditMetrics } from './audit-metrics.js'

/** CloudWatch takes 30 dimensions to a metric (specification of the embedded metric format, "DimensionSet"); one is the sink's own. */
const mostDimensions = 29

/** Members of a document that mean something else, and the dimensions that the sink adds. */
const taken: readonly string[] = ['_aws', 'Code', 'Sink', ...Object.keys(auditMetrics)]

/** ASCII that shows, and neither starts nor ends with a blank (CloudWatch API Reference, "Dimension"). */
const isName = (text: string): boolean => /^(?!:)[!-~]{1,250}$/.test(text)
const isValue = (text: unknown): text is string =>
  typeof text === 'string' && /^(?=.{1,1024}$)[!-~]([ -~]*[!-~])?$/.test(text)

const refuse = (message: string, value?: string): AdapterError =>
  new AdapterError('adapter-option', message, {
    field: 'dimensions',
    value,
    remedy:
      'give up to 29 names with a text each that is the same for the life of the process, such as { Stage: `production` }',
  })

/**
 * Dimensions of every metric, in the order given. Their values are fixed here: each value of a dimension is a metric that is paid for,
 * so that nothing of a device can be one.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const dimensionsOption = (
  dimensions: Readonly<Record<string, string>> | undefined,
): Readonly<Record<string, string>> => {
  if (dimensions === undefined) return {}
  if (typeof dimensions !== 'object' || dimensions === null) throw refuse('`dimensions` are no names with texts')
  const entries = Object.entries(dimensions)
  if (entries.length > mostDimensions) throw refuse(`more than ${mostDimensions} dimensions`)
  for (const [name, value] of entries) {
    if (taken.includes(name)) throw refuse(`the dimension ${quote(name)} is the sink's own`, name)
    if (!isName(name)) throw refuse(`${quote(name)} cannot be the name of a dimension`, name)
    if (!isValue(value)) throw refuse(`the dimension ${quote(name)} has a value that CloudWatch does not take`, name)
  }
  return Object.freeze(Object.fromEntries(entries))
}

/** Metrics are paid for by name and dimension; a process counts no more codes apart than this. */
const mostWords = 200

/** Lets the first words of a certain form pass, and calls all others `other`, so that what is counted by them has a bound. */
export const createVocabulary = (): ((word: string) => string) => {
  const words = new Set<string>()
  return (word) => {
    if (words.has(word)) return word
    if (words.size >= mostWords || !/^[A-Za-z][\w .:/-]{0,254}$/.test(word)) return 'other'
    words.add(word)
    return word
  }
}
