import { compileTemplate } from '../template/compile-template.js'
import type { Template } from '../template/template.js'

/** What a template becomes: its text for a device, or the shortest that it can have. */
export type TextOf = (template: Template) => string

/**
 * Compiles every text within plain frozen data that holds tags, and adds it to `templates`.
 *
 * @returns what makes the data anew, frozen and with its keys in order; parts without tags stay the same objects.
 */
export function compileTexts<Data>(data: Data, templates: Template[]): (textOf: TextOf) => Data
export function compileTexts(data: unknown, templates: Template[]): (textOf: TextOf) => unknown {
  if (typeof data === 'string' && data.includes('<%')) {
    const template = compileTemplate(data, { sink: 'policy-string' })
    templates.push(template)
    return (textOf) => textOf(template)
  }
  if (typeof data !== 'object' || data === null) return () => data
  const before = templates.length
  const parts = Object.entries(data).map(([key, part]) => ({ key, fill: compileTexts(part, templates) }))
  if (templates.length === before) return () => data
  if (Array.isArray(data)) return (textOf) => Object.freeze(parts.map(({ fill }) => fill(textOf)))
  return (textOf) => {
    const copy: Record<string, unknown> = { ...data }
    for (const { key, fill } of parts) copy[key] = fill(textOf)
    return Object.freeze(copy)
  }
}
