import { nearest } from '../error/nearest.js'
import { quote } from '../error/quote.js'
import { unknownOption } from '../error/unknown-option.js'
import { findSink, sinkNames } from './sink/find-sink.js'
import type { Sink } from './sink/sink.js'
import { TemplateError } from './template-error.js'

/**
 * Refuses text that is no string, and options that are no object or have a key that is not known.
 *
 * @throws {TemplateError} `template-option`.
 */
export const checkOptions = (owner: string, text: unknown, options: unknown, known: readonly string[]): void => {
  if (typeof text !== 'string') {
    throw new TemplateError('template-option', `${owner} takes text`, { field: 'text', remedy: 'give a string' })
  }
  if (typeof options !== 'object' || options === null) {
    const remedy = `give an object with: ${known.join(', ')}`
    throw new TemplateError('template-option', `${owner} takes an object of options`, { field: 'options', remedy })
  }
  const unknown = unknownOption(owner, options, known)
  if (unknown !== undefined) throw new TemplateError('template-option', unknown.message, unknown.details)
}

/** One of several words, checked, because not every caller has a compiler. */
const chosenOption = (field: string, value: unknown, known: readonly string[]): TemplateError => {
  const written = String(value)
  const meant = nearest(written, known)
  const remedy = meant === undefined ? `use one of: ${known.join(', ')}` : `did you mean ${quote(meant)}`
  return new TemplateError('template-option', `no ${field} ${quote(written)}`, { field, value: written, remedy })
}

/** @throws {TemplateError} `template-option`. */
export const resolveSink = (name: unknown): Sink => {
  const sink = findSink(typeof name === 'string' ? name : name === undefined ? 'text' : '')
  if (sink === undefined) throw chosenOption('sink', name, sinkNames)
  return sink
}

const variablesNames: readonly string[] = ['registration', 'any']

/** @throws {TemplateError} `template-option`. */
export const checkVariables = (name: unknown): void => {
  if (name !== undefined && !variablesNames.includes(String(name))) {
    throw chosenOption('variables', name, variablesNames)
  }
}
